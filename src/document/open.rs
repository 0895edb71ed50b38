//! Opens a manuscript: from a file or bytes, choosing the format.

use std::path::{Path, PathBuf};

use crate::document::format::Format;
use crate::document::{FORMATS, markdown, notes};
use crate::files::encoding::{Decoded, decode};
use crate::files::{kind, read};
use crate::model::document::{Document, Fault};
use crate::model::error::Error;
use crate::text::source::Source;
use crate::text::span::Span;

impl Document {
    /// Reads a manuscript from a file. The format is told by the file's ending; what has none
    /// that is known is read as Markdown, of which plain text is a part.
    ///
    /// # Errors
    ///
    /// The file is not there, is a folder or a device, may not be read, or is no text: a PDF, an
    /// image, an archive. Damaged text is no error: it is noted in [`Document::faults`].
    pub fn open(path: impl AsRef<Path>) -> Result<Document, Error> {
        let path = path.as_ref();
        Document::of_file(path, read::bytes(path)?)
    }

    /// Reads a manuscript from the bytes of the file `path`, whatever kind of file that is.
    ///
    /// # Errors
    ///
    /// They are no text, and of no kind that is read.
    pub fn of_file(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Document, Error> {
        let path = path.into();
        match kind::of(&path, &bytes) {
            None => Ok(Document::from_bytes(path, bytes)),
            Some(kind) => Err(kind::refused(&path, &kind)),
        }
    }

    /// Reads a manuscript from the bytes of the file `path`; nothing is read from disk.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Document {
        let path = path.into();
        let format = format_of(&path);
        let Decoded { text, changed, damaged, .. } = decode(bytes);
        let mut document = notes::told((format.read)(Source::new(path, text)));
        document.extracted |= changed;
        document.faults.splice(0..0, damage(&document.source, &damaged));
        document
    }

    /// Reads another text in the format of this document and with its settings.
    pub fn read_again(&self, text: String) -> Document {
        let read = notes::told((format_of(self.path()).read)(Source::new(self.path(), text)));
        Document {
            extracted: read.extracted || self.extracted,
            list_headings: self.list_headings.clone(),
            ..read
        }
    }
}

/// The format that the ending of `path` tells, Markdown if none.
pub fn format_of(path: &Path) -> &'static Format {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let known = |format: &&&Format| format.extensions.contains(&extension.as_str());
    FORMATS.iter().find(known).copied().unwrap_or(&markdown::FORMAT)
}

/// One fault for all damage: its first line, and how many lines have some.
fn damage(source: &Source, damaged: &[usize]) -> Option<Fault> {
    let first = *damaged.first()?;
    let mut lines: Vec<usize> =
        damaged.iter().map(|offset| source.position(*offset).line).collect();
    lines.dedup();
    let line = lines[0];
    let more = match lines.len() - 1 {
        0 => String::new(),
        1 => " (nor is 1 more line)".to_owned(),
        more => format!(" (nor are {more} more lines)"),
    };
    let message = format!(
        "line {line} is not UTF-8{more}; what could not be read stands as U+FFFD. Save the file as \
         UTF-8"
    );
    let end = first + char::REPLACEMENT_CHARACTER.len_utf8();
    Some(Fault { source: Some(Span::new(first, end)), message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_names_its_first_line_and_a_count() {
        let document = Document::from_bytes("a.md", b"one\n\xe9 \xe9\n\nthree \xff".to_vec());
        let messages: Vec<&str> = document.faults.iter().map(|f| &*f.message).collect();
        assert_eq!(messages.len(), 1);
        assert!(
            messages[0].starts_with("line 2 is not UTF-8 (nor is 1 more line);"),
            "{messages:?}"
        );
        assert!(document.extracted);
    }

    #[test]
    fn endings_tell_the_format() {
        assert_eq!(format_of(Path::new("a/B.TXT")).name, "text");
        assert_eq!(format_of(Path::new("paper.qmd")).name, "markdown");
        assert_eq!(format_of(Path::new("-")).name, "markdown");
    }
}
