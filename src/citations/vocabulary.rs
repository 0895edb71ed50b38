//! The words of all lists, each with a number.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::citations::lexer::pieces;
use crate::lexicon::lists::all_words;

/// The words of all lists.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(all_words()));

/// The number of a word that is in no list.
pub(crate) const UNKNOWN: u32 = 0;

/// Numbers for words and signs, so that a text is looked up once and then compared by numbers.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: FxHashMap<Cow<'static, str>, u32>,
    longest: usize,
}

impl Vocabulary {
    fn of(phrases: impl Iterator<Item = &'static str>) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for phrase in phrases {
            for word in words_of(phrase) {
                let next = vocabulary.ids.len() as u32 + 1;
                vocabulary.longest = vocabulary.longest.max(word.len());
                vocabulary.ids.entry(word).or_insert(next);
            }
        }
        vocabulary
    }

    /// The number of a word, whatever its case. `buffer` is there to be used again.
    pub(crate) fn id_of(&self, word: &str, buffer: &mut String) -> u32 {
        // A letter and its small form differ in length by a byte at most in the lists' languages.
        if word.len() > self.longest + 4 {
            return UNKNOWN;
        }
        buffer.clear();
        match word.is_ascii() {
            true => buffer.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase()))),
            false => buffer.extend(word.chars().flat_map(char::to_lowercase)),
        }
        self.ids.get(buffer.as_str()).copied().unwrap_or(UNKNOWN)
    }

    /// How many numbers there are, [`UNKNOWN`] included.
    pub(crate) fn len(&self) -> usize {
        self.ids.len() + 1
    }
}

/// The words and signs of a phrase in lower case, without full stops and commas, which do not
/// matter in one.
pub(crate) fn words_of(phrase: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let words = pieces(phrase, 0..phrase.len()).map(|(_, span)| span.of(phrase));
    words.filter(|word| !matches!(*word, "." | ",")).map(|word| {
        match word.contains(char::is_uppercase) {
            true => Cow::Owned(word.to_lowercase()),
            false => Cow::Borrowed(word),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_numbers_whatever_their_case() {
        let id = |word: &str| VOCABULARY.id_of(word, &mut String::new());
        assert_ne!(id("september"), UNKNOWN);
        assert_eq!(id("September"), id("SEPTEMBER"));
        assert_eq!(id("және"), id("ЖӘНЕ"));
        assert_eq!(id("tallberg"), UNKNOWN);
    }
}
