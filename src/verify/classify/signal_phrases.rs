//! Lists of phrases, and where they occur in a text.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match};

use crate::verify::content::page::joined;

/// What a phrase signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// A title or heading of a page that is not the requested one.
    NotFoundTitle,
    /// A sentence of a short page that is not the requested one.
    NotFoundText,
    /// Something that can be missing from a site.
    MissingNoun,
    /// A predicate that says that something is missing.
    MissingPredicate,
    /// The same, but too common to be a signal outside titles.
    MissingParticiple,
    /// A title of a missing page if it has no other word.
    MissingAlone,
    /// A sentence that says that the content of the page is not available.
    Unavailable,
    /// A sentence that retracts the work of the page.
    Retracted,
    /// A page that requires consent or a log-in.
    Gate,
    /// A page that sells its domain.
    Parked,
    /// A page that demands proof that its reader is a person.
    Challenge,
    /// A page that is not shown in every country.
    Withheld,
    /// A title of a log-in form.
    LoginTitle,
    /// A paywall.
    Paywall,
    /// A failure that the status does not report.
    Failing,
    /// A page in place of a site that is gone or not there yet.
    EmptySite,
    /// A word of the trades that take over lapsed domains.
    Spam,
}

/// Phrases that are searched for all at once.
pub(crate) struct PhraseSet {
    automaton: Option<AhoCorasick>,
    phrases: Vec<(Signal, &'static str)>,
    /// Whether a phrase counts inside a word too.
    inside_words: bool,
}

/// Phrases of titles and text.
pub(crate) static WORDS: LazyLock<PhraseSet> = LazyLock::new(|| {
    let lists = [
        (Signal::NotFoundTitle, include_str!("../../../refs/links/not-found-title.txt")),
        (Signal::NotFoundText, include_str!("../../../refs/links/not-found-text.txt")),
        (Signal::MissingNoun, include_str!("../../../refs/links/missing-nouns.txt")),
        (Signal::MissingPredicate, include_str!("../../../refs/links/missing-predicates.txt")),
        (Signal::MissingParticiple, include_str!("../../../refs/links/missing-participles.txt")),
        (Signal::MissingAlone, include_str!("../../../refs/links/missing-alone.txt")),
        (Signal::Unavailable, include_str!("../../../refs/links/unavailable.txt")),
        (Signal::Retracted, include_str!("../../../refs/links/retracted.txt")),
        (Signal::Gate, include_str!("../../../refs/links/gate.txt")),
        (Signal::Parked, include_str!("../../../refs/links/parked.txt")),
        (Signal::Challenge, include_str!("../../../refs/links/challenge.txt")),
        (Signal::Withheld, include_str!("../../../refs/links/withheld.txt")),
        (Signal::LoginTitle, include_str!("../../../refs/links/login-title.txt")),
        (Signal::Paywall, include_str!("../../../refs/links/paywall.txt")),
        (Signal::Failing, include_str!("../../../refs/links/failing.txt")),
        (Signal::EmptySite, include_str!("../../../refs/links/empty-site.txt")),
        (Signal::Spam, include_str!("../../../refs/links/spam.txt")),
    ];
    PhraseSet::of(&lists, false)
});

/// Hosts and scripts of services that park domains or challenge robots.
pub(crate) static SOURCES: LazyLock<PhraseSet> = LazyLock::new(|| {
    let lists = [
        (Signal::Parked, include_str!("../../../refs/links/parked-sources.txt")),
        (Signal::Challenge, include_str!("../../../refs/links/challenge-sources.txt")),
    ];
    PhraseSet::of(&lists, true)
});

/// Titles that say nothing about their page.
static GENERIC_TITLES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../refs/links/generic-title.txt")).collect());

/// Returns whether a title, which is [`plain`], says nothing about its page.
pub(crate) fn is_generic(title: &str) -> bool {
    GENERIC_TITLES.contains(title.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Returns the lines of a list without comments and blank lines.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl PhraseSet {
    fn of(lists: &[(Signal, &'static str)], inside_words: bool) -> PhraseSet {
        let phrases: Vec<(Signal, &str)> =
            lists.iter().flat_map(|(sign, list)| lines(list).map(|line| (*sign, line))).collect();
        let automaton = AhoCorasick::new(phrases.iter().map(|(_, phrase)| phrase)).ok();
        PhraseSet { automaton, phrases, inside_words }
    }

    /// Returns the phrases in `text`, which is [`plain`], in the order of their ends.
    pub(crate) fn find(&self, text: &str) -> Found {
        let hit = |found: Match| {
            let (sign, phrase) = *self.phrases.get(found.pattern().as_usize())?;
            Some(PhraseMatch { sign, phrase, start: found.start(), end: found.end() })
        };
        Found(self.matches(text).filter_map(hit).collect())
    }

    /// Returns `text`, which is [`plain`], with its phrases replaced by spaces.
    pub(crate) fn blank(&self, text: &str) -> String {
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
pub(crate) struct PhraseMatch {
    /// What it signals.
    pub sign: Signal,
    /// The phrase.
    pub phrase: &'static str,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The phrases that stand in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found(Vec<PhraseMatch>);

impl Found {
    /// Returns the first phrase with this signal.
    pub(crate) fn first(&self, wanted: Signal) -> Option<&'static str> {
        self.all(wanted).next()
    }

    /// Counts the different phrases with this signal.
    pub(crate) fn count(&self, wanted: Signal) -> usize {
        self.all(wanted).collect::<HashSet<_>>().len()
    }

    /// Returns the phrases that are not part of one of these texts, which are [`plain`].
    pub(crate) fn without(mut self, texts: &[String]) -> Found {
        self.0.retain(|hit| !texts.iter().any(|text| text.contains(hit.phrase)));
        self
    }

    /// Returns the first predicate that has a noun in the same sentence of `text`, close by.
    pub(crate) fn missing(&self, text: &str, predicates: &[Signal]) -> Option<&'static str> {
        let nouns = || self.0.iter().filter(|hit| hit.sign == Signal::MissingNoun);
        let said = |hit: &&PhraseMatch| nouns().any(|noun| belong_together(text, noun, hit));
        let found = self.0.iter().filter(|hit| predicates.contains(&hit.sign)).find(said);
        found.map(|hit| hit.phrase)
    }

    fn all(&self, wanted: Signal) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter(move |hit| hit.sign == wanted).map(|hit| hit.phrase)
    }
}

/// How many bytes may stand between a noun and the predicate after it; before it, half as many.
const CLOSE: usize = 60;

/// Returns whether a noun and a predicate stand in one sentence, close by.
fn belong_together(text: &str, noun: &PhraseMatch, predicate: &PhraseMatch) -> bool {
    let (between, most) = match noun.end <= predicate.start {
        true => (noun.end..predicate.start, CLOSE),
        false => (predicate.end..noun.start, CLOSE / 2),
    };
    let ends = ['.', '!', '?', ';', '|', '。', '！', '？', '؟', '।'];
    between.len() <= most && text.get(between).is_some_and(|between| !between.contains(ends))
}

/// Returns whether a match is not part of a longer word. Scripts without spaces have no such words.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let part = |inner: Option<char>, outer: Option<char>| {
        let letters = |c: char| c.is_alphanumeric() && !is_spaceless(c);
        inner.is_some_and(letters) && outer.is_some_and(letters)
    };
    let (before, piece, after) = (&text[..start], &text[start..end], &text[end..]);
    !part(piece.chars().next(), before.chars().next_back())
        && !part(piece.chars().next_back(), after.chars().next())
}

/// Returns whether `c` is of a script without spaces between words.
pub(crate) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Returns a text in the form of the phrases: lower case, white space as one space.
pub(crate) fn plain(text: &str) -> String {
    joined(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(sign: Signal, text: &str) -> Option<&'static str> {
        WORDS.find(&plain(text)).first(sign)
    }

    #[test]
    fn a_sign_is_a_noun_with_a_predicate() {
        let missing = |text: &str| WORDS.find(text).missing(text, &[Signal::MissingPredicate]);
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
        assert_eq!(first(Signal::NotFoundTitle, "Error  404!"), Some("error 404"));
        assert_eq!(first(Signal::NotFoundTitle, "hotel 4040"), None);
        assert_eq!(first(Signal::NotFoundTitle, "抱歉，页面不存在了"), Some("页面不存在"));
        assert_eq!(WORDS.find("betterment and bet365 in alphabets").count(Signal::Spam), 0);
        assert_eq!(WORDS.find("slot online, judi slot").count(Signal::Spam), 3);
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
