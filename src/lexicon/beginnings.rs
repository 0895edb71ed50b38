//! Phrases found by the letter that they begin with: a text is compared with few of them.

use rustc_hash::FxHashMap;

/// Phrases in lower case, by their first letters.
#[derive(Debug, Clone)]
pub(crate) struct Beginnings {
    by_letter: FxHashMap<char, Vec<&'static str>>,
}

impl Beginnings {
    /// Sorts phrases in lower case by their first letters, the longest first.
    pub(crate) fn of(phrases: impl IntoIterator<Item = &'static str>) -> Beginnings {
        let mut by_letter: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
        for phrase in phrases {
            if let Some(letter) = phrase.chars().next() {
                by_letter.entry(letter).or_default().push(phrase);
            }
        }
        for phrases in by_letter.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        Beginnings { by_letter }
    }

    /// Returns the phrases that begin with the first letter of a text, in whatever case, the longest first.
    pub(crate) fn candidates(&self, text: &str) -> &[&'static str] {
        let letter = text.chars().next().and_then(|letter| letter.to_lowercase().next());
        letter.and_then(|letter| self.by_letter.get(&letter)).map_or(&[], Vec::as_slice)
    }

    /// Returns the longest phrase with which a text in lower case begins.
    pub(crate) fn at(&self, lower: &str) -> Option<&'static str> {
        let begins = |phrase: &&&str| lower.starts_with(**phrase);
        self.candidates(lower).iter().find(begins).copied()
    }

    /// Whether one of the words of a text in lower case begins with a phrase.
    pub(crate) fn begin_word(&self, lower: &str) -> bool {
        let mut inside = false;
        lower.char_indices().any(|(at, c)| {
            let first = !inside;
            inside = c.is_alphanumeric();
            first && self.at(&lower[at..]).is_some()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_found() {
        let phrases = Beginnings::of(["tese", "tese de", "диссертация", "(tese"]);
        assert_eq!(phrases.at("tese de doutorado"), Some("tese de"));
        assert_eq!(phrases.at("teses"), Some("tese"));
        assert_eq!(phrases.at("a tese"), None);
        assert_eq!(phrases.candidates("Диск"), ["диссертация"]);
        assert_eq!(phrases.candidates(""), [""; 0]);
    }

    #[test]
    fn phrases_begin_words() {
        let phrases = Beginnings::of(["tese", "диссертация", "(x"]);
        for text in ["uma tese", "120 f.tese", "моя диссертация", "a (x"] {
            assert!(phrases.begin_word(text), "{text}");
        }
        for text in ["", "antitese", "avtodis"] {
            assert!(!phrases.begin_word(text), "{text}");
        }
    }
}
