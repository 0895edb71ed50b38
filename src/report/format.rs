//! What a report format is.

use crate::report::checked::{Checked, Summary};

/// A way to write reports. A report is its head, a part for each document, and its tail, so that it
/// can be written as the documents are checked.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// For whom or what it is.
    pub about: &'static str,
    /// What comes before all documents.
    pub head: fn() -> String,
    /// What is said of one document, with colour or without; may be empty.
    pub document: fn(&Checked, bool) -> String,
    /// What stands between two parts that are not empty.
    pub between: &'static str,
    /// What comes after all documents.
    pub tail: fn(&Summary) -> String,
}
