//! ibid., idem, op. cit.: works named before.

use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::scan::bracket::{Bracket, brackets};
use crate::scan::locator::locator;
use crate::scan::token::Tokens;
use crate::scan::words::WORDS;

/// Finds what points back to a work named before.
pub fn scan(tokens: &Tokens) -> Vec<Citation> {
    let found: Vec<(usize, usize)> =
        (0..tokens.len()).filter_map(|at| Some((at, phrase(tokens, at)?))).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let pairs = brackets(tokens);
    found.into_iter().map(|(from, after)| citation(tokens, &pairs, from, after)).collect()
}

/// The end of a phrase that points back and begins at `at`.
fn phrase(tokens: &Tokens, at: usize) -> Option<usize> {
    if !tokens.is_word(at) {
        return None;
    }
    let opens = at == 0 || tokens.is_any(at - 1, &['(', '[', '.', ';', '"']);
    let after = WORDS.ibid.starting(tokens, at, tokens.len()).filter(|_| opens);
    after.or_else(|| WORDS.op_cit.starting(tokens, at, tokens.len()))
}

fn citation(tokens: &Tokens, pairs: &[Bracket], from: usize, after: usize) -> Citation {
    let around = pairs.iter().rev().find(|pair| pair.open < from && from < pair.close);
    let end = around.map_or(tokens.len(), |pair| pair.close);
    let (cited, close) = match locator(tokens, after, end) {
        Some((cited, close)) => (Some(cited), close),
        None => (None, after),
    };
    let item =
        CitedItem { span: tokens.stretch(from, close), locator: cited, ..CitedItem::default() };
    let whole = around.filter(|pair| pair.open + 1 == from);
    let span = whole.map_or(item.span, |pair| tokens.stretch(pair.open, pair.close + 1));
    Citation {
        span,
        kind: CitationKind::Ibid,
        items: vec![CitedItem {
            title: Some(Cited::of(tokens.source(), tokens.stretch(from, after))),
            ..item
        }],
    }
}
