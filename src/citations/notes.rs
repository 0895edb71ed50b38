//! The notes of a document: where they are, and their numbers.

use std::collections::HashMap;

use crate::model::document::{BlockKind, Document};
use crate::text::span::Span;

/// The notes of a document.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Where they are, in text order.
    pub(crate) spans: Vec<Span>,
    labelled: HashMap<usize, Span>,
}

impl Notes {
    /// Gathers the notes of a document.
    pub(crate) fn of(document: &Document) -> Notes {
        let mut notes = Notes::default();
        for block in &document.blocks {
            let BlockKind::Note { label } = &block.kind else { continue };
            notes.spans.push(block.span);
            if let Ok(number) = label.trim_start_matches(|c: char| !c.is_ascii_digit()).parse() {
                notes.labelled.entry(number).or_insert(block.span);
            }
        }
        notes
    }

    /// The note of a number: the first whose label has it, or the one at that place.
    pub(crate) fn numbered(&self, number: usize) -> Option<Span> {
        let placed = || self.spans.get(number.checked_sub(1)?);
        self.labelled.get(&number).or_else(placed).copied()
    }
}
