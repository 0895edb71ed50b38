//! What was found in one state of a text.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{Location, Range, Uri};

use crate::lsp::address;
use crate::lsp::position::Lines;
use crate::model::citation::{Citation, CitedItem};
use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::model::ids::ReferenceId;
use crate::model::library::{Library, Record};
use crate::model::reference::Reference;
use crate::text::source::PositionUnit;
use crate::text::span::Span;

/// What was found in one state of a text.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// The document as it was read.
    pub(super) document: Document,
    /// What it cites into.
    pub(super) library: Arc<Library>,
    /// The entries of its list.
    pub(super) references: Vec<Reference>,
    /// Its citations.
    pub(super) citations: Vec<Citation>,
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
    /// The files that it consists of; the first is the document itself.
    pub(super) files: Vec<File>,
    /// What positions count.
    pub(super) unit: PositionUnit,
}

/// A file of a document.
#[derive(Debug)]
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its text, where the document consists of several files.
    text: Option<String>,
    lines: Lines,
}

/// The citation or entry at a place of a text.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    /// A cited work.
    Item(&'a CitedItem),
    /// The entry of the list with this id.
    Reference(ReferenceId),
}

/// The files of a document; where one of them stands in it twice, only the document itself.
pub(super) fn files(document: &Document) -> Vec<File> {
    let joined = document.source.is_joined().then(|| document.source.files()).flatten();
    match joined {
        Some(files) => files
            .into_iter()
            .map(|(path, text)| {
                let lines = Lines::of(&text);
                File { path: path.to_owned(), text: Some(text), lines }
            })
            .collect(),
        None => {
            let lines = Lines::of(document.source.text());
            vec![File { path: document.path().to_owned(), text: None, lines }]
        }
    }
}

impl Snapshot {
    /// The file at a path, if the document has it.
    pub(super) fn file(&self, path: &Path) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The text of a file.
    pub(super) fn text_of<'a>(&'a self, file: &'a File) -> &'a str {
        file.text.as_deref().unwrap_or_else(|| self.document.source.text())
    }

    /// Returns where a segment of running text stands: its file, and the bytes there. Nothing is
    /// returned where it reaches from one file into another.
    pub(super) fn place(&self, span: Span) -> Option<(&File, Span)> {
        self.place_in_source(self.document.in_source(span))
    }

    /// The same of a segment of the source.
    pub(super) fn place_in_source(&self, span: Span) -> Option<(&File, Span)> {
        let (path, start) = self.document.source.in_file(span.start);
        let end = start + span.len();
        let file = self.file(path)?;
        (end <= self.text_of(file).len()).then_some((file, Span::new(start, end)))
    }

    /// Returns where a segment of running text stands, as the editor counts.
    pub(super) fn range(&self, span: Span) -> Option<(&File, Range)> {
        let (file, place) = self.place(span)?;
        Some((file, self.range_in(file, place)))
    }

    /// Returns where a segment of a file stands, as the editor counts.
    pub(super) fn range_in(&self, file: &File, span: Span) -> Range {
        file.lines.range(self.text_of(file), span, self.unit)
    }

    /// Returns the segment of a file that the editor means.
    pub(super) fn span_in(&self, file: &File, range: Range) -> Span {
        file.lines.span(self.text_of(file), range, self.unit)
    }

    /// Returns the end of the line in which a byte of a file stands.
    pub(super) fn end_of_line(&self, file: &File, offset: usize) -> usize {
        file.lines.end_of_line(self.text_of(file), offset)
    }

    /// Returns the address of a segment of running text.
    pub(super) fn location(&self, span: Span) -> Option<Location> {
        let (file, range) = self.range(span)?;
        Some(Location::new(address::uri(&file.path)?, range))
    }

    /// Returns the file of an address and the segment of it at a range.
    pub(super) fn at(&self, uri: &Uri, range: Range) -> Option<(&File, Span)> {
        let path = address::path(uri, "");
        let file = match self.files.len() {
            1 => self.files.first()?,
            _ => self.file(&path)?,
        };
        Some((file, self.span_in(file, range)))
    }

    /// Every cited work in text order.
    pub(super) fn cited(&self) -> impl Iterator<Item = &CitedItem> {
        self.citations.iter().flat_map(|citation| &citation.items)
    }

    /// The cited works that point to an entry of the list.
    pub(super) fn citing(&self, reference: ReferenceId) -> impl Iterator<Item = &CitedItem> {
        self.cited().filter(move |cited| cited.resolution.references.contains(&reference))
    }

    /// The record that a cited work points to.
    pub(super) fn record(&self, cited: &CitedItem) -> Option<&Record> {
        self.library.record(cited.resolution.record?)
    }

    /// Returns the cited work at a place of a file, or else the entry.
    pub(super) fn thing_at(&self, file: &File, at: Span) -> Option<Thing<'_>> {
        let touches = |span: Span| {
            self.place(span).is_some_and(|(other, place)| {
                std::ptr::eq(other, file) && place.start <= at.start && at.start <= place.end
            })
        };
        let item = self.cited().find(|cited| touches(cited.span)).map(Thing::Item);
        item.or_else(|| {
            let index = self.references.iter().position(|one| touches(one.span))?;
            Some(Thing::Reference(ReferenceId::new(index)))
        })
    }

    /// Whether the segment of running text shares a place with a segment of a file.
    pub(super) fn meets(&self, span: Span, file: &File, at: Span) -> bool {
        self.place(span).is_some_and(|(other, place)| {
            std::ptr::eq(other, file) && place.start <= at.end && at.start <= place.end
        })
    }
}
