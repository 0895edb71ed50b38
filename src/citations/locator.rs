//! Pages, chapters and other places in a cited work.

use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::lexicon::numerals::is_small_roman;
use crate::model::citation::Cited;

/// How many tokens a locator has at most.
const LONGEST: usize = 128;

/// The locator that stands between tokens `from` and `end`, with the token after it.
///
/// It begins with a comma, a colon, or a word such as "p."; it holds a number.
pub(crate) fn locator(tokens: &Tokens, from: usize, end: usize) -> Option<(Cited, usize)> {
    let mut start = from;
    while start < end && tokens.is_any(start, &[',', ':', '-', '@']) {
        start += 1;
    }
    let parted = start > from;
    let end = end.min(start + LONGEST);
    let marked = marker(tokens, start, end).is_some() || is_glued_page(tokens, start);
    if !(parted || marked) {
        return None;
    }
    let mut at = start;
    let mut last = start;
    let mut numbered = false;
    while at < end {
        if let Some(after) = marker(tokens, at, end) {
            at = after;
        } else if tokens.is_number(at) || is_roman(tokens, at) || is_glued_page(tokens, at) {
            numbered = true;
            at += 1;
        } else if is_tail(tokens, at) || tokens.is_any(at, &['-', '/', '\'', '.']) {
            at += 1;
        } else if goes_on(tokens, at, end) {
            at += 1;
            continue;
        } else {
            break;
        }
        last = at;
    }
    let percent = tokens.is(last, '%');
    (numbered && !percent && last > start)
        .then(|| (Cited::of(tokens.source(), tokens.span_of(start, last)), last))
}

/// The end of a word for pages or other divisions that begins at `at`.
fn marker(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    if tokens.is(at, '§') {
        return Some(at + 1);
    }
    WORDS.page.starting(tokens, at, end).or_else(|| WORDS.division.starting(tokens, at, end))
}

/// Whether a token is a word for pages and the number after it without a space: "p258".
fn is_glued_page(tokens: &Tokens, at: usize) -> bool {
    let text = tokens.text(at);
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit());
    tokens.is_word(at) && word.len() < text.len() && WORDS.page.has_word(word)
}

/// "ff", "passim" and the like after a number.
fn is_tail(tokens: &Tokens, at: usize) -> bool {
    tokens.is_word(at) && WORDS.following_pages.has(tokens, at)
}

/// A comma or "and" with a number or a division after it.
fn goes_on(tokens: &Tokens, at: usize, end: usize) -> bool {
    let joint = tokens.is_any(at, &[',', '&']) || tokens.says(at, &["and", "und"]);
    joint
        && at + 1 < end
        && (tokens.is_number(at + 1)
            || is_roman(tokens, at + 1)
            || is_glued_page(tokens, at + 1)
            || marker(tokens, at + 1, end).is_some())
}

fn is_roman(tokens: &Tokens, at: usize) -> bool {
    // "Li" is a name.
    let text = tokens.text(at);
    let one_case = text.bytes().all(|b| b.is_ascii_lowercase() || !b.is_ascii_alphabetic())
        || text.bytes().all(|b| b.is_ascii_uppercase() || !b.is_ascii_alphabetic());
    tokens.is_word(at) && text.len() <= 8 && one_case && is_small_roman(&text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::tokens::tokens_of;

    fn read(text: &str) -> Option<String> {
        let tokens = tokens_of(text, 0..text.len());
        Some(locator(&tokens, 0, tokens.len())?.0.text)
    }

    #[test]
    fn locators_of_many_kinds() {
        for (text, wanted) in [
            (", 271–4", "271–4"),
            (", p. 5", "p. 5"),
            (", pp397-399", "pp397-399"),
            (": 381", "381"),
            (", pp. 12–14, 20", "pp. 12–14, 20"),
            (", ch. VI", "ch. VI"),
            (", Table 2", "Table 2"),
            (", с. 45", "с. 45"),
            (", 45-б.", "45-б."),
            ("，第45页", "第45页"),
            (", §3", "§3"),
            (", p. 582, original emphasis", "p. 582"),
            (", 12 ff.", "12 ff."),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn comments_are_no_locators() {
        assert_eq!(read(", 2011, Li et al., 2012").as_deref(), Some("2011"));
        for text in
            [": national events rarely coincide", ", emphasis added", ", b12", " 45", ", 45%", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
