//! Whether all that stands in a citation is understood.

use crate::model::citation::{Citation, Cited};

/// The first word of a citation that belongs to nothing that was read in it.
pub fn stray<'t>(citation: &Citation, text: &'t str) -> Option<&'t str> {
    let mut known = vec![false; citation.span.len()];
    let mut cover = |piece: &Cited| {
        for at in piece.span.start..piece.span.end {
            if let Some(known) =
                at.checked_sub(citation.span.start).and_then(|at| known.get_mut(at))
            {
                *known = true;
            }
        }
    };
    for item in &citation.items {
        item.names.iter().for_each(&mut cover);
        for piece in [&item.et_al, &item.year, &item.locator, &item.prefix].into_iter().flatten() {
            cover(piece);
        }
    }
    let suffixes: Vec<&str> =
        citation.items.iter().filter_map(|item| item.suffix.as_deref()).collect();
    let inside = citation.span.of(text);
    let mut start = None;
    for (at, ch) in inside.char_indices().chain([(inside.len(), ' ')]) {
        let letter = ch.is_alphanumeric() && !known.get(at).copied().unwrap_or(false);
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
    matches!(word.to_lowercase().as_str(), "and" | "und" | "y" | "e" | "et" | "и" | "және")
}
