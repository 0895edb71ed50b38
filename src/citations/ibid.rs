//! ibid., idem, op. cit.: works named before.

use crate::citations::locator::locator;
use crate::citations::name::Context;
use crate::citations::names::Names;
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};

/// Finds what points back to a work named before.
pub(crate) fn scan(context: Context) -> Vec<Citation> {
    let tokens = context.tokens;
    let found: Vec<(usize, usize)> =
        (0..tokens.len()).filter_map(|at| Some((at, phrase(tokens, at)?))).collect();
    found.into_iter().map(|(from, after)| citation(context, from, after)).collect()
}

/// The names before "op. cit.", a title between them or not: "J. Goldstein, Console, op. cit.".
fn named(context: Context, from: usize) -> Option<Names> {
    let tokens = context.tokens;
    let ends = |at: &usize| tokens.is_any(*at, &[';', '(', '[']) || sentence_ends(tokens, *at);
    let start = (0..from).rev().find(ends).map_or(0, |at| at + 1);
    let start = past_prefix(tokens, start, from);
    let commas = (start..from).filter(|&at| tokens.is(at, ','));
    // "Marcin Kula op. cit.": the comma may be left out where nothing else stands before.
    let ends = commas.chain(std::iter::once(from));
    // Nothing else stands there, as in a bracket: "A Grubman, loc. cit."
    let mut names = ends.filter_map(|end| context.in_bracket().names_before(start, end, None));
    names.find(|names| names.from == start)
}

/// Whether a full stop at `at` ends a sentence rather than an initial.
pub(super) fn sentence_ends(tokens: &Tokens, at: usize) -> bool {
    tokens.is(at, '.') && at > 0 && tokens.text(at - 1).chars().count() > 2
}

/// How many words and signs stand before "ibid." at most: "see also e.g.,".
const MOST_WORDS: usize = 8;

/// The end of a phrase that points back and begins at `at`.
fn phrase(tokens: &Tokens, at: usize) -> Option<usize> {
    if !tokens.is_word(at) {
        return None;
    }
    let begins = |at: usize| at == 0 || tokens.is_any(at - 1, &['(', '[', '.', ';', '"']);
    // "See ibid.", "e.g., ibid."
    let led = || {
        (at.saturating_sub(MOST_WORDS)..at)
            .any(|from| begins(from) && past_prefix(tokens, from, at) == at)
    };
    let ibid = WORDS.ibid.starting(tokens, at, tokens.len());
    let after = ibid.filter(|_| begins(at) || led());
    // A single word may be an ordinary one elsewhere: پیشین is "former" too.
    let again = |after: &usize| after - at > 1 || begins(at) || tokens.is(at - 1, ',');
    after.or_else(|| WORDS.op_cit.starting(tokens, at, tokens.len()).filter(again))
}

fn citation(context: Context, from: usize, after: usize) -> Citation {
    let tokens = context.tokens;
    let around = context.brackets.iter().rev().find(|pair| pair.open < from && from < pair.close);
    let end = around.map_or(tokens.len(), |pair| pair.close);
    let (cited, close) = match locator(tokens, after, end) {
        Some((cited, close)) => (Some(cited), close),
        None => (None, after),
    };
    let names = WORDS.op_cit.is(tokens, from, after).then(|| named(context, from)).flatten();
    let begin = names.as_ref().map_or(from, |names| names.from);
    let names = names.unwrap_or_default();
    let item = CitedItem {
        span: tokens.span_of(begin, close),
        names: names.list,
        et_al: names.et_al,
        locator: cited,
        ..CitedItem::default()
    };
    let whole = around.filter(|pair| pair.open + 1 == from);
    let span = whole.map_or(item.span, |pair| tokens.span_of(pair.open, pair.close + 1));
    Citation {
        span,
        kind: CitationKind::Ibid,
        items: vec![CitedItem {
            points_back: Some(Cited::of(tokens.source(), tokens.span_of(from, after))),
            ..item
        }],
    }
}
