//! The segments of a document that are scanned, each as a text of its own.

use crate::model::document::{Block, BlockKind, Document, MarkKind};
use crate::text::span::Span;

/// A block of prose, or a part of one outside the list, as a text of its own: what is found in it does
/// not depend on the text around it. All spans count from its start.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// What the block is.
    pub kind: &'a BlockKind,
    /// The running text.
    pub text: &'a str,
    /// Where it stands in the running text of the document.
    pub start: usize,
    /// What markup says of it, ordered by start.
    marks: Vec<(Span, &'a MarkKind)>,
}

/// All of a passage that decides what is found in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PassageText {
    kind: BlockKind,
    text: Box<str>,
    marks: Box<[(Span, MarkKind)]>,
}

impl<'a> Passage<'a> {
    /// The part of a block under `span`.
    pub(crate) fn of(document: &'a Document, block: &'a Block, span: Span) -> Passage<'a> {
        // What is empty may stand at the very end.
        let near = document.marks_in(Span::new(span.start, span.end + 1));
        let inside = |place: usize| place.clamp(span.start, span.end) - span.start;
        let marks = near
            .filter(|mark| mark.span.start <= span.end)
            .map(|mark| (Span::new(inside(mark.span.start), inside(mark.span.end)), &mark.kind));
        let marks = marks.collect();
        Passage { kind: &block.kind, text: document.slice(span), start: span.start, marks }
    }

    /// All of it.
    pub(crate) fn whole(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// What markup says of segments that share a place with `span`, with their spans.
    pub(crate) fn marks_in(&self, span: Span) -> impl Iterator<Item = (Span, &'a MarkKind)> {
        let shares = move |mark: &Span| {
            mark.start < span.end
                && (mark.end > span.start || mark.is_empty() && mark.start >= span.start)
        };
        self.marks.iter().copied().filter(move |(mark, _)| shares(mark))
    }

    /// What is set off by emphasis.
    pub(crate) fn emphasis(&self) -> impl Iterator<Item = Span> {
        let marks = self.marks_in(self.whole());
        marks.filter(|(_, kind)| **kind == MarkKind::Emphasis).map(|(span, _)| span)
    }

    /// All of it that decides what is found in it.
    pub(crate) fn key(&self) -> PassageText {
        let marks = self.marks.iter().map(|(span, kind)| (*span, (*kind).clone()));
        PassageText { kind: self.kind.clone(), text: self.text.into(), marks: marks.collect() }
    }
}
