//! What a report format is, and all of them.

use crate::report::checked::{Checked, Summary};
use crate::report::{github, human, json, junit, sarif, short};

/// A way to write reports. A report is its head, one part for each document, and its tail, so that
/// it can be written as the documents are checked.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// For whom or what it is.
    pub about: &'static str,
    /// What comes before all documents.
    pub head: fn() -> String,
    /// What is said of one document.
    pub document: fn(&Checked, &Place) -> String,
    /// What comes after all documents.
    pub tail: fn(&Summary) -> String,
}

/// Where the part of one document goes.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Whether it is the first.
    pub first: bool,
    /// Whether colour is shown there.
    pub colour: bool,
}

/// All formats; the first is the one for people.
pub const FORMATS: &[&Format] = &[
    &human::FORMAT,
    &short::FORMAT,
    &json::FORMAT,
    &sarif::FORMAT,
    &github::FORMAT,
    &junit::FORMAT,
];
