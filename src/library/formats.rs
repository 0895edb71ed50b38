//! The list of formats; which one a text is in.

use std::path::Path;

use super::{biblatex, csl_json, endnote, hayagriva, nbib, ris};
use crate::model::entry::Entry;
use crate::model::error::Error;
use crate::model::library::Library;
use crate::text::source::Source;

/// A format of library files.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// File name extensions in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether a text looks like it; what the formats before it in the list claim is theirs.
    pub claims: fn(&str) -> bool,
    /// Reads a file; faults are in the library.
    pub read: fn(Source) -> Library,
    /// Writes entries in order.
    pub write: fn(&[&Entry]) -> Written,
}

/// Entries as a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// The file's text.
    pub text: String,
    /// What the format has no place for.
    pub losses: Vec<Loss>,
}

/// Something that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The key of the entry.
    pub entry: String,
    /// What was left out or written in a way that other programs do not read.
    pub message: String,
}

/// All formats, those first that are told most surely by their content.
pub const FORMATS: &[Format] = &[
    csl_json::FORMAT,
    endnote::form::FORMAT,
    ris::FORMAT,
    nbib::FORMAT,
    biblatex::write::BIBLATEX,
    biblatex::write::BIBLATEX_ASCII,
    biblatex::write::BIBTEX,
    biblatex::write::BIBTEX_UNICODE,
    hayagriva::FORMAT,
];

/// The format of this name; an extension is a name too.
pub fn by_name(name: &str) -> Result<&'static Format, Error> {
    let wanted = name.to_ascii_lowercase();
    let found = FORMATS.iter().find(|format| format.name == wanted);
    found.or_else(|| by_extension(&wanted)).ok_or_else(|| Error::Unknown {
        kind: "format",
        name: name.to_owned(),
        nearest: FORMATS.iter().map(|f| f.name.to_owned()).collect(),
    })
}

/// The format whose files have this extension.
pub fn by_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extensions.contains(&extension))
}

/// The format that a text is in: by what it looks like, or else by the name of its file.
pub fn detect(path: &Path, text: &str) -> Option<&'static Format> {
    let named = path
        .extension()
        .and_then(|extension| by_extension(&extension.to_string_lossy().to_ascii_lowercase()));
    match named {
        Some(format) if (format.claims)(text) => Some(format),
        _ => FORMATS.iter().find(|format| (format.claims)(text)).or(named),
    }
}
