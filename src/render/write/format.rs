//! What a format of formatted text is.

use crate::render::formatted::Formatted;

/// A format that formatted text is written in.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// One text, inside whatever stands around it.
    pub inline: fn(&Formatted) -> String,
    /// One text that begins a line: what would begin a list or a heading there is escaped.
    pub paragraph: fn(&Formatted) -> String,
    /// A whole list with the keys of its entries.
    pub list: fn(&[(&str, &Formatted)]) -> String,
}
