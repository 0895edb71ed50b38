//! Spaces between a cite and the text before and after it.

use crate::csl::output::characters::{ends_alphabetic, starts_alphabetic};

/// Returns a prefix with a space at its end, where it ends in a word.
pub(crate) fn prefix(text: &str) -> String {
    let bare = bare(text);
    let space = ends_alphabetic(&bare)
        || bare.ends_with([':', '.', ';', '!', '?'])
        || bare.ends_with(|ch: char| ch.is_ascii_digit() || matches!(ch, ')' | ']' | ','));
    let mut out = String::with_capacity(text.len() + 1);
    for ch in text.chars().chain(space.then_some(' ')) {
        if !(ch.is_whitespace() && out.ends_with(' ')) {
            out.push(if ch.is_whitespace() { ' ' } else { ch });
        }
    }
    out
}

/// Whether what follows a prefix begins a sentence.
pub(crate) fn ends_sentence(text: &str) -> bool {
    bare(text).ends_with([':', '.', ';', '!', '?']) && text.trim().contains(' ')
}

/// Returns a suffix with a space at its start, where it begins with a word or a bracket.
pub(crate) fn suffix(text: &str) -> String {
    let space = starts_alphabetic(text) || text.starts_with(['[', '(']);
    if space { format!(" {text}") } else { text.to_owned() }
}

/// Without tags and without quotation marks at the end.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for ch in text.chars() {
        match ch {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1,
            _ if depth == 0 => out.push(ch),
            _ => {}
        }
    }
    let marks = ['"', '\'', '”', '’', '»', '\u{202f}', '\u{a0}', ' '];
    out.truncate(out.trim_end_matches(marks).len());
    out
}
