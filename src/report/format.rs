//! What a report format is.

use std::path::{Path, PathBuf};

use crate::model::finding::Severity;
use crate::report::checked::{Checked, Summary};

/// How a report is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Whether it shows colour.
    pub colour: bool,
    /// How many columns it may be wide, where that is known.
    pub width: Option<usize>,
    /// Whether only findings are written, and no summary.
    pub quiet: bool,
    /// The mildest finding that fails the run, if any does.
    pub fail_on: Option<Severity>,
    /// The folder from which paths are counted, where it is known.
    pub folder: Option<PathBuf>,
}

/// A way to write reports. A report is its head, a part for each document, and its tail, so that it
/// can be written as the documents are checked.
#[derive(Debug)]
pub(crate) struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// For whom or what it is.
    pub about: &'static str,
    /// What comes before all documents.
    pub head: fn() -> String,
    /// Whether it is for people: control characters in it are pictures of themselves already, and
    /// it may hold colours.
    pub shown: bool,
    /// What is said of one document; may be empty.
    pub document: fn(&Checked, &Options) -> String,
    /// What is said of a document that could not be read, for this reason; empty where only standard
    /// error tells it.
    pub unreadable: fn(&Path, &str) -> String,
    /// What stands between two parts that are not empty.
    pub between: &'static str,
    /// What comes after all documents.
    pub tail: fn(&Summary) -> String,
}
