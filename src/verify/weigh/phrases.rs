//! Lists of phrases, and where they stand in a text.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match};

use crate::verify::content::page::joined;

/// What a phrase is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A title or heading that says: not the page that was asked for.
    NotFoundTitle,
    /// A sentence of a short page that is not the one asked for.
    NotFoundText,
    /// A thing that a site can miss.
    MissingNoun,
    /// What a site says of a thing that it misses.
    MissingPredicate,
    /// The same, too common to say anything outside titles.
    MissingParticiple,
    /// A title of a missing page where nothing else stands beside it.
    MissingAlone,
    /// A sentence that says of what the page is about that it cannot be had.
    Unavailable,
    /// A sentence that takes the work of the page back.
    Retracted,
    /// A page that lets its readers in when they have agreed or logged in.
    Gate,
    /// A page that sells its domain.
    Parked,
    /// A page that wants proof that its reader is a person.
    Challenge,
    /// A page that is not shown in every country.
    Withheld,
    /// A title that wants a name and a password.
    LoginTitle,
    /// A page that wants to be paid.
    Paywall,
    /// A failure that the server did not own up to.
    Failing,
    /// A page that stands where a site was, or will be.
    EmptySite,
    /// A word of the trades that take over lapsed domains.
    Spam,
}

/// Phrases that are searched for all at once, each a sign of something.
pub struct Phrases {
    automaton: Option<AhoCorasick>,
    phrases: Vec<(Sign, &'static str)>,
    /// Whether a phrase counts inside a word too.
    inside_words: bool,
}

/// Phrases of titles and text.
pub static WORDS: LazyLock<Phrases> = LazyLock::new(|| {
    let lists = [
        (Sign::NotFoundTitle, include_str!("../../../refs/links/not-found-title.txt")),
        (Sign::NotFoundText, include_str!("../../../refs/links/not-found-text.txt")),
        (Sign::MissingNoun, include_str!("../../../refs/links/missing-nouns.txt")),
        (Sign::MissingPredicate, include_str!("../../../refs/links/missing-predicates.txt")),
        (Sign::MissingParticiple, include_str!("../../../refs/links/missing-participles.txt")),
        (Sign::MissingAlone, include_str!("../../../refs/links/missing-alone.txt")),
        (Sign::Unavailable, include_str!("../../../refs/links/unavailable.txt")),
        (Sign::Retracted, include_str!("../../../refs/links/retracted.txt")),
        (Sign::Gate, include_str!("../../../refs/links/gate.txt")),
        (Sign::Parked, include_str!("../../../refs/links/parked.txt")),
        (Sign::Challenge, include_str!("../../../refs/links/challenge.txt")),
        (Sign::Withheld, include_str!("../../../refs/links/withheld.txt")),
        (Sign::LoginTitle, include_str!("../../../refs/links/login-title.txt")),
        (Sign::Paywall, include_str!("../../../refs/links/paywall.txt")),
        (Sign::Failing, include_str!("../../../refs/links/failing.txt")),
        (Sign::EmptySite, include_str!("../../../refs/links/empty-site.txt")),
        (Sign::Spam, include_str!("../../../refs/links/spam.txt")),
    ];
    Phrases::of(&lists, false)
});

/// Hosts and scripts of those who park domains or ask for proof.
pub static SOURCES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists = [
        (Sign::Parked, include_str!("../../../refs/links/parked-sources.txt")),
        (Sign::Challenge, include_str!("../../../refs/links/challenge-sources.txt")),
    ];
    Phrases::of(&lists, true)
});

/// Titles that say nothing of their page.
static GENERIC_TITLES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../refs/links/generic-title.txt")).collect());

/// Whether a title, which is [`plain`], says nothing of its page.
pub fn is_generic(title: &str) -> bool {
    GENERIC_TITLES.contains(title.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The lines of a list that hold something.
pub fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Phrases {
    fn of(lists: &[(Sign, &'static str)], inside_words: bool) -> Phrases {
        let phrases: Vec<(Sign, &str)> =
            lists.iter().flat_map(|(sign, list)| lines(list).map(|line| (*sign, line))).collect();
        let automaton = AhoCorasick::new(phrases.iter().map(|(_, phrase)| phrase)).ok();
        Phrases { automaton, phrases, inside_words }
    }

    /// The phrases in `text`, which is [`plain`], in the order of their ends.
    pub fn find(&self, text: &str) -> Found {
        let hit = |found: Match| {
            let (sign, phrase) = *self.phrases.get(found.pattern().as_usize())?;
            Some(Hit { sign, phrase, start: found.start(), end: found.end() })
        };
        Found(self.matches(text).filter_map(hit).collect())
    }

    /// `text`, which is [`plain`], with spaces in place of its phrases.
    pub fn blank(&self, text: &str) -> String {
        let mut left = text.to_owned();
        for found in self.matches(text) {
            left.replace_range(found.range(), &" ".repeat(found.len()));
        }
        left
    }

    fn matches(&self, text: &str) -> impl Iterator<Item = Match> {
        let automaton = self.automaton.iter();
        let matches = automaton.flat_map(move |automaton| automaton.find_overlapping_iter(text));
        matches.filter(move |found| {
            self.inside_words || stands_alone(text, found.start(), found.end())
        })
    }
}

/// A phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What it is a sign of.
    pub sign: Sign,
    /// The phrase.
    pub phrase: &'static str,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The phrases that stand in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found(Vec<Hit>);

impl Found {
    /// The first phrase that is a sign of this.
    pub fn first(&self, wanted: Sign) -> Option<&'static str> {
        self.all(wanted).next()
    }

    /// How many different phrases are signs of this.
    pub fn count(&self, wanted: Sign) -> usize {
        self.all(wanted).collect::<HashSet<_>>().len()
    }

    /// Leaves out the phrases that are part of one of these texts, which are [`plain`].
    pub fn without(mut self, texts: &[String]) -> Found {
        self.0.retain(|hit| !texts.iter().any(|text| text.contains(hit.phrase)));
        self
    }

    /// Returns the first predicate that has a noun in the same sentence of `text`, close by.
    pub fn missing(&self, text: &str, predicates: &[Sign]) -> Option<&'static str> {
        let nouns = || self.0.iter().filter(|hit| hit.sign == Sign::MissingNoun);
        let said = |hit: &&Hit| nouns().any(|noun| belong_together(text, noun, hit));
        let found = self.0.iter().filter(|hit| predicates.contains(&hit.sign)).find(said);
        found.map(|hit| hit.phrase)
    }

    fn all(&self, wanted: Sign) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter(move |hit| hit.sign == wanted).map(|hit| hit.phrase)
    }
}

/// How many bytes may stand between a noun and the predicate after it; before it, half as many.
const CLOSE: usize = 60;

/// Returns whether a noun and a predicate stand in one sentence, close by.
fn belong_together(text: &str, noun: &Hit, predicate: &Hit) -> bool {
    let (between, most) = match noun.end <= predicate.start {
        true => (noun.end..predicate.start, CLOSE),
        false => (predicate.end..noun.start, CLOSE / 2),
    };
    let ends = ['.', '!', '?', ';', '|', '。', '！', '？', '؟', '।'];
    between.len() <= most && text.get(between).is_some_and(|between| !between.contains(ends))
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
    joined(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(sign: Sign, text: &str) -> Option<&'static str> {
        WORDS.find(&plain(text)).first(sign)
    }

    #[test]
    fn a_sign_is_a_noun_with_a_predicate() {
        let missing = |text: &str| WORDS.find(text).missing(text, &[Sign::MissingPredicate]);
        for text in [
            "the article that you asked for could not be found",
            "we couldn't find the document",
            "diese seite existiert leider nicht mehr",
            "la página que busca no se encuentra disponible",
            "сіз іздеген бет табылмады",
            "материал, который вы ищете, больше не существует",
            "抱歉，该文章已被删除",
        ] {
            assert!(missing(text).is_some(), "{text}");
        }
        for text in [
            "trust was not found in any of the villages",
            "a page on wells. water was not found",
            "the council does not exist",
            "нефть не найдена",
        ] {
            assert_eq!(missing(text), None, "{text}");
        }
    }

    #[test]
    fn phrases_stand_alone() {
        assert_eq!(first(Sign::NotFoundTitle, "Error  404!"), Some("error 404"));
        assert_eq!(first(Sign::NotFoundTitle, "hotel 4040"), None);
        assert_eq!(first(Sign::NotFoundTitle, "抱歉，页面不存在了"), Some("页面不存在"));
        assert_eq!(WORDS.find("betterment and bet365 in alphabets").count(Sign::Spam), 0);
        assert_eq!(WORDS.find("slot online, judi slot").count(Sign::Spam), 3);
        assert!(is_generic("home") && !is_generic("home of the brave"));
    }

    #[test]
    fn every_phrase_is_as_texts_are_made() {
        for list in [&WORDS, &SOURCES] {
            assert!(list.automaton.is_some());
            for (_, phrase) in &list.phrases {
                assert_eq!(*phrase, plain(phrase));
            }
        }
        assert!(GENERIC_TITLES.iter().all(|title| *title == plain(title)));
    }
}
