//! A manuscript: its running text, cut into blocks, and the map back to its source.

mod writer;

use std::path::{Path, PathBuf};

use crate::model::field::CitationField;
use crate::model::ids::BlockId;
use crate::model::origin::Origin;
use crate::model::source_map::{Mapping, SourceMap};
use crate::text::shared::SharedText;
use crate::text::source::Source;
use crate::text::span::Span;

pub(crate) use writer::{DocumentWriter, Position};

/// A manuscript as it was read.
///
/// [`Document::text`] is what is said: markup taken off, entities decoded, wrapped lines joined.
/// Every span held here, and everything found later, counts bytes of that text;
/// [`Document::in_source`] tells where a span stands in the file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file's text as it stands on disk.
    #[doc(hidden)]
    pub source: Source,
    /// The running text. Blocks are parted by one line feed.
    #[doc(hidden)]
    pub text: SharedText,
    /// The blocks in order; they do not overlap.
    #[doc(hidden)]
    pub blocks: Vec<Block>,
    /// Emphasis, superscripts, links and the like, ordered by start.
    #[doc(hidden)]
    pub marks: Vec<Mark>,
    /// For each mark, the farthest end of it and those before it.
    #[doc(hidden)]
    pub reaches: Vec<usize>,
    /// Where a source line ended inside a block, in ascending order. The running text has a space
    /// there, or nothing after a hyphen.
    #[doc(hidden)]
    pub breaks: Vec<usize>,
    /// Comments in the document's own syntax, without their delimiters.
    #[doc(hidden)]
    pub comments: Vec<Comment>,
    /// What could not be read as it should be, in source order.
    #[doc(hidden)]
    pub faults: Vec<Fault>,
    /// Whether the source text is not the file's own bytes (it was decoded or extracted), so that
    /// positions do not count bytes of the file.
    #[doc(hidden)]
    pub extracted: bool,
    /// Further headings under which its reference list may stand, as the user names them.
    #[doc(hidden)]
    pub list_headings: Vec<String>,
    /// The library files that its own commands name (`\bibliography`, `#bibliography`), as they are
    /// written there; those of a YAML header are in its metadata block.
    #[doc(hidden)]
    pub named_libraries: Vec<String>,
    /// From running text to source.
    #[doc(hidden)]
    pub map: SourceMap,
    /// The file that the source text was extracted from, where that is no text itself.
    #[doc(hidden)]
    pub origin: Option<Origin>,
    /// Citations that the file itself ties to works, in text order.
    #[doc(hidden)]
    pub fields: Vec<CitationField>,
    /// The segments of running text that the file marks as lists of references.
    #[doc(hidden)]
    pub marked_lists: Vec<Span>,
}

/// A block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the running text, without the line feed after it.
    pub span: Span,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// Plain prose.
    Paragraph,
    /// The first block of a list item, with its number in a numbered list.
    ListItem {
        /// The number that the list's markup gives it.
        ordinal: Option<u64>,
    },
    /// A cell of a table.
    TableCell,
    /// The caption or source line of a table or figure, where the format marks it.
    Caption,
    /// A block of a footnote or endnote.
    Note {
        /// The note's label.
        label: String,
    },
    /// Program text in a fence; an indented block is taken as a paragraph, since typed lists
    /// indent their lines.
    Code,
    /// Displayed mathematics.
    Math,
    /// The document's header (YAML or TOML).
    Metadata,
}

/// Something about a segment of running text that its markup says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it says.
    pub kind: MarkKind,
    /// The segment, in running text.
    pub span: Span,
}

/// What markup can say of a segment of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Italic or emphasised.
    Emphasis,
    /// Bold.
    Strong,
    /// Raised: footnote numbers, numeric citations.
    Superscript,
    /// Lowered.
    Subscript,
    /// A link to `target`.
    Link {
        /// The address, unescaped.
        target: String,
    },
    /// Program text.
    Code,
    /// Mathematics.
    Math,
    /// The call of the footnote `label`; the span is empty or covers the call.
    NoteCall {
        /// The note's label.
        label: String,
    },
    /// The key by which the text cites the entry that begins here (LaTeX's `\bibitem`); the span is
    /// empty.
    Anchor {
        /// The key.
        key: String,
    },
}

/// A comment in the document's own syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its text, without delimiters.
    pub text: String,
    /// Where it stands in the source.
    pub source: Span,
    /// The byte of running text before which it stands.
    pub at: usize,
}

/// Something that could not be read as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, in the source; absent when it concerns the whole.
    pub source: Option<Span>,
    /// What is wrong, what was expected, and what was done about it.
    pub message: String,
}

impl Document {
    /// A document of one block whose running text is its source: one reference, one sentence.
    #[doc(hidden)]
    pub fn of_text(path: impl Into<PathBuf>, text: &str) -> Document {
        let mut writer = DocumentWriter::new(Source::new(path, text.to_owned()));
        writer.begin(BlockKind::Paragraph);
        writer.push_source(Span::new(0, text.len()));
        writer.end();
        writer.finish()
    }

    /// A document of one block whose running text is its source, to the last byte. Both are held
    /// once.
    pub(crate) fn of_source(source: Source) -> Document {
        let whole = Span::new(0, source.text().len());
        let text = source.shared_text();
        let empty = DocumentWriter::new(Source::new(source.path(), String::new())).finish();
        let mut document = Document { source, text, ..empty };
        if !document.text.trim().is_empty() {
            document.blocks.push(Block { kind: BlockKind::Paragraph, span: whole });
        }
        document.map.push(Mapping { text: whole, part: (), source: whole });
        document
    }

    /// The file that it was read from; `-` for standard input.
    pub fn path(&self) -> &Path {
        self.source.path()
    }

    /// Returns the text of the header between its fences; empty if the document has none.
    pub(crate) fn header(&self) -> &str {
        let header = self.blocks.first().filter(|block| block.kind == BlockKind::Metadata);
        header.map_or("", |block| self.in_source(block.span).of(self.source.text()))
    }

    /// The segment of the source in which a segment of running text is written, markup inside it
    /// included. An empty one where a comment stands is before the comment.
    pub fn in_source(&self, span: Span) -> Span {
        let here = self.comments.partition_point(|comment| comment.at < span.start);
        match self.comments.get(here).filter(|comment| span.is_empty() && comment.at == span.start)
        {
            Some(comment) => Span::new(comment.source.start, comment.source.start),
            None => self.map.to_source(span),
        }
    }

    /// The segment of the source that an edit of `span` replaces: its own, with the
    /// backslash that escapes its first sign.
    #[doc(hidden)]
    pub fn to_replace(&self, span: Span) -> Span {
        let source = self.in_source(span);
        let before = self.map.end_in_source(span.start);
        match self.source.text().get(before..source.start) {
            Some("\\") if !span.is_empty() => Span::new(before, source.end),
            _ => source,
        }
    }

    /// The piece of running text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The block in which the byte at `offset` lies.
    pub(crate) fn block_at(&self, offset: usize) -> Option<BlockId> {
        let next = self.blocks.partition_point(|block| block.span.start <= offset);
        let id = BlockId::new(next).before()?;
        (offset <= self.block(id).span.end).then_some(id)
    }

    /// The block with an id of this document.
    pub(crate) fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.index()]
    }

    /// The marks that share at least one byte with `span`, or stand empty inside it.
    #[doc(hidden)]
    pub fn marks_in(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let end = self.marks.partition_point(|mark| mark.span.start < span.end);
        let start = self.reaches.partition_point(|reach| *reach < span.start).min(end);
        self.marks[start..end].iter().filter(move |mark| {
            mark.span.end > span.start || (mark.span.is_empty() && mark.span.start >= span.start)
        })
    }

    /// Makes the running text the source, with the ends of typed lines as line feeds.
    fn source_of_text(&mut self) {
        let mut source = String::from(&*self.text);
        for at in self.breaks.iter().filter(|at| self.text[**at..].starts_with(' ')) {
            source.replace_range(*at..at + 1, "\n");
        }
        let whole = Span::new(0, source.len());
        self.source = Source::new(self.path(), source);
        self.map.push(Mapping { text: whole, part: (), source: whole });
    }
}
