//! What a document format is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::project::Inputs;
use crate::model::document::Document;
use crate::model::error::Error;
use crate::model::finding::Edit;
use crate::text::source::Source;
use crate::text::span::Span;

/// A format in which manuscripts are written.
pub(crate) struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The endings of its files, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether files below a folder are taken for manuscripts. Most pages of HTML are made from
    /// another file that is checked already: they are read where they are named.
    pub walked: bool,
    /// How it is read.
    pub reader: Reading,
    /// How answers are written into a file of this format, where its text is extracted.
    pub writer: Option<&'static Writer>,
}

/// How a format is read.
pub(crate) enum Reading {
    /// Its files are text. Cannot fail: doubts are in the document's faults.
    Text(fn(Source) -> Document),
    /// Its files are text, and one brings in others.
    Project(Project),
    /// Its text is extracted from the file; fails where the file is not of this format after all,
    /// is damaged beyond reading, or is locked.
    File(fn(File) -> Result<Document, Error>),
}

/// How a format is read whose files bring in others.
pub(crate) struct Project {
    /// How the joined text is read.
    pub read: fn(Source) -> Document,
    /// How the files of the project with this main file name others.
    pub inputs: fn(&Path) -> Box<dyn Inputs>,
    /// Whether a file with this text may be the main file of a project.
    pub is_whole: fn(&str) -> bool,
}

/// A file whose text is to be extracted.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// What it is called; `-` for standard input.
    pub path: PathBuf,
    /// All of it.
    pub bytes: Arc<[u8]>,
    /// Whether tracked changes are read as rejected; as accepted otherwise.
    pub original: bool,
}

/// How answers are written into a file whose text is extracted. The file is that of the document's
/// [`Origin`](crate::model::origin::Origin); all that an answer does not touch keeps its bytes.
pub struct Writer {
    /// The file with a comment at each of these places, in place of those that this program wrote
    /// before.
    pub annotate: fn(&Document, &[Note]) -> Result<Vec<u8>, Error>,
    /// The file with these edits of its running text as tracked changes, in text order; none if one
    /// of them cannot be made (it lies in a field, or in a change of another author).
    pub edit: Option<WriteEdits>,
}

/// Writes edits into the file that a document was extracted from.
pub(crate) type WriteEdits = fn(&Document, &[&Edit]) -> Option<Vec<u8>>;

/// A comment that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about, in running text; empty at the start of a document for the whole.
    pub span: Span,
    /// Its paragraphs.
    pub text: Vec<String>,
}
