//! Citations by number whose superscript was lost.

use std::sync::LazyLock;

use regex::Regex;

use crate::citations::words::WORDS;
use crate::text::pattern::regex;
use crate::text::span::Span;

/// Numbers parted by commas and dashes, up to a space or a sign: up to three digits each, so that years
/// and amounts are none; pages in brackets may follow each: "6(pp42-44)".
static UNMARKED: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"[1-9][0-9]{0,2}(?:\(pp?\.?[0-9–,-]+\))?";
    let list = format!(r"{number}(?:\^?[,–-] ?{number})*");
    regex(&format!(r"^({list})(?:[\s.,;:)\]]|$)"))
});

/// Where there may be a citation whose superscript was lost: numbers glued to a word or to the sign after
/// it, or after a caret: "processes1.", "products.2 In", "shown ^3,4 ".
pub(super) fn places(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let glued = |at: &usize| {
        let before = bytes[at - 1];
        bytes[*at].is_ascii_digit() && !before.is_ascii_digit() && !before.is_ascii_whitespace()
    };
    let place = |at: usize| {
        let least = glue(&text[..at])?;
        let list = UNMARKED.captures(&text[at..])?.get(1)?.as_str();
        (list.len() >= least).then(|| Span::new(at, at + list.len()))
    };
    (1..bytes.len()).filter(glued).filter_map(place).collect()
}

/// How many digits and signs at least a number must have that is glued to the end of this text, if one
/// can be: after capitals, as of a short form, one digit may be part of the name.
fn glue(before: &str) -> Option<usize> {
    // "Fig.1" is a figure.
    let word = before.trim_end_matches('.');
    let word = &word[word.trim_end_matches(char::is_alphabetic).len()..];
    if WORDS.division.has_word(word) || WORDS.page.has_word(word) {
        return None;
    }
    let mut chars = before.chars().rev();
    let last = chars.next()?;
    let rest: Vec<char> = chars.take(2).collect();
    let letters = |count: usize, is: fn(char) -> bool| {
        rest.len() >= count && rest[..count].iter().all(|c| is(*c))
    };
    match last {
        '^' => Some(1),
        '(' if rest.first() == Some(&'^') => Some(1),
        '.' | ',' if matches!(rest.first(), Some(')' | ']')) => Some(1),
        '.' | ',' | ';' | ':' => letters(2, char::is_lowercase).then_some(1),
        ')' | ']' | '”' | '"' | '“' | '»' | '«' => {
            letters(1, char::is_alphanumeric).then_some(1)
        }
        c if c.is_lowercase() && letters(2, char::is_lowercase) => Some(1),
        c if c.is_alphabetic() && letters(1, char::is_uppercase) => Some(2),
        _ => None,
    }
}
