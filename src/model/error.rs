//! What cannot be reached at all: no file, no access, not that format.

use std::fmt;
use std::path::PathBuf;

use crate::text::source::Position;

/// Why an input gave nothing.
///
/// Reading itself does not fail: text that is damaged gives what can be read of it, and says so
/// in the faults of the result.
#[derive(Debug)]
pub enum Error {
    /// The file could not be read or written.
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A folder was given where a file is needed.
    Folder(PathBuf),
    /// A name that is not known, with the nearest names that are.
    Unknown {
        /// What kind of thing was named: "style", "rule", "format".
        kind: &'static str,
        /// The name as given.
        name: String,
        /// Known names, nearest first.
        nearest: Vec<String>,
    },
    /// The content is not what it was said to be.
    Content {
        /// Where it came from.
        path: PathBuf,
        /// What is wrong, what was expected, and what to do.
        message: String,
    },
    /// A file of settings or data is wrong in these places.
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::File { path, error } => match error.kind() {
                std::io::ErrorKind::NotFound => write!(f, "no such file: {}", path.display()),
                _ => write!(f, "{}: {error}", path.display()),
            },
            Error::Folder(path) => {
                write!(f, "{} is a folder; a file is needed here", path.display())
            }
            Error::Unknown { kind, name, nearest } if nearest.is_empty() => {
                write!(f, "unknown {kind} \"{name}\"")
            }
            Error::Unknown { kind, name, nearest } => {
                write!(f, "unknown {kind} \"{name}\"; nearest: {}", nearest.join(", "))
            }
            Error::Content { path, message } => write!(f, "{}: {message}", path.display()),
            Error::Places { path, faults } => {
                let line = |fault: &Misplaced| {
                    let Position { line, column } = fault.position;
                    format!("{}:{line}:{column}: {}", path.display(), fault.message)
                };
                f.write_str(&faults.iter().map(line).collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::File { error, .. } => Some(error),
            _ => None,
        }
    }
}
