//! Phrases and sets of words, to be found in running text.

use rustc_hash::FxHashMap;

use crate::citations::lexer::Kind;
use crate::citations::tokens::Tokens;
use crate::citations::vocabulary::{UNKNOWN, VOCABULARY, words_of};

/// A set of single words.
#[derive(Debug, Default)]
pub(crate) struct WordSet {
    /// For each number of the vocabulary a bit: whether its word is in the set.
    members: Vec<u64>,
}

const BITS: usize = u64::BITS as usize;

/// Phrases of one or several words. Case does not matter, nor do full stops and commas.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// Phrases by their first word, the longest first.
    by_first: FxHashMap<u32, Vec<Vec<u32>>>,
    /// Phrases by their last word, the longest first.
    by_last: FxHashMap<u32, Vec<Vec<u32>>>,
    /// The words that a phrase begins with, and those that one ends with.
    firsts: WordSet,
    lasts: WordSet,
    /// Whether a capital at the beginning makes another word of a phrase: "dan" joins names, "Dan" is one.
    not_as_name: bool,
}

impl WordSet {
    /// The set of these words.
    pub(crate) fn new(words: &[&str]) -> WordSet {
        WordSet::of(words.iter().map(|word| id_of(word)))
    }

    fn of(ids: impl Iterator<Item = u32>) -> WordSet {
        let mut members = vec![0; VOCABULARY.len().div_ceil(BITS)];
        for id in ids.filter(|id| *id != UNKNOWN) {
            members[id as usize / BITS] |= 1 << (id as usize % BITS);
        }
        WordSet { members }
    }

    fn has_id(&self, id: u32) -> bool {
        let bits = self.members.get(id as usize / BITS).copied().unwrap_or(0);
        bits >> (id as usize % BITS) & 1 == 1
    }

    /// Whether the token at `at` is one of them.
    pub(crate) fn has(&self, tokens: &Tokens, at: usize) -> bool {
        self.has_id(tokens.word(at))
    }

    /// Whether `word` is one of them.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.has_id(id_of(word))
    }
}

impl Phrases {
    /// The table of these phrases.
    pub(crate) fn new(phrases: &[&str]) -> Phrases {
        let mut table = Phrases::default();
        for phrase in phrases {
            let ids: Vec<u32> = words_of(phrase).map(|word| id_of(&word)).collect();
            let (Some(&first), Some(&last)) = (ids.first(), ids.last()) else { continue };
            table.by_first.entry(first).or_default().push(ids.clone());
            table.by_last.entry(last).or_default().push(ids);
        }
        for list in table.by_first.values_mut().chain(table.by_last.values_mut()) {
            list.sort_by_key(|ids| std::cmp::Reverse(ids.len()));
            list.dedup();
        }
        table.firsts = WordSet::of(table.by_first.keys().copied());
        table.lasts = WordSet::of(table.by_last.keys().copied());
        table
    }

    /// The same, of which none is written as names are: with a capital and small letters.
    pub(crate) fn not_as_name(self) -> Phrases {
        Phrases { not_as_name: true, ..self }
    }

    /// Whether the token at `at` is written as a name, and so is none of the phrases' words.
    fn is_other(&self, tokens: &Tokens, at: usize) -> bool {
        self.not_as_name && {
            let mut letters = tokens.text(at).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
        }
    }

    /// The end of the longest phrase that begins at token `at` and ends by `end`, its full stop
    /// included.
    pub(crate) fn starting(&self, tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
        if !self.firsts.has(tokens, at) || self.is_other(tokens, at) {
            return None;
        }
        let list = self.by_first.get(&tokens.word(at))?;
        list.iter().find_map(|ids| forward(tokens, at, end, ids))
    }

    /// The start of the longest phrase that ends just before token `end` and begins at or after
    /// `from`; a full stop there belongs to it.
    pub(crate) fn ending(&self, tokens: &Tokens, from: usize, end: usize) -> Option<usize> {
        let mut last = end.checked_sub(1)?;
        while last > from && tokens.is(last, '.') {
            last -= 1;
        }
        if !self.lasts.has(tokens, last) {
            return None;
        }
        let list = self.by_last.get(&tokens.word(last))?;
        let found = list.iter().find_map(|ids| backward(tokens, from, last, ids));
        found.filter(|start| !self.is_other(tokens, *start))
    }

    /// Whether `word` alone is a phrase.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let list = self.by_first.get(&id_of(word));
        list.is_some_and(|list| list.iter().any(|ids| ids.len() == 1))
    }

    /// Whether the tokens from `from` up to `end` are one phrase.
    pub(crate) fn is(&self, tokens: &Tokens, from: usize, end: usize) -> bool {
        from < end && self.starting(tokens, from, end) == Some(end)
    }

    /// The first phrase between `from` and `end`: its start and end.
    pub(crate) fn find(&self, tokens: &Tokens, from: usize, end: usize) -> Option<(usize, usize)> {
        (from..end).find_map(|at| Some((at, self.starting(tokens, at, end)?)))
    }
}

fn id_of(word: &str) -> u32 {
    VOCABULARY.id_of(word, &mut String::new())
}

/// Whether a token does not matter when phrases are compared.
fn skips(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens.kind(at), Kind::Sign('.' | ','))
}

fn forward(tokens: &Tokens, at: usize, end: usize, ids: &[u32]) -> Option<usize> {
    let mut next = at;
    for (index, id) in ids.iter().enumerate() {
        while index > 0 && next < end && skips(tokens, next) {
            next += 1;
        }
        if next >= end || tokens.word(next) != *id {
            return None;
        }
        next += 1;
    }
    if next < end && tokens.is(next, '.') && tokens.touches(next) {
        next += 1;
    }
    Some(next)
}

fn backward(tokens: &Tokens, from: usize, last: usize, ids: &[u32]) -> Option<usize> {
    let mut next = last + 1;
    for id in ids.iter().rev() {
        while next > from && skips(tokens, next - 1) && next != last + 1 {
            next -= 1;
        }
        if next == from || tokens.word(next - 1) != *id {
            return None;
        }
        next -= 1;
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::tokens::tokens_of;

    #[test]
    fn phrases_are_found_from_both_ends() {
        let phrases = Phrases::new(&["et al.", "и др."]);
        let text = "Cook и др., 2020; Hurd, ET AL. 1999";
        let tokens = tokens_of(text, 0..text.len());
        let year = (0..tokens.len()).find(|&i| tokens.text(i) == "2020").expect("there");
        let start = phrases.ending(&tokens, 0, year - 1).expect("found");
        assert_eq!(tokens.text(start), "и");
        let start = phrases.ending(&tokens, 0, tokens.len() - 1).expect("found");
        assert_eq!(tokens.text(start), "ET");
        assert_eq!(phrases.starting(&tokens, start, tokens.len()), Some(tokens.len() - 1));
    }
}
