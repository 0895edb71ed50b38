//! Where in a file stands what a note is about.

use serde::{Deserialize, Serialize};

use crate::document::format::Note;
use crate::model::document::Document;
use crate::text::span::Span;

/// A note, and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedNote {
    /// The page, from 0 on.
    pub page: usize,
    /// The bytes of the page's signs that it is about, one sign after the other.
    pub signs: Vec<Span>,
    /// Its paragraphs.
    pub text: Vec<String>,
}

/// Notes on a document with the places to which they belong.
pub fn placed(document: &Document, notes: &[Note]) -> Vec<PlacedNote> {
    let one = |note: &Note| {
        let (page, signs) = place(document, note.span);
        PlacedNote { page, signs, text: note.text.clone() }
    };
    notes.iter().map(one).collect()
}

/// The page of a segment of text, and the bytes of its signs; those of the beginning of the block where
/// it is empty.
fn place(document: &Document, span: Span) -> (usize, Vec<Span>) {
    let Some(origin) = &document.origin else { return (0, Vec::new()) };
    let block = document.block_at(span.start).map(|at| document.block(at).span);
    let first = origin.map.mappings_in(span).next();
    let mut mappings = match first {
        Some(_) => origin.map.mappings_in(span).collect::<Vec<_>>(),
        None => block.into_iter().flat_map(|block| origin.map.mappings_in(block).take(1)).collect(),
    };
    let page = mappings.first().map_or(0, |mapping| mapping.part);
    mappings.retain(|mapping| mapping.part == page);
    (page, mappings.into_iter().map(|mapping| mapping.source).collect())
}
