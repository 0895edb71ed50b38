//! All report formats.

use crate::model::error::Error;
use crate::report::format::Format;
use crate::report::{csv, github, html, human, issue, json, junit, matches, sarif, short};

/// All formats; the first is the one for people.
pub(crate) const FORMATS: &[&Format] = &[
    &human::FORMAT,
    &short::FORMAT,
    &html::FORMAT,
    &issue::FORMAT,
    &csv::FORMAT,
    &json::FORMAT,
    &json::LINES,
    &sarif::FORMAT,
    &github::FORMAT,
    &junit::FORMAT,
    &matches::FORMAT,
    #[cfg(feature = "parquet")]
    &crate::report::tables::FORMAT,
];

/// Returns the format of this name.
///
/// # Errors
///
/// There is none; the error lists those that there are.
pub(crate) fn by_name(name: &str) -> Result<&'static Format, Error> {
    let known = FORMATS.iter().find(|format| format.name == name).copied();
    known.ok_or_else(|| Error::Unknown {
        kind: "format",
        name: name.to_owned(),
        nearest: FORMATS.iter().map(|format| format.name.to_owned()).collect(),
    })
}
