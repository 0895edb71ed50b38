//! What a format of library files is, and how one is distinguished from others.

use memchr::memmem;

use crate::model::entry::Entry;
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

/// Whether `text` begins, after white space, with one of these.
pub(crate) fn begins_with(text: &str, starts: &[char]) -> bool {
    text.trim_start_matches('\u{FEFF}').trim_start().starts_with(starts)
}

/// Whether a line of `text` begins with `prefix`.
pub(crate) fn has_line(text: &str, prefix: &str) -> bool {
    memmem::find_iter(text.as_bytes(), prefix.as_bytes())
        .any(|at| text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']) || at == 0)
}
