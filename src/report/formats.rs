//! All report formats.

use crate::report::format::Format;
use crate::report::{csv, github, html, human, issue, json, junit, matches, sarif, short};

/// All formats; the first is the one for people.
pub const FORMATS: &[&Format] = &[
    &human::FORMAT,
    &short::FORMAT,
    &html::FORMAT,
    &issue::FORMAT,
    &csv::FORMAT,
    &json::FORMAT,
    &sarif::FORMAT,
    &github::FORMAT,
    &junit::FORMAT,
    &matches::FORMAT,
];
