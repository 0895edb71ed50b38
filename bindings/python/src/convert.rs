//! References and libraries as CSL-JSON, and back.

use std::path::Path;

use cite::{Entry, Error, Library};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::failure::{raised, refused};

/// The endings of the formats that are read; an ending is a name of its format too.
const ENDINGS: &[(&str, &str)] = &[
    ("biblatex", "bib"),
    ("bibtex", "bib"),
    ("csl-json", "json"),
    ("endnote", "xml"),
    ("hayagriva", "yaml"),
    ("medline", "nbib"),
];

/// Returns references, each as it is typed in a list, as CSL-JSON.
#[pyfunction]
pub fn parse_references(py: Python<'_>, texts: Vec<String>, threads: usize) -> PyResult<String> {
    written(&py.detach(|| parsed(&texts, threads))?)
}

/// Returns references as records, read on so many threads; 0 takes all processors.
pub fn parsed<T: AsRef<str> + Sync>(texts: &[T], threads: usize) -> PyResult<Vec<Entry>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    Ok(pool.install(|| cite::parse_references(texts)))
}

/// Returns the records of a library as CSL-JSON, and what of it could not be read.
#[pyfunction]
pub fn parse(py: Python<'_>, text: &str, format: Option<&str>) -> PyResult<(String, Vec<String>)> {
    let (library, faults) = read(py, text, format)?;
    let entries: Vec<&Entry> = library.entries().collect();
    Ok((written(&entries)?, faults))
}

/// Returns a library in another format, and what could not be read or has no place there.
#[pyfunction]
pub fn convert(
    py: Python<'_>,
    text: &str,
    source: Option<&str>,
    to: &str,
) -> PyResult<(String, Vec<String>)> {
    let (library, mut said) = read(py, text, source)?;
    let (text, lost) = py.detach(|| library.write(to)).map_err(|error| raised(py, error))?;
    said.extend(lost);
    Ok((text, said))
}

/// Returns the bibliography of CSL-JSON items in a style.
#[pyfunction]
pub fn render(py: Python<'_>, items: &str, style: &str, to: &str) -> PyResult<String> {
    let entries: Vec<Entry> = serde_json::from_str(items)
        .map_err(|error| refused(py, format_args!("the items are not CSL-JSON: {error}")))?;
    py.detach(|| cite::render(&entries, style, to)).map_err(|error| raised(py, error))
}

fn written<T: serde::Serialize>(entries: &[T]) -> PyResult<String> {
    serde_json::to_string(entries).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// Reads a library as the program does, from a file with the ending of its format.
fn read(py: Python<'_>, text: &str, format: Option<&str>) -> PyResult<(Library, Vec<String>)> {
    let ending = match format {
        None => "txt".to_owned(),
        Some(format) => {
            // An unknown name is refused as the library refuses it.
            Library::none().write(format).map_err(|error| raised(py, error))?;
            let format = format.to_ascii_lowercase();
            let known = ENDINGS.iter().find(|(name, _)| format.starts_with(name));
            known.map_or(format, |(_, ending)| (*ending).to_owned())
        }
    };
    let name = Path::new("text").with_extension(ending);
    let read = py.detach(|| Library::from_bytes(&name, text.as_bytes().to_vec()));
    let library = read.map_err(|error| raised(py, unnamed(error)))?;
    // The ending is ours: the caller knows but the text.
    let shorter = |line: String| line.replace(&*name.to_string_lossy(), "text");
    let faults = library.fault_lines().into_iter().map(shorter).collect();
    Ok((library, faults))
}

/// The error without the name of a file that the caller does not know.
fn unnamed(error: Error) -> Error {
    match error {
        Error::Content { message, .. } => Error::Content { path: "text".into(), message },
        Error::Places { faults, .. } => Error::Places { path: "text".into(), faults },
        other => other,
    }
}
