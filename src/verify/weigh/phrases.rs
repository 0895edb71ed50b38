//! Lists of phrases, and where they stand in a text.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// A list of phrases that is searched for as a whole.
pub struct Phrases {
    automaton: Option<AhoCorasick>,
    phrases: Vec<&'static str>,
    /// Whether a phrase counts inside a word too.
    inside_words: bool,
}

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $file:literal, $inside:literal) => {
        $(#[$doc])*
        pub static $name: LazyLock<Phrases> =
            LazyLock::new(|| Phrases::read(include_str!(concat!("../../../refs/links/", $file)), $inside));
    };
}

list!(
    /// A title or heading that says: not the page that was asked for.
    NOT_FOUND_TITLE, "not-found-title.txt", false
);
list!(
    /// Sentences of a short page that is not the one asked for.
    NOT_FOUND_TEXT, "not-found-text.txt", false
);
list!(
    /// A page that sells its domain.
    PARKED, "parked.txt", false
);
list!(
    /// Hosts and scripts of those who park domains.
    PARKED_SOURCES, "parked-sources.txt", true
);
list!(
    /// A page that wants proof that its reader is a person.
    CHALLENGE, "challenge.txt", false
);
list!(
    /// Scripts of those who ask for that proof.
    CHALLENGE_SOURCES, "challenge-sources.txt", true
);
list!(
    /// A page that is not shown in every country.
    WITHHELD, "withheld.txt", false
);
list!(
    /// A title that wants a name and a password.
    LOGIN_TITLE, "login-title.txt", false
);
list!(
    /// A page that wants to be paid.
    PAYWALL, "paywall.txt", false
);
list!(
    /// A failure that the server did not own up to.
    FAILING, "failing.txt", false
);
list!(
    /// A page that stands where a site was, or will be.
    EMPTY_SITE, "empty-site.txt", false
);
list!(
    /// Words of the trades that take over lapsed domains.
    SPAM, "spam.txt", false
);
list!(
    /// Titles that say nothing of their page.
    GENERIC_TITLE, "generic-title.txt", false
);

impl Phrases {
    fn read(file: &'static str, inside_words: bool) -> Phrases {
        let lines = file.lines().map(str::trim);
        let phrases: Vec<&str> =
            lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&phrases).ok();
        Phrases { automaton, phrases, inside_words }
    }

    /// The first phrase in `text`, which is [`plain`].
    pub fn find(&self, text: &str) -> Option<&'static str> {
        self.all(text).next()
    }

    /// How many different phrases are in `text`.
    pub fn count(&self, text: &str) -> usize {
        self.all(text).collect::<HashSet<_>>().len()
    }

    /// Whether `text` is one of the phrases and nothing else.
    pub fn holds(&self, text: &str) -> bool {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        self.phrases.contains(&text)
    }

    fn all<'p>(&'p self, text: &'p str) -> impl Iterator<Item = &'static str> + 'p {
        let matches =
            self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text));
        matches
            .filter(move |found| {
                self.inside_words || stands_alone(text, found.start(), found.end())
            })
            .filter_map(|found| self.phrases.get(found.pattern().as_usize()).copied())
    }
}

/// Whether a stretch is not part of a longer word. Scripts without spaces have no such words.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let part = |inner: Option<char>, outer: Option<char>| {
        let letters = |c: char| c.is_alphanumeric() && !is_spaceless(c);
        inner.is_some_and(letters) && outer.is_some_and(letters)
    };
    let (before, piece, after) = (&text[..start], &text[start..end], &text[end..]);
    !part(piece.chars().next(), before.chars().next_back())
        && !part(piece.chars().next_back(), after.chars().next())
}

/// Whether `c` is of a script that parts no words.
pub fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A text as the phrases are written: lower case, white space as one space.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_alone() {
        assert_eq!(NOT_FOUND_TITLE.find(&plain("Error  404!")), Some("error 404"));
        assert_eq!(NOT_FOUND_TITLE.find("hotel 4040"), None);
        assert_eq!(NOT_FOUND_TITLE.find("抱歉，页面不存在了"), Some("页面不存在"));
        assert_eq!(SPAM.count("betterment and bet365 in alphabets"), 0);
        assert_eq!(SPAM.count("slot online, judi slot"), 3);
        assert!(GENERIC_TITLE.holds("home"));
        assert!(!GENERIC_TITLE.holds("home of the brave"));
    }

    #[test]
    fn every_phrase_is_as_texts_are_made() {
        for list in [
            &NOT_FOUND_TITLE,
            &NOT_FOUND_TEXT,
            &PARKED,
            &PARKED_SOURCES,
            &CHALLENGE,
            &CHALLENGE_SOURCES,
            &WITHHELD,
            &LOGIN_TITLE,
            &PAYWALL,
            &FAILING,
            &EMPTY_SITE,
            &SPAM,
            &GENERIC_TITLE,
        ] {
            assert!(list.automaton.is_some());
            for phrase in &list.phrases {
                assert_eq!(*phrase, plain(phrase));
            }
        }
    }
}
