//! Errors of the library as exceptions of Python.

use std::fmt::Display;
use std::path::PathBuf;

use cite::Error;
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;

/// Returns the exception for an error: an `OSError` for what the system refuses, and else a
/// `CiteError` with path and places.
pub fn raised(py: Python<'_>, error: Error) -> PyErr {
    let message = error.to_string();
    let (path, places) = match error {
        Error::File { path, error } => match error.raw_os_error() {
            Some(code) => return refused_by_system(py, code, path).unwrap_or_else(|error| error),
            None => (Some(path), Vec::new()),
        },
        Error::Folder(path) | Error::Content { path, .. } => (Some(path), Vec::new()),
        Error::Places { path, faults } => {
            let place = |fault: cite::Misplaced| {
                (fault.position.line, fault.position.column, fault.message)
            };
            (Some(path), faults.into_iter().map(place).collect())
        }
        // A name that is not known has no path, nor has what a later release may add.
        _ => (None, Vec::new()),
    };
    made(py, (message, path, places)).unwrap_or_else(|error| error)
}

/// Returns the exception that Python itself raises for an error of the system.
fn refused_by_system(py: Python<'_>, code: i32, path: PathBuf) -> PyResult<PyErr> {
    let said: String = py.import("os")?.call_method1("strerror", (code,))?.extract()?;
    Ok(PyOSError::new_err((code, said, path.into_os_string())))
}

/// Returns the exception for items that are not what they should be.
pub fn refused(py: Python<'_>, message: impl Display) -> PyErr {
    made(py, (message.to_string(),)).unwrap_or_else(|error| error)
}

fn made<'py>(py: Python<'py>, arguments: impl pyo3::call::PyCallArgs<'py>) -> PyResult<PyErr> {
    let class = py.import("cite_cli.errors")?.getattr("CiteError")?;
    Ok(PyErr::from_value(class.call1(arguments)?))
}
