//! Citations by number in the superscripts that Unicode has: rises.⁶

use crate::text::span::Span;
use crate::text::superscript::digit;

/// Where superscripts of Unicode stand, each with what it says in plain signs: "3-5" for "Shade³⁻⁵".
pub(super) fn places(text: &str) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if digit(c).is_none() {
            continue;
        }
        let mut plain = String::from(plain_sign(c));
        let mut ends = vec![start + c.len_utf8()];
        let raised =
            |at: usize, c: char, plain: &str| is_superscript(c) || is_of_page(text, at, plain);
        while let Some((at, c)) = chars.next_if(|&(at, c)| raised(at, c, &plain)) {
            plain.push(plain_sign(c));
            ends.push(at + c.len_utf8());
        }
        while plain.ends_with(|c: char| !c.is_ascii_digit() && c != ')') {
            plain.pop();
            ends.pop();
        }
        let span = Span::new(start, ends.last().copied().unwrap_or(start));
        found.push((span, plain));
    }
    found
}

/// Whether the sign at a place belongs to the page of a raised number, for whose bracket and letter
/// Unicode has no superscript: "³⁴(p¹⁷⁴),³⁵".
fn is_of_page(text: &str, at: usize, before: &str) -> bool {
    let inside = before.rfind('(') > before.rfind(')');
    let rest = &text[at..];
    if inside {
        return rest.starts_with(['p', '.', ')']);
    }
    let page = rest.strip_prefix('(').map(|rest| rest.trim_start_matches(['p', '.']));
    page.is_some_and(|page| page.chars().next().is_some_and(|c| digit(c).is_some()))
}

fn is_superscript(c: char) -> bool {
    digit(c).is_some() || matches!(c, '⁻' | '˒' | '⸴' | ',' | '–' | '-' | '⁃' | '‚' | '،')
}

fn plain_sign(c: char) -> char {
    match digit(c) {
        Some(digit) => digit,
        None if matches!(c, '⁻' | '–' | '-' | '⁃') => '-',
        None if matches!(c, '(' | ')' | 'p' | '.') => c,
        None => ',',
    }
}
