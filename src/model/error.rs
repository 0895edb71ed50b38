//! What cannot be reached at all: no file, no access, not that format.

use std::path::{Path, PathBuf};

use thiserror::Error as IsError;

use crate::text::source::Position;

/// Why an input gave nothing.
///
/// Reading itself does not fail: text that is damaged gives what can be read of it, and says so
/// in the faults of the result.
#[derive(Debug, IsError)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be read or written.
    #[error("{}", of_file(path, error))]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        #[source]
        error: std::io::Error,
    },
    /// A folder was given where a file is needed.
    #[error("{} is a folder; a file is needed here", .0.display())]
    Folder(PathBuf),
    /// A name that is not known, with the nearest names that are.
    #[error("unknown {kind} \"{name}\"{}", nearest_of(nearest))]
    Unknown {
        /// What kind of thing was named: "style", "rule", "format".
        kind: &'static str,
        /// The name as given.
        name: String,
        /// Known names, nearest first.
        nearest: Vec<String>,
    },
    /// The content is not what it was said to be.
    #[error("{}: {message}", path.display())]
    Content {
        /// Where it came from.
        path: PathBuf,
        /// What is wrong, what was expected, and what to do.
        message: String,
    },
    /// A file of settings or data is wrong in these places.
    #[error("{}", lines(path, faults))]
    Places {
        /// The file.
        path: PathBuf,
        /// What is wrong where; never empty.
        faults: Vec<Misplaced>,
    },
}

/// Something in a file that cannot stay as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// Where it begins.
    pub position: Position,
    /// What is wrong, and what was expected.
    pub message: String,
}

fn of_file(path: &Path, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => format!("no such file: {}", path.display()),
        _ => format!("{}: {error}", path.display()),
    }
}

fn nearest_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        names => format!("; nearest: {}", names.join(", ")),
    }
}

/// A line for each fault.
fn lines(path: &Path, faults: &[Misplaced]) -> String {
    let line = |fault: &Misplaced| {
        let Position { line, column } = fault.position;
        format!("{}:{line}:{column}: {}", path.display(), fault.message)
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}
