//! The list of formats that formatted text is written in.

use super::{html, latex, markdown, rtf, text, typst};
use crate::model::error::Error;
use crate::render::formatted::Formatted;

/// A format that formatted text is written in.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// One text, inside whatever stands around it.
    pub inline: fn(&Formatted) -> String,
    /// A whole list with the keys of its entries.
    pub list: fn(&[(&str, &Formatted)]) -> String,
}

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
