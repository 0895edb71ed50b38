//! Words, numbers and signs of running text, by their place.

use std::ops::Range;
use std::sync::Arc;

pub(crate) use crate::citations::lexer::Kind;
use crate::citations::lexer::pieces;
use crate::citations::vocabulary::{UNKNOWN, VOCABULARY};
use crate::text::span::Span;

/// The tokens of a segment of running text.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    list: Arc<[Token]>,
}

/// A word, a number or a sign, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    kind: Kind,
    span: Span,
    word: u32,
}

/// The tokens of `text` within `range`; spans count in `text`.
pub(crate) fn tokens_of(text: &str, range: Range<usize>) -> Tokens<'_> {
    let vocabulary = &*VOCABULARY;
    let mut buffer = String::new();
    let mut list = Vec::with_capacity(range.len() / 5);
    list.extend(pieces(text, range).map(|(kind, span)| {
        let word = match kind {
            Kind::Number => UNKNOWN,
            Kind::Word => vocabulary.id_of(span.of(text), &mut buffer),
            Kind::Sign(sign) => vocabulary.id_of(sign.encode_utf8(&mut [0; 4]), &mut buffer),
        };
        Token { kind, span, word }
    }));
    Tokens { text, list: list.into() }
}

impl<'a> Tokens<'a> {
    /// The tokens of a text, which are these.
    pub(super) fn again(text: &'a str, list: Arc<[Token]>) -> Tokens<'a> {
        Tokens { text, list }
    }

    /// All of them, for the same text again.
    pub(super) fn all(&self) -> Arc<[Token]> {
        Arc::clone(&self.list)
    }

    /// Cuts words in two, where `cut` says after how many bytes of the word at that span: scripts
    /// without spaces run a name into the words before it.
    pub(crate) fn cut(self, cut: impl Fn(Span) -> Option<usize>) -> Tokens<'a> {
        let text = self.text;
        let part = |span: Span| {
            let word = VOCABULARY.id_of(span.of(text), &mut String::new());
            Token { kind: Kind::Word, span, word }
        };
        let parts = self.list.iter().flat_map(|&token| {
            let at = if token.kind == Kind::Word { cut(token.span) } else { None };
            let (first, second) = match at.map(|at| token.span.start + at) {
                Some(at) => (
                    part(Span::new(token.span.start, at)),
                    Some(part(Span::new(at, token.span.end))),
                ),
                None => (token, None),
            };
            std::iter::once(first).chain(second)
        });
        Tokens { text, list: parts.collect() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The text in which the spans count.
    pub(crate) fn source(&self) -> &'a str {
        self.text
    }

    /// What the token is; a space past either end.
    pub(crate) fn kind(&self, at: usize) -> Kind {
        self.list.get(at).map_or(Kind::Sign(' '), |token| token.kind)
    }

    /// Where it stands.
    pub(crate) fn span(&self, at: usize) -> Span {
        self.list.get(at).map_or(Span::default(), |token| token.span)
    }

    /// What it says.
    pub(crate) fn text(&self, at: usize) -> &'a str {
        self.span(at).of(self.text)
    }

    /// Its place in the vocabulary; [`UNKNOWN`] for a word that is in none of the lists.
    pub(crate) fn word(&self, at: usize) -> u32 {
        self.list.get(at).map_or(UNKNOWN, |token| token.word)
    }

    /// Whether it says one of these words, in lower case.
    pub(crate) fn says(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        self.is_word(at) && words.iter().any(|word| is_same(text, word))
    }

    /// Whether the token is this sign.
    pub(crate) fn is(&self, at: usize, sign: char) -> bool {
        self.kind(at) == Kind::Sign(sign)
    }

    /// Whether the token is one of these signs.
    pub(crate) fn is_any(&self, at: usize, signs: &[char]) -> bool {
        matches!(self.kind(at), Kind::Sign(sign) if signs.contains(&sign))
    }

    /// Whether the token is a word.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Kind::Word
    }

    /// Whether the token is a number.
    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.kind(at) == Kind::Number
    }

    /// Whether nothing stands between the token and the one before.
    pub(crate) fn touches(&self, at: usize) -> bool {
        at > 0 && self.span(at - 1).end == self.span(at).start
    }

    /// The segment from token `from` up to token `end`, which is not included.
    pub(crate) fn span_of(&self, from: usize, end: usize) -> Span {
        match end > from {
            true => self.span(from).join(self.span(end - 1)),
            false => Span::new(self.span(from).start, self.span(from).start),
        }
    }

    /// The first token that begins at or after `offset`.
    pub(crate) fn index_at(&self, offset: usize) -> usize {
        self.list.partition_point(|token| token.span.start < offset)
    }

    /// Whether the token is a word that begins with a capital, or is of a script without them.
    pub(crate) fn is_capitalised(&self, at: usize) -> bool {
        self.is_word(at)
            && self.text(at).chars().next().is_some_and(|c| c.is_uppercase() || !has_case(c))
    }

    /// Whether the token is a word of a script without capitals.
    pub(crate) fn is_caseless(&self, at: usize) -> bool {
        self.is_word(at) && self.text(at).chars().next().is_some_and(|c| !has_case(c))
    }

    /// Whether the token is a word of two or more letters, all capitals.
    pub(crate) fn is_acronym(&self, at: usize) -> bool {
        let text = self.text(at);
        self.is_word(at)
            && text.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !text.chars().any(char::is_lowercase)
    }

    /// Whether the token is a single capital letter, as initials are.
    pub(crate) fn is_initial(&self, at: usize) -> bool {
        let mut letters = self.text(at).chars();
        self.is_word(at)
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none()
    }
}

fn has_case(c: char) -> bool {
    c.is_uppercase() || c.is_lowercase()
}

/// Whether `text` is `lower` but for capitals.
fn is_same(text: &str, lower: &str) -> bool {
    match text.is_ascii() {
        true => text.eq_ignore_ascii_case(lower),
        false => text.chars().flat_map(char::to_lowercase).eq(lower.chars()),
    }
}
