//! Opens a manuscript: from a file or bytes, choosing the format.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::document::decode::{Decoded, decode};
use crate::document::format::Format;
use crate::document::{FORMATS, markdown, notes};
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
    /// The file is not there, is a folder, or may not be read. Damaged text is no error: it is
    /// noted in [`Document::faults`].
    pub fn open(path: impl AsRef<Path>) -> Result<Document, Error> {
        let path = path.as_ref();
        match std::fs::read(path) {
            Ok(bytes) => Ok(Document::from_bytes(path, bytes)),
            Err(error) if error.kind() == ErrorKind::IsADirectory || path.is_dir() => {
                Err(Error::Folder(path.to_owned()))
            }
            Err(error) => Err(Error::File { path: path.to_owned(), error }),
        }
    }

    /// Reads a manuscript from the bytes of the file `path`; nothing is read from disk.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Document {
        let path = path.into();
        let format = format_of(&path);
        let Decoded { text, changed, damaged } = decode(bytes);
        let mut document = notes::told((format.read)(Source::new(path, text)));
        document.extracted |= changed;
        let faults: Vec<Fault> = damaged_lines(&document.source, &damaged);
        document.faults.splice(0..0, faults);
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

/// One fault for each line with damage.
fn damaged_lines(source: &Source, damaged: &[usize]) -> Vec<Fault> {
    let mut lines: Vec<(usize, Span)> = Vec::new();
    for &offset in damaged {
        let line = source.position(offset).line;
        if lines.last().is_none_or(|(last, _)| *last != line) {
            let end = offset + char::REPLACEMENT_CHARACTER.len_utf8();
            lines.push((line, Span::new(offset, end)));
        }
    }
    lines
        .into_iter()
        .map(|(line, span)| Fault {
            source: Some(span),
            message: format!(
                "line {line} is not UTF-8; what could not be read stands as U+FFFD. \
                 Save the file as UTF-8"
            ),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_names_its_line_once() {
        let document = Document::from_bytes("a.md", b"one\n\xe9 \xe9\n\nthree \xff".to_vec());
        let messages: Vec<&str> = document.faults.iter().map(|f| &*f.message).collect();
        assert_eq!(messages.len(), 2);
        assert!(messages[0].starts_with("line 2 is not UTF-8"));
        assert!(messages[1].starts_with("line 4 is not UTF-8"));
        assert!(document.extracted);
    }

    #[test]
    fn endings_tell_the_format() {
        assert_eq!(format_of(Path::new("a/B.TXT")).name, "text");
        assert_eq!(format_of(Path::new("paper.qmd")).name, "markdown");
        assert_eq!(format_of(Path::new("-")).name, "markdown");
    }
}
