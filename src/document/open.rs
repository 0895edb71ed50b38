//! Opens a manuscript: from a file or bytes, choosing the format.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tracing::{debug_span, info};

use crate::document::detect::{self, Kind};
use crate::document::format::{self, File, Format, Reading, Writer};
use crate::document::project::{self, Inputs, Project};
use crate::document::{FORMATS, jats, manuscripts, markdown, notes};
use crate::files::encoding::{Decoded, decode};
use crate::files::{archive, kind, read};
use crate::model::document::{Document, Fault};
use crate::model::error::Error;
use crate::text::source::Source;
use crate::text::span::Span;

impl Document {
    /// Reads a manuscript from a file; of an archive (zip, tar, gzip) the only one in it. The path may
    /// lead through an archive: `paper.zip/main.tex`. The format is told by the file's content, then by its name;
    /// what has no ending that is known is read as Markdown, of which plain text is a part.
    ///
    /// # Errors
    ///
    /// The file is not there, is a folder or a device, may not be read, or is of a kind that is not
    /// read: an image, a spreadsheet, an archive with several manuscripts. Damaged text is no error: it is noted in [`Document::faults`].
    pub fn open(path: impl AsRef<Path>) -> Result<Document, Error> {
        Document::open_as(path, false)
    }

    /// The same; with `original`, tracked changes are read as rejected.
    ///
    /// # Errors
    ///
    /// As [`Document::open`].
    pub fn open_as(path: impl AsRef<Path>, original: bool) -> Result<Document, Error> {
        let path = path.as_ref();
        let bytes = read::bytes(path)?;
        if archive::claims(&bytes)
            && let Some(main) = manuscripts::only_one(path)?
        {
            return Document::open_as(main, original);
        }
        let document = Document::read(path, bytes, original)?;
        match &format_of(path).reader {
            Reading::Project(project) => {
                Ok(document.with_inputs(&*(project.inputs)(path), &|_| None))
            }
            _ => Ok(document),
        }
    }

    /// Reads a manuscript from the text of the file `path` as it stands in an editor. `open` gives the
    /// text of other files that stand in one; those that the manuscript brings in are read from disk
    /// otherwise.
    #[cfg(feature = "lsp")]
    pub(crate) fn of_edited(
        path: &Path,
        text: String,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Document {
        let document = Document::of_text(path, "").read_again(text);
        match &format_of(path).reader {
            Reading::Project(project) => document.with_inputs(&*(project.inputs)(path), open),
            _ => document,
        }
    }

    /// The document with the files that it brings in: of those that `open` knows the text that it
    /// gives.
    fn with_inputs(self, inputs: &dyn Inputs, open: &dyn Fn(&Path) -> Option<String>) -> Document {
        let load = |path: &Path| open(path).or_else(|| Some(decode(read::bytes(path).ok()?).text));
        let Project { source, faults } =
            project::join(self.path(), self.source.text().to_owned(), inputs, &load);
        let mut joined = if source.is_joined() { self.read_source(source) } else { self };
        let faults = faults.into_iter();
        joined.faults.extend(faults.map(|(span, message)| Fault { source: Some(span), message }));
        joined
    }

    /// Reads a manuscript of any format from the bytes of the file `path`; nothing is read from disk.
    /// Tracked changes are read as accepted, with `original` as rejected.
    ///
    /// # Errors
    ///
    /// It is a kind of file that is not read, or one that is damaged beyond reading.
    pub fn read(
        path: impl Into<PathBuf>,
        bytes: Vec<u8>,
        original: bool,
    ) -> Result<Document, Error> {
        let path = path.into();
        let _stage = debug_span!("read document").entered();
        let bytes: Arc<[u8]> = bytes.into();
        let format = match detect::kind(&path, &bytes) {
            Some(Kind::Document(name)) => by_name(name),
            Some(Kind::Other(what)) => {
                return Err(Error::Content { path, message: format!("this is {what}") });
            }
            None => None,
        };
        if let Some(Format { reader: Reading::File(extract), .. }) = format {
            let document = notes::told(extract(File { path, bytes, original })?);
            tell(&document, format.map_or("", |format| format.name));
            return Ok(document);
        }
        if let Some(kind) = kind::of(&path, &bytes) {
            return Err(damaged(&path, &bytes).unwrap_or_else(|| kind::refused(&path, &kind)));
        }
        let read = match format {
            Some(Format { reader: Reading::Text(read), .. }) => *read,
            Some(Format { reader: Reading::Project(project), .. }) => project.read,
            _ => reader_of_text(&path),
        };
        let name = format.unwrap_or_else(|| format_of(&path)).name;
        let document = of_text(path, bytes.to_vec(), read);
        tell(&document, name);
        Ok(document)
    }

    /// Reads a manuscript that is text from the bytes of the file `path`; nothing is read from disk.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Document {
        let path = path.into();
        let read = reader_of_text(&path);
        of_text(path, bytes, read)
    }

    /// Reads another text in the format of this document and with its settings.
    pub(crate) fn read_again(&self, text: String) -> Document {
        self.read_source(Source::new(self.path(), text))
    }

    /// Reads another source in the format of this document and with its settings.
    pub(crate) fn read_source(&self, source: Source) -> Document {
        let read = match jats::claims(self.source.text()) {
            true => jats::read,
            false => reader_of_text(self.path()),
        };
        let read = notes::told(read(source));
        Document {
            extracted: read.extracted || self.extracted,
            list_headings: self.list_headings.clone(),
            ..read
        }
    }

    /// Reads another file in place of the one that this document was extracted from, with its
    /// settings.
    ///
    /// # Errors
    ///
    /// As [`Document::read`].
    pub(crate) fn extract_again(&self, bytes: Vec<u8>) -> Result<Document, Error> {
        let original = self.origin.as_ref().is_some_and(|origin| origin.original);
        let read = Document::read(self.path(), bytes, original)?;
        Ok(Document { list_headings: self.list_headings.clone(), ..read })
    }

    /// How answers are written into the file that this document was extracted from.
    #[doc(hidden)]
    pub fn writer(&self) -> Option<&'static Writer> {
        let origin = self.origin.as_ref()?;
        match detect::kind(self.path(), &origin.bytes)? {
            Kind::Document(name) => by_name(name)?.writer,
            Kind::Other(_) => None,
        }
    }
}

/// Why a file gives nothing that is named as one of a format that is read, but holds something else.
fn damaged(path: &Path, bytes: &[u8]) -> Option<Error> {
    let format = format_of(path);
    let name = kind::name_of(format.extensions.first()?)?;
    if !matches!(format.reader, Reading::File(_)) {
        return None;
    }
    let what = match (bytes.starts_with(b"PK"), format.name) {
        (true, "docx") => "[Content_Types].xml is missing in it",
        (true, "odt" | "epub") => "the member \"mimetype\", which should say so, is missing in it",
        _ => "it does not begin as one",
    };
    let message = format!(
        "this is {name} by its name, but damaged: {what}; open it in the program that wrote it, and save it again"
    );
    Some(Error::Content { path: path.to_owned(), message })
}

/// Tells who asks for it what was read.
fn tell(document: &Document, format: &str) {
    info!(
        path = %document.path().display(),
        format,
        blocks = document.blocks.len(),
        bytes = document.text.len(),
        faults = document.faults.len(),
        "document read"
    );
}

fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).copied()
}

fn of_text(path: PathBuf, bytes: Vec<u8>, read: fn(Source) -> Document) -> Document {
    let Decoded { text, changed, damaged, .. } = decode(bytes);
    let mut document = notes::told(read(Source::new(path, text)));
    document.extracted |= changed;
    document.faults.splice(0..0, damage(&document.source, &damaged));
    document
}

/// The format that the ending of `path` tells, Markdown if none.
pub(crate) fn format_of(path: &Path) -> &'static Format {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let known = |format: &&&Format| format.extensions.contains(&extension.as_str());
    FORMATS.iter().find(known).copied().unwrap_or(&markdown::FORMAT)
}

/// How a text named `path` is read; as Markdown, if files of that ending are no text.
fn reader_of_text(path: &Path) -> fn(Source) -> Document {
    match format_of(path).reader {
        Reading::Text(read) => read,
        Reading::Project(format::Project { read, .. }) => read,
        Reading::File(_) => markdown::read,
    }
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
