//! Words and signs before the names in a bracket.

use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;

/// The token after the words that may stand before names: "see also", "e.g.,".
pub(crate) fn past_prefix(tokens: &Tokens, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        let prefix = WORDS.prefix.starting(tokens, at, end);
        if let Some(after) = prefix.or_else(|| WORDS.cited_in.starting(tokens, at, end)) {
            at = after;
        } else if tokens.is_any(at, &[',', ':', '.']) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The token after what parts two works: commas, "and", a slash.
pub(crate) fn past_separators(tokens: &Tokens, from: usize, end: usize) -> usize {
    let parts = |at: usize| {
        let word = WORDS.and.is(tokens, at, at + 1) && !tokens.is(at + 1, '.');
        word || tokens.is_any(at, &[',', '&', '/', '-', '.', ':'])
    };
    (from..end).find(|&at| !parts(at)).unwrap_or(end)
}
