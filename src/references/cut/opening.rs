//! How a line begins: as entries do, amid something, or with what ends an entry.

use crate::lexicon::lists::list;
use crate::lexicon::years::year_of;
use crate::model::document::{Document, MarkKind};
use crate::references::access;
use crate::references::cut::clues::Clue;
use crate::references::fields::names::is_repeat;
use crate::references::fields::particles::is_particle;
use crate::references::identifiers;
use crate::references::lines::Line;
use crate::references::reference_score::{starts_like_entry, without_elision};
use crate::text::span::Span;

/// No more of a line is looked at than this.
const LOOKED_AT: usize = 200;

/// No phrase that announces an address is so long, in bytes, with the letter after it.
const LONGEST_PHRASE: usize = 80;

/// What the beginning of a line says.
pub(super) fn clue(text: &str) -> Clue {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let first = text.split([' ', '.', ',']).next().unwrap_or_default();
    let like = starts_like_entry(text);
    if is_repeat(first) {
        Clue::BeginsDash
    } else if is_tail(text) {
        Clue::BeginsTail
    } else if like && is_dated(text) {
        Clue::BeginsDated
    } else if like {
        Clue::BeginsLike
    } else if is_amid(text) {
        Clue::BeginsAmid
    } else {
        Clue::BeginsPlain
    }
}

/// Whether a line begins with what ends a reference: an address, a DOI, an access date, or the words
/// that announce them.
pub(super) fn is_tail(text: &str) -> bool {
    access::leads(text) || announces(text) || identifiers::leads(text)
}

/// Whether a text begins with words that announce an address: "Available at:".
fn announces(text: &str) -> bool {
    let text = text.trim_start_matches(['[', '(', '<']);
    let lower = text[..text.floor_char_boundary(LONGEST_PHRASE)].to_lowercase();
    let announced = |phrase: &&str| {
        lower.strip_prefix(*phrase).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    list("available-at").iter().any(announced)
}

fn is_amid(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "(,.:;&".contains(c))
}

/// Whether nothing but names stands before the first year.
fn is_dated(text: &str) -> bool {
    const MOST_WORDS: usize = 30;
    for word in text.split_whitespace().take(MOST_WORDS) {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        if year_of(digits).is_some() {
            return true;
        }
        let bare = without_elision(word).trim_matches(|c: char| !c.is_alphanumeric());
        let name = bare.starts_with(char::is_uppercase)
            || bare.chars().count() <= 3
            || is_particle(bare)
            || list("and").contains(&bare);
        if !name || word.contains(['“', '"', '«', ':']) {
            return false;
        }
    }
    false
}

/// The shapes of the first two words and the marks after them, as one word: "Aa,A." for
/// "Smith, J."; a star goes before where the line begins in italics or bold.
pub(super) fn form(document: &Document, line: &Line) -> String {
    let set = |kind: &MarkKind| matches!(kind, MarkKind::Emphasis | MarkKind::Strong);
    let start = Span::new(line.span.start, line.span.start + 1);
    let marked = document.marks_in(start).any(|mark| set(&mark.kind));
    let words = form_of_words(document.slice(line.span));
    if marked { format!("*{words}") } else { words }
}

fn form_of_words(text: &str) -> String {
    let mut form = String::new();
    let text = text.trim_start_matches(|c: char| "\"“„«‘*_[(".contains(c));
    for word in text.split_whitespace().take(2) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let upper = word.chars().filter(|c| c.is_uppercase()).count();
        form.push_str(match (letters, upper) {
            (0, _) => "1",
            (1..=3, upper) if upper == letters => "A",
            (_, upper) if upper == letters => "AA",
            (_, 0) => "a",
            _ => "Aa",
        });
        form.extend(word.chars().next_back().filter(|c| !c.is_alphanumeric()));
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings() {
        for (text, expected) in [
            ("Hurd, I. and Lind, A. (1999). Order.", Clue::BeginsDated),
            ("d'Hurd, I. and Lind, A. (1999). Order.", Clue::BeginsDated),
            ("Hurd I, Lind A. Order and disorder in lists.", Clue::BeginsLike),
            ("———. 2001. More order.", Clue::BeginsDash),
            ("https://example.org/a", Clue::BeginsTail),
            ("Disponível em: https://example.org/a", Clue::BeginsTail),
            ("of the northern plains.", Clue::BeginsAmid),
            ("University of the Steppe Press and others", Clue::BeginsPlain),
        ] {
            assert_eq!(clue(text), expected, "{text}");
        }
    }

    #[test]
    fn forms_of_names() {
        assert_eq!(form_of_words("Smith, J. A."), "Aa,A.");
        assert_eq!(form_of_words("Smith JA, Lee B"), "AaA,");
        assert_eq!(form_of_words("SILVA, Maria"), "AA,Aa");
        assert_eq!(form_of_words("J. Smith"), "A.Aa");
    }
}
