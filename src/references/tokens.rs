//! Cuts a reference into words and identifiers.

use crate::lexicon::years::year_of;
use crate::model::reference::Label;
use crate::references::access;
use crate::references::identifiers;
use crate::text::span::Span;

/// A word, a number, or something that a grammar knows as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands. For an identifier, its value.
    pub span: Span,
    /// Where it stands with what introduces it; the same as `span` for a word.
    pub whole: Span,
    /// What a grammar knows it to be; absent for a word.
    pub known: Option<Label>,
}

/// Longer references are read up to here; the rest has no labels.
pub(crate) const LONGEST: usize = 1000;

/// The tokens of a text in order: runs of letters, of digits and of Han characters, with every identifier and access date as one token.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    for known in known(text) {
        words(text, at, known.whole.start.max(at), &mut tokens);
        at = known.whole.end.max(at);
        tokens.push(known);
    }
    words(text, at, text.len(), &mut tokens);
    tokens.truncate(LONGEST);
    tokens
}

/// What the grammars find, in order and without overlaps; identifiers go before access dates.
fn known(text: &str) -> Vec<Token> {
    let mut known: Vec<Token> = identifiers::find(text)
        .into_iter()
        .map(|found| Token { span: found.span, whole: found.whole, known: Some(found.label) })
        .collect();
    for found in access::find(text) {
        if !known.iter().any(|token| token.whole.overlaps(found.date)) {
            known.push(Token { span: found.date, whole: found.date, known: Some(Label::Accessed) });
        }
    }
    known.sort_by_key(|token| token.whole.start);
    known
}

fn words(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let Some(piece) = text.get(from..to) else {
        return;
    };
    let mut push = |start: usize, end: usize| {
        let span = Span::new(start, end);
        tokens.push(Token { span, whole: span, known: None });
    };
    let mut open: Option<(usize, Kind)> = None;
    for (at, c) in piece.char_indices() {
        let at = from + at;
        let kind = match Kind::of(c) {
            Kind::Mark => open.map_or(Kind::Other, |(_, kind)| kind),
            kind => kind,
        };
        match open {
            Some((_, was)) if was == kind => {}
            Some((start, Kind::Digit)) if is_suffix(text, start, at) => {}
            Some((start, _)) => {
                push(start, at);
                open = (kind != Kind::Other).then_some((at, kind));
            }
            None if kind != Kind::Other => open = Some((at, kind)),
            None => {}
        }
    }
    if let Some((start, _)) = open {
        push(start, to);
    }
}

/// Whether the character at `at` is the lone letter that tells works of one year apart, and the
/// digits from `start` are that year: "2010a".
fn is_suffix(text: &str, start: usize, at: usize) -> bool {
    let mut rest = text[at..].chars();
    at == start + 4
        && year_of(&text[start..at]).is_some()
        && rest.next().is_some_and(|c| c.is_ascii_alphabetic())
        && !rest.next().is_some_and(char::is_alphanumeric)
}

/// What a character does in a word: words end where the kind changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Han,
    /// Combining marks and soft hyphens do not end a word.
    Mark,
    Other,
}

impl Kind {
    fn of(c: char) -> Kind {
        match c {
            _ if c.is_ascii_alphabetic() => Kind::Letter,
            _ if c.is_ascii() => match c.is_ascii_digit() {
                true => Kind::Digit,
                false => Kind::Other,
            },
            '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}' => Kind::Mark,
            _ if is_han(c) => Kind::Han,
            _ if c.is_alphabetic() => Kind::Letter,
            _ if c.is_numeric() => Kind::Digit,
            _ => Kind::Other,
        }
    }
}

/// Whether a character is written without spaces between words.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_identifiers() {
        let text = "O'Neil, J. 2010a. 城市2期. doi:10.1000/x.y, Accessed 3 May 2011.";
        let found: Vec<&str> = tokens(text).iter().map(|token| token.whole.of(text)).collect();
        assert_eq!(
            found,
            [
                "O",
                "Neil",
                "J",
                "2010a",
                "城市",
                "2",
                "期",
                "doi:10.1000/x.y",
                "Accessed",
                "3 May 2011"
            ]
        );
    }
}
