//! Short forms that the text introduces: "World Health Organization (WHO)".

use memchr::memchr2_iter;

use crate::citations::bracket::brackets;
use crate::citations::passage_memo::PassageMemo;
use crate::citations::tokens::{Tokens, tokens_of};
use crate::citations::words::WORDS;
use crate::model::citation_index::Abbreviation;
use crate::model::creator::initials;
use crate::model::document::{BlockKind, Document};
use crate::text::span::Span;

/// How many words before a bracket can make up the long form.
const LONGEST: usize = 14;

/// Finds the short forms that the text introduces in brackets after the long form, or the other
/// way round, outside the segments `skip`.
pub(crate) fn abbreviations(
    document: &Document,
    skip: &[Span],
    memo: &PassageMemo,
) -> Vec<Abbreviation> {
    let mut found: Vec<Abbreviation> = Vec::new();
    for block in &document.blocks {
        let silent = matches!(block.kind, BlockKind::Code | BlockKind::Metadata | BlockKind::Math);
        if silent || skip.iter().any(|skipped| skipped.overlaps(block.span)) {
            continue;
        }
        let text = document.slice(block.span);
        found.extend_from_slice(&memo.short_forms(text, || in_text(text)));
    }
    found.sort_by(|a, b| (&a.short, &a.long).cmp(&(&b.short, &b.long)));
    found.dedup();
    found
}

fn in_text(text: &str) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    if has_short_form(text) {
        let tokens = tokens_of(text, 0..text.len());
        for pair in brackets(&tokens) {
            found.extend(long_before(&tokens, pair.open, pair.close));
            found.extend(short_before(&tokens, pair.open, pair.close));
        }
    }
    found
}

/// Whether two capitals stand after or before a bracket somewhere: most texts have no short forms,
/// and need not be looked at closely.
fn has_short_form(text: &str) -> bool {
    let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    memchr2_iter(b'(', b'[', text.as_bytes()).any(|at| {
        let mut after = text[at + 1..].chars();
        let mut before = text[..at].trim_end().chars().rev();
        let opens = capital(after.next()) && capital(after.next());
        opens || (capital(before.next()) && capital(before.next()))
    })
}

/// "World Health Organization (WHO)", "… [WHO], 2003".
fn long_before(tokens: &Tokens, open: usize, close: usize) -> Option<Abbreviation> {
    let short = tokens.text(open + 1);
    let alone =
        close == open + 2 || tokens.is_any(open + 2, &[',', ';']) || tokens.is_number(open + 2);
    if !alone || !tokens.is_acronym(open + 1) {
        return None;
    }
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let from = open.saturating_sub(LONGEST);
    let start = (from..open).rev().find(|&at| is_long_form(tokens, at, open, &letters))?;
    let long = tokens.span_of(start, open).of(tokens.source()).to_owned();
    Some(Abbreviation { long, short: short.to_owned() })
}

/// Whether the words from `from` up to `end` begin with these letters, small words aside.
fn is_long_form(tokens: &Tokens, from: usize, end: usize, letters: &[char]) -> bool {
    let initial =
        |at: usize| tokens.text(at).chars().next().map(|c| c.to_uppercase().next().unwrap_or(c));
    let mut wanted = letters.iter();
    if initial(from) != letters.first().copied() || !tokens.is_capitalised(from) {
        return false;
    }
    for at in from..end {
        let parts = tokens.text(at).split(['-', '‐']).filter(|part| !part.is_empty());
        let small = WORDS.body_inside.has(tokens, at);
        for part in parts {
            let first = part.chars().next().map(|c| c.to_uppercase().next().unwrap_or(c));
            match wanted.as_slice().first() {
                Some(letter) if first == Some(*letter) => {
                    wanted.next();
                }
                _ if small || !tokens.is_word(at) || !part.starts_with(char::is_uppercase) => {}
                _ => return false,
            }
        }
    }
    wanted.as_slice().is_empty()
}

/// "WHO (World Health Organization)".
fn short_before(tokens: &Tokens, open: usize, close: usize) -> Option<Abbreviation> {
    let before = open.checked_sub(1)?;
    if !tokens.is_acronym(before) || close - open > LONGEST {
        return None;
    }
    let long = tokens.span_of(open + 1, close).of(tokens.source());
    let short = tokens.text(before);
    (initials(long).as_deref() == Some(short))
        .then(|| Abbreviation { long: long.to_owned(), short: short.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        in_text(text).into_iter().map(|a| (a.short, a.long)).collect()
    }

    #[test]
    fn short_forms_are_learnt_from_the_text() {
        for (text, short, long) in [
            ("the World Health Organization (WHO) said", "WHO", "World Health Organization"),
            ("(World Health Organization [WHO], 2003)", "WHO", "World Health Organization"),
            ("by the WHO (World Health Organization) in", "WHO", "World Health Organization"),
            (
                "Organisation for Economic Co-operation and Development (OECD 2010)",
                "OECD",
                "Organisation for Economic Co-operation and Development",
            ),
            (
                "the Instituto Nacional de Estadística e Informática [INEI]",
                "INEI",
                "Instituto Nacional de Estadística e Informática",
            ),
        ] {
            assert_eq!(found(text), [(short.to_owned(), long.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_capitals_in_brackets_are_not() {
        assert_eq!(found("Calderon's disease (XD) and a thing (XYZ)"), []);
    }
}
