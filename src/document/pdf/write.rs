//! Writes the blocks of a file as a document.
//!
//! The text that positions count in is laid out as on the page: a line for each line, set in by blanks,
//! and an empty line between blocks. So the list's reader sees the indents.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind, Position};
use crate::model::origin::Origin;
use crate::model::source_map::Mapping;
use crate::text::source::Source;
use crate::text::span::Span;

use super::blocks::Block;
use super::lines::{Place, Sign};
use super::order::Placed;
use super::words::{self, Words};

/// How wide a blank is, in the size of its line, and how many there are at most.
const BLANK: f32 = 0.5;
const MOST_BLANKS: usize = 12;

/// How many blanks are before lines that go on, where those are set in.
const HANGING: usize = 3;

/// The document of these blocks.
pub(super) fn document(path: PathBuf, origin: Origin, blocks: &[Block]) -> Document {
    let words = Words::of(blocks.iter().flat_map(|block| &block.lines));
    let (text, spans) = typed(blocks);
    let notes = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Note { label } => Some((block.lines[0].page, label.clone())),
        _ => None,
    });
    let mut writer = Writer {
        document: DocumentWriter::new(Source::new(path, text)),
        origin,
        notes: notes.collect(),
        open: None,
    };
    for (block, spans) in blocks.iter().zip(&spans) {
        writer.block(block, spans, &words);
    }
    let mut document = writer.document.finish();
    document.origin = Some(writer.origin);
    document.extracted = true;
    document
}

/// The text of the blocks as it is laid out, and where each line stands in it.
fn typed(blocks: &[Block]) -> (String, Vec<Vec<Span>>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(blocks.len());
    for block in blocks {
        let lines = block.lines.iter().map(|placed| {
            let blanks = match block.hangs {
                true if Block::is_set_in(placed) => HANGING,
                true => 0,
                false => (placed.indent() / BLANK).round().max(0.0) as usize,
            };
            text.extend(std::iter::repeat_n(' ', blanks.min(MOST_BLANKS)));
            let start = text.len();
            text.extend(placed.line.signs.iter().map(|sign| sign.sign));
            let span = Span::new(start, text.len());
            text.push('\n');
            span
        });
        spans.push(lines.collect());
        text.push('\n');
    }
    (text, spans)
}

struct Writer {
    document: DocumentWriter,
    origin: Origin,
    /// The notes of each page.
    notes: HashSet<(usize, String)>,
    /// What the last signs look like, and since where.
    open: Option<(Shown, Position)>,
}

/// What marks say of a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    place: Place,
    bold: bool,
    italic: bool,
}

impl Writer {
    fn block(&mut self, block: &Block, spans: &[Span], words: &Words) {
        self.document.begin(block.kind.clone());
        for (at, (placed, span)) in block.lines.iter().zip(spans).enumerate() {
            let mut signs = &placed.line.signs[..];
            let next = block.lines.get(at + 1);
            let cut = next.is_some_and(|next| {
                words::ends_with_hyphen(signs) && !words.keeps_hyphen(signs, &next.line.signs)
            });
            if cut {
                signs = &signs[..signs.len() - 1];
            }
            self.line(placed, signs, span.start);
            if let Some(next) = spans.get(at + 1) {
                let between = Span::new(span.end, next.start);
                match cut {
                    true => self.document.push_word_break(),
                    false => self.document.push_break(between),
                }
            }
        }
        self.close();
        self.document.end();
    }

    /// Writes the signs of a line that begins at `at` of the typed text.
    fn line(&mut self, placed: &Placed, signs: &[Sign], mut at: usize) {
        let mut rest = signs;
        while let Some(first) = rest.first() {
            let length = match self.call(placed.page, rest) {
                Some((label, length)) => {
                    self.close();
                    self.document.mark(MarkKind::NoteCall { label }, self.document.here());
                    at += text_length(&rest[..length]);
                    length
                }
                None => {
                    self.sign(placed.page, *first, at);
                    at += first.sign.len_utf8();
                    1
                }
            };
            rest = &rest[length..];
        }
    }

    /// The call of a note of the page that these signs begin with, and how many signs it has.
    fn call(&self, page: usize, signs: &[Sign]) -> Option<(String, usize)> {
        if signs[0].place != Place::Raised
            || self.open.is_some_and(|(shown, _)| shown.place == Place::Raised)
        {
            return None;
        }
        let raised =
            signs.iter().take_while(|sign| sign.place == Place::Raised && sign.sign != ' ');
        let label: String = raised.map(|sign| sign.sign).collect();
        let length = label.chars().count();
        self.notes.contains(&(page, label.clone())).then_some((label, length))
    }

    fn sign(&mut self, page: usize, sign: Sign, at: usize) {
        let shown = Shown { place: sign.place, bold: sign.look.bold, italic: sign.look.italic };
        if sign.sign != ' ' && self.open.is_none_or(|(open, _)| open != shown) {
            self.close();
            self.open = Some((shown, self.document.here()));
        }
        if matches!(sign.sign, '\u{AD}' | '\u{200B}' | '\u{FEFF}') {
            return;
        }
        let start = self.document.len();
        let length = sign.sign.len_utf8();
        self.document.push_source(Span::new(at, at + length));
        let (source, bytes) = sign.source;
        if bytes > 0 {
            let source = Span::new(source as usize, source as usize + usize::from(bytes));
            self.origin.map.push(Mapping {
                text: Span::new(start, start + length),
                part: page,
                source,
            });
        }
    }

    /// Sets the marks of the signs since they looked otherwise.
    fn close(&mut self) {
        let Some((shown, start)) = self.open.take() else { return };
        match shown.place {
            Place::Raised => self.document.mark(MarkKind::Superscript, start),
            Place::Lowered => self.document.mark(MarkKind::Subscript, start),
            Place::Level => {}
        }
        if shown.bold {
            self.document.mark(MarkKind::Strong, start);
        }
        if shown.italic {
            self.document.mark(MarkKind::Emphasis, start);
        }
    }
}

fn text_length(signs: &[Sign]) -> usize {
    signs.iter().map(|sign| sign.sign.len_utf8()).sum()
}
