//! The notes of a document: where they are, their numbers, and the titles that are looked for in them.

use std::collections::HashMap;

use crate::citations::titles::Titles;
use crate::model::citation_index::CitationIndex;
use crate::model::document::{BlockKind, Document};
use crate::text::span::Span;

/// What the citations of all notes are read with.
#[derive(Default)]
pub(crate) struct Notes {
    /// The notes, in text order.
    pub(crate) spans: Vec<Span>,
    /// The titles of the list; none where there are no notes.
    pub(crate) titles: Titles,
    labelled: HashMap<usize, Span>,
}

impl Notes {
    /// Gathers the notes of a document.
    pub(crate) fn of(document: &Document, citation_index: &CitationIndex) -> Notes {
        let mut notes = Notes::default();
        for block in &document.blocks {
            let BlockKind::Note { label } = &block.kind else { continue };
            notes.spans.push(block.span);
            if let Ok(number) = label.trim_start_matches(|c: char| !c.is_ascii_digit()).parse() {
                notes.labelled.entry(number).or_insert(block.span);
            }
        }
        if !notes.spans.is_empty() {
            notes.titles = Titles::new(citation_index);
        }
        notes
    }

    /// The note of a number: the first whose label has it, or the one at that place.
    pub(crate) fn numbered(&self, number: usize) -> Option<Span> {
        let placed = || self.spans.get(number.checked_sub(1)?);
        self.labelled.get(&number).or_else(placed).copied()
    }
}
