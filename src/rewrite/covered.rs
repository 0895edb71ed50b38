//! Whether all that stands in a citation is understood.

use super::loose::extent;
use crate::lexicon::lists::list;
use crate::model::citation::Citation;
use crate::text::cover::Cover;
use crate::text::span::Span;

/// The first word between the pieces of one work in a citation, as far as it stands `within`, that is none
/// of them.
pub(crate) fn stray<'t>(citation: &Citation, within: Span, text: &'t str) -> Option<&'t str> {
    let pieces = citation.items.iter().flat_map(|item| {
        let others = [&item.et_al, &item.year, &item.locator, &item.prefix];
        item.names.iter().chain(others.into_iter().flatten())
    });
    let known = Cover::of(pieces.map(|piece| piece.span));
    let suffixes: Vec<&str> =
        citation.items.iter().filter_map(|item| item.suffix.as_deref()).collect();
    let works = Cover::of(citation.items.iter().filter_map(|item| extent(item, text)));
    let inside = within.of(text);
    let mut start = None;
    for (at, ch) in inside.char_indices().chain([(inside.len(), ' ')]) {
        let place = within.start + at;
        let here = Span::new(place, place + 1);
        let letter = ch.is_alphanumeric() && works.overlaps(here) && !known.overlaps(here);
        match (letter, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &inside[from..at];
                if !is_joint(word) && !suffixes.contains(&word) {
                    return Some(word);
                }
                start = None;
            }
            _ => {}
        }
    }
    None
}

/// Words that join names or works.
fn is_joint(word: &str) -> bool {
    list("and").contains(&word.to_lowercase().as_str())
}
