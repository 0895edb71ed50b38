//! The list of formats; which one a text is in.

use std::path::Path;

use super::format::Format;
use super::{biblatex, csl_json, endnote, hayagriva, nbib, ris};
use crate::model::error::Error;

/// All formats, those first that are recognised most reliably by their content.
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

/// The format in which records are written that were read from text: BibLaTeX with nothing that its data
/// model does not have, any other as it is.
pub(crate) fn for_readings(format: &'static Format) -> &'static Format {
    if format.name == biblatex::write::BIBLATEX.name {
        &biblatex::write::BIBLATEX_VALID
    } else {
        format
    }
}

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
pub(crate) fn by_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extensions.contains(&extension))
}

/// The format whose files have this extension, if no files but those of libraries have it.
pub(crate) fn by_own_extension(extension: &str) -> Option<&'static Format> {
    let shared = ["json", "yaml", "yml", "xml"].contains(&extension);
    by_extension(extension).filter(|_| !shared)
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
