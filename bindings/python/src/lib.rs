//! The library for Python: the functions of `cite_cli._native`, which the package wraps and types.
//!
//! Results cross as JSON, the same that the program writes. Nothing holds the interpreter's lock
//! while it works.

mod arrow;
mod batch;
mod convert;
mod failure;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use arrow_array::{Array, LargeBinaryArray};
use cite::internals::report::tables::columns;
use cite::internals::report::tables::rows::{DocumentRow, RecordRow};
use cite::{CheckSettings, Checker, Document, Error, Severity};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use arrow::Batch;

/// A document as Python gives it.
#[derive(FromPyObject)]
enum Content {
    Text(String),
    Bytes(Vec<u8>),
}

impl Content {
    fn into_bytes(self) -> Vec<u8> {
        match self {
            Content::Text(text) => text.into_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }
}

/// A check with settings.
#[pyclass(frozen, name = "Checker", module = "cite_cli._native")]
struct PyChecker {
    checker: Checker,
}

#[pymethods]
impl PyChecker {
    #[new]
    fn new(
        py: Python<'_>,
        library: Vec<PathBuf>,
        headings: Vec<String>,
        levels: HashMap<String, String>,
    ) -> PyResult<PyChecker> {
        let mut settings = CheckSettings::default();
        settings.libraries = library;
        settings.headings = headings;
        for (rule, level) in levels {
            settings.levels.insert(rule, severity(&level).map_err(PyValueError::new_err)?);
        }
        let made = py.detach(|| Checker::new(settings));
        Ok(PyChecker { checker: made.map_err(|error| failure::raised(py, error))? })
    }

    /// Returns the report on one document: read from `path`, or from `content` under that name.
    fn check(&self, py: Python<'_>, path: PathBuf, content: Option<Content>) -> PyResult<String> {
        let content = content.map(Content::into_bytes);
        let report = py.detach(|| self.report(path, content));
        report.map_err(|error| failure::raised(py, error))
    }

    /// Returns a row for each document, in their order: the report on it, or what went wrong.
    fn check_batch(
        &self,
        py: Python<'_>,
        contents: Vec<Bound<'_, PyAny>>,
        paths: Option<Vec<PathBuf>>,
        threads: usize,
    ) -> PyResult<Vec<String>> {
        if paths.as_ref().is_some_and(|paths| paths.len() != contents.len()) {
            return Err(PyValueError::new_err(UNEVEN));
        }
        let paths = paths.unwrap_or_else(|| vec![PathBuf::from(UNNAMED); contents.len()]);
        let content = |one: Bound<'_, PyAny>| match one.extract::<Content>() {
            Ok(content) => Ok(Some(content.into_bytes())),
            Err(_) if one.is_none() => Err(NOTHING.to_owned()),
            Err(_) => {
                let kind = one.get_type().name().map_or_else(|_| String::new(), |n| n.to_string());
                Err(format!("this is no document but {kind}; expected str or bytes"))
            }
        };
        let contents: Vec<_> = contents.into_iter().map(content).collect();
        let row = |index: usize| match &contents[index] {
            Ok(bytes) => self.row(&paths[index], bytes.clone()),
            Err(message) => batch::failed(&paths[index], message),
        };
        Ok(py.detach(|| batch::in_order(paths.len(), threads, row)))
    }

    /// Returns a row for each file, in their order: the report on it, or what went wrong.
    fn check_files(&self, py: Python<'_>, paths: Vec<PathBuf>, threads: usize) -> Vec<String> {
        let row = |index: usize| self.row(&paths[index], None);
        py.detach(|| batch::in_order(paths.len(), threads, row))
    }

    /// Returns the same of Arrow arrays as a table, without a copy of either.
    fn check_array(
        &self,
        py: Python<'_>,
        contents: &Bound<'_, PyAny>,
        paths: &Bound<'_, PyAny>,
        threads: usize,
    ) -> PyResult<Batch> {
        let (contents, paths) = (arrow::bytes(contents)?, arrow::bytes(paths)?);
        if paths.len() != contents.len() {
            return Err(PyValueError::new_err(UNEVEN));
        }
        let row = |index: usize| {
            let path = PathBuf::from(text(&paths, index).unwrap_or(UNNAMED.into()).as_ref());
            document_row(&match contents.is_valid(index) {
                true => self.row(&path, Some(contents.value(index).to_vec())),
                false => batch::failed(&path, NOTHING),
            })
        };
        py.detach(|| {
            let rows = batch::in_order(contents.len(), threads, row);
            Batch::of(&columns::documents(), &rows.into_iter().collect::<PyResult<Vec<_>>>()?)
        })
    }
}

impl PyChecker {
    fn row(&self, path: &Path, content: Option<Vec<u8>>) -> String {
        batch::report_or_error(path, || self.report(path.to_owned(), content))
    }

    fn report(&self, path: PathBuf, content: Option<Vec<u8>>) -> Result<String, Error> {
        let document = match content {
            Some(bytes) => Document::read(path, bytes, false)?,
            None => Document::open(path)?,
        };
        let mut line = self.checker.report(&document, "json-lines")?;
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}

/// What a document is called of which only the text is known.
const UNNAMED: &str = "text.md";
/// What is said of a document that is null.
const NOTHING: &str = "there is no content";
/// What is said where names and documents are not of one number.
const UNEVEN: &str = "there must be one path for each document";

/// Returns reports, as JSON, as a table.
#[pyfunction]
fn documents(py: Python<'_>, reports: Vec<String>) -> PyResult<Batch> {
    py.detach(|| {
        let rows =
            reports.iter().map(|report| document_row(report)).collect::<PyResult<Vec<_>>>()?;
        Batch::of(&columns::documents(), &rows)
    })
}

/// Returns one of the flat tables of a batch of documents.
#[pyfunction]
fn flat(batch: &Bound<'_, PyAny>, name: &str) -> PyResult<Batch> {
    Batch::flat(batch, name)
}

/// Returns references, each as it is typed in a list, as a table of records: of what is null, none.
#[pyfunction]
fn parse_array(py: Python<'_>, texts: &Bound<'_, PyAny>, threads: usize) -> PyResult<Batch> {
    let texts = arrow::bytes(texts)?;
    py.detach(|| {
        let valid: Vec<_> = (0..texts.len()).filter_map(|index| text(&texts, index)).collect();
        let mut read = convert::parsed(&valid, threads)?.into_iter();
        let rows = (0..texts.len()).map(|index| {
            let entry = if texts.is_valid(index) { read.next() } else { None };
            let json = entry.map(|entry| serde_json::to_string(&entry)).transpose()?;
            json.map(RecordRow::of).transpose().map(Option::unwrap_or_default)
        });
        let rows = rows.collect::<Result<Vec<_>, serde_json::Error>>().map_err(broken)?;
        Batch::of(&columns::records(), &rows)
    })
}

/// Returns a text of an array; none where it is null. What is not UTF-8 in it is U+FFFD.
fn text(array: &LargeBinaryArray, index: usize) -> Option<Cow<'_, str>> {
    array.is_valid(index).then(|| String::from_utf8_lossy(array.value(index)))
}

fn document_row(report: &str) -> PyResult<DocumentRow> {
    DocumentRow::of(report).map_err(broken)
}

fn broken(error: serde_json::Error) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}

fn severity(level: &str) -> Result<Option<Severity>, String> {
    match level {
        "off" => Ok(None),
        "hint" => Ok(Some(Severity::Hint)),
        "warning" => Ok(Some(Severity::Warning)),
        "error" => Ok(Some(Severity::Error)),
        _ => Err(format!("\"{level}\" is no level; use error, warning, hint or off")),
    }
}

/// What Python imports.
#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use super::PyChecker;
    #[pymodule_export]
    use super::convert::{convert, parse, parse_references, render};
    #[pymodule_export]
    use super::{documents, flat, parse_array};
}
