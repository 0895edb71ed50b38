//! The library for Python: the functions of `cite_cli._native`, which the package wraps and types.
//!
//! Results cross as JSON, the same that the program writes. Nothing holds the interpreter's lock
//! while it works.

mod batch;
mod convert;
mod failure;

use std::collections::HashMap;
use std::path::PathBuf;

use cite::{CheckSettings, Checker, Document, Error, Severity};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

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
            return Err(PyValueError::new_err("there must be one path for each document"));
        }
        let paths = paths.unwrap_or_else(|| vec![PathBuf::from(UNNAMED); contents.len()]);
        let content = |one: Bound<'_, PyAny>| match one.extract::<Content>() {
            Ok(content) => Ok(Some(content.into_bytes())),
            Err(_) => {
                let kind = one.get_type().name().map_or_else(|_| String::new(), |n| n.to_string());
                Err(format!("this is no document but {kind}; expected str or bytes"))
            }
        };
        let works: Vec<_> = paths.into_iter().zip(contents.into_iter().map(content)).collect();
        Ok(py.detach(|| batch::rows(works, threads, |path, bytes| self.report(path, bytes))))
    }

    /// Returns a row for each file, in their order: the report on it, or what went wrong.
    fn check_files(&self, py: Python<'_>, paths: Vec<PathBuf>, threads: usize) -> Vec<String> {
        let works: Vec<_> = paths.into_iter().map(|path| (path, Ok(None))).collect();
        py.detach(|| batch::rows(works, threads, |path, bytes| self.report(path, bytes)))
    }
}

impl PyChecker {
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
}
