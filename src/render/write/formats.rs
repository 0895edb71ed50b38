//! The list of formats that formatted text is written in.

use super::format::Format;
use super::{html, latex, markdown, rtf, text, typst};
use crate::model::error::Error;

/// All formats.
pub const FORMATS: &[Format] =
    &[text::FORMAT, markdown::FORMAT, html::FORMAT, latex::FORMAT, typst::FORMAT, rtf::FORMAT];

/// The format of this name.
///
/// # Errors
///
/// If there is none; the error names those that there are.
pub fn by_name(name: &str) -> Result<&'static Format, Error> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| Error::Unknown {
        kind: "format",
        name: name.to_owned(),
        nearest: FORMATS.iter().map(|format| format.name.to_owned()).collect(),
    })
}
