//! What people did for a work, by the words beside their names: "(Eds. & Trans.)", "translated by".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::beginnings::Beginnings;
use crate::lexicon::lists::list;

/// The lists of words for each role, and CSL's variable for those who have it.
const ROLES: [(&str, &str); 5] = [
    ("editor-role", "editor"),
    ("translator-role", "translator"),
    ("compiler-role", "compiler"),
    ("director-role", "director"),
    ("illustrator-role", "illustrator"),
];

/// The variables of those whose names are `words`, where the words around them say what they did;
/// none where nothing says it. `before` and `after` are the text around in the reference.
pub(crate) fn roles(words: &str, before: &str, after: &str) -> Vec<&'static str> {
    let inside = trailing(words);
    if !inside.is_empty() {
        return inside;
    }
    let beside = following(after);
    if !beside.is_empty() {
        return beside;
    }
    leading(words, before).into_iter().collect()
}

/// The words after names that are no names: roles in all languages.
pub(crate) fn trailing_words() -> impl Iterator<Item = &'static str> {
    let names = ROLES.iter().map(|(name, _)| *name).chain(["other-role"]);
    names.flat_map(list).copied()
}

/// The variable for a word such as "Eds."
fn of_word(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
        // Of roles that share a word the first counts.
        let roles = ROLES.iter().rev();
        roles.flat_map(|(name, role)| list(name).iter().map(|word| (*word, *role))).collect()
    });
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    WORDS.get(word.as_str()).copied()
}

/// The roles at the end of a list of names.
fn trailing(words: &str) -> Vec<&'static str> {
    let words: Vec<&str> = words.split(split).filter(|word| !word.is_empty()).collect();
    let mut found = run(words.iter().rev().copied());
    // A text that is nothing but a role names no one.
    if found.len() == words.len() {
        found.clear();
    }
    found.reverse();
    found
}

/// The roles that begin what follows names: in a bracket, or after a comma.
fn following(after: &str) -> Vec<&'static str> {
    let after = after.trim_start_matches([' ', ',']);
    let bracket = after
        .strip_prefix(['(', '['])
        .and_then(|inside| inside.split_once([')', ']']))
        .map(|(inside, _)| inside);
    match bracket {
        Some(inside) => {
            let words: Vec<&str> = inside.split(split).filter(|word| !word.is_empty()).collect();
            let found = run(words.iter().copied());
            let joints = words.iter().filter(|word| is_and(word)).count();
            if found.len() + joints == words.len() { found } else { Vec::new() }
        }
        None => Vec::new(),
    }
}

fn split(c: char) -> bool {
    c.is_whitespace() || ",()[]/".contains(c)
}

/// The roles with which a row of words begins, joined by "and".
fn run<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for word in words {
        match of_word(word) {
            Some(role) => found.push(role),
            None if is_and(word) && !found.is_empty() => {}
            None => break,
        }
    }
    found.dedup();
    found
}

/// Whether a word joins two roles.
pub(crate) fn is_and(word: &str) -> bool {
    word == "&" || list("and").iter().any(|and| and.eq_ignore_ascii_case(word))
}

/// The role that is named before the names: "translated by", "trad. de".
fn leading(words: &str, before: &str) -> Option<&'static str> {
    const LONGEST: usize = 40;
    let words = words.trim_start_matches(['(', '[', ' ']).to_lowercase();
    let from = before.floor_char_boundary(before.len().saturating_sub(LONGEST));
    let before = before[from..].to_lowercase();
    let before = before.trim_end_matches([' ', ':', '.']);
    // A lone word at the beginning may be a surname; with a full stop it is none.
    let starts = |phrase: &str| {
        let end = if phrase.contains(' ') { [' ', ':'] } else { ['.', ':'] };
        words.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(end))
    };
    let ends = |phrase: &str| {
        before.strip_suffix(phrase).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    let [by_first, by_last] = &*LETTERS;
    let found = |by_letter: &FxHashMap<char, Vec<usize>>, letter, said: &dyn Fn(&str) -> bool| {
        let places = by_letter.get(&letter)?;
        places.iter().copied().find(|at| said(LEADING[*at].0))
    };
    let start = words.chars().next().and_then(|letter| found(by_first, letter, &starts));
    let end = before.chars().next_back().and_then(|letter| found(by_last, letter, &ends));
    start.into_iter().chain(end).min().map(|at| LEADING[at].1)
}

/// The places of the phrases of [`LEADING`] by their first and by their last letters.
static LETTERS: LazyLock<[FxHashMap<char, Vec<usize>>; 2]> = LazyLock::new(|| {
    let mut letters = [FxHashMap::default(), FxHashMap::default()];
    for (at, (phrase, _)) in LEADING.iter().enumerate() {
        let ends = [phrase.chars().next(), phrase.chars().next_back()];
        for (by_letter, letter) in letters.iter_mut().zip(ends) {
            let places = letter.map(|letter| by_letter.entry(letter).or_insert_with(Vec::new));
            places.into_iter().for_each(|places| places.push(at));
        }
    }
    letters
});

/// How long the phrase is with which a text begins and that translators follow: "Translated by ".
pub(crate) fn translator_phrase(text: &str) -> Option<usize> {
    static PHRASES: LazyLock<Beginnings> = LazyLock::new(|| {
        let of_several = |(phrase, variable): &&(&'static str, &str)| {
            *variable == "translator" && phrase.contains(' ')
        };
        Beginnings::of(LEADING.iter().filter(of_several).map(|(phrase, _)| *phrase))
    });
    if PHRASES.candidates(text).is_empty() {
        return None;
    }
    PHRASES.at(&text.to_lowercase()).map(str::len)
}

/// How long the words are with which a text begins and that those follow who translated and did more,
/// with the space: "Translation, preface and notes by ".
pub(crate) fn joint_translator_phrase(text: &str) -> Option<usize> {
    /// The noun and the preposition of "translation by".
    static PARTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let parts = list("translator-role").iter().filter_map(|phrase| phrase.split_once(' '));
        parts.filter(|(_, by)| !by.contains(' ')).collect()
    });
    const MOST_WORDS: usize = 9;
    let words: Vec<&str> = text.split_inclusive(' ').take(MOST_WORDS + 1).collect();
    let plain = |word: &str| word.trim_end_matches([',', ' ']).to_lowercase();
    let says = |head: &[&str], noun: &str| head.iter().any(|word| plain(word) == noun);
    let before_names = |at: &usize| {
        let (head, by) = (&words[..*at], words[*at].trim_end());
        let part = |(noun, preposition): &(&str, &str)| by == *preposition && says(head, noun);
        let names = words[*at + 1].starts_with(char::is_uppercase);
        names && is_row(head) && PARTS.iter().any(part)
    };
    let at = (1..words.len().saturating_sub(1)).find(before_names)?;
    let more = list("translator-task").iter().any(|task| says(&words[..at], task));
    more.then(|| words[..=at].iter().map(|word| word.len()).sum())
}

/// Whether words are a row, joined by commas or "and", without a sentence's end. "Notes on the translation"
/// is a title.
fn is_row(words: &[&str]) -> bool {
    let is_joint = |word: &str| is_and(word.trim_end());
    let is_small = |word: &str| list("title-word").contains(&&*word.trim_end().to_lowercase());
    let inside = |word: &&str| !word.contains('.') && (is_joint(word) || !is_small(word));
    words.iter().any(|word| word.ends_with(", ") || is_joint(word)) && words.iter().all(inside)
}

/// Phrases before names, the longest first.
static LEADING: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    // Words before editors alone ("in", "by") name no role.
    let roles = ROLES.iter().filter(|(_, variable)| *variable != "editor");
    let mut all: Vec<(&str, &str)> = roles
        .flat_map(|(name, variable)| list(name).iter().map(|phrase| (*phrase, *variable)))
        .collect();
    all.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    all
});

/// Phrases before names, without their roles.
pub(crate) fn leading_phrases() -> impl Iterator<Item = &'static str> {
    LEADING.iter().map(|(phrase, _)| *phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_around_names() {
        for (words, before, after, expected) in [
            ("E. B. Ashton, Trans", "", ".)", &["translator"][..]),
            ("P. Guyer & A. W. Wood, Eds. & Trans", "", "", &["editor", "translator"]),
            ("Kanal, L. N., & Rosenfeld, A.", "", " (Eds.). (1981).", &["editor"]),
            ("Henry Chadwick", "Confessions. Translated by ", ". Oxford", &["translator"]),
            ("trad. de Isabel Vericat", "", ", Madrid", &["translator"]),
            ("M. Knoll", "Übers. von ", "", &["translator"]),
            ("Lind, A.", "", " (1999). Trans and others", &[]),
            ("Lind, A.", "", " (Edinburgh)", &[]),
        ] {
            assert_eq!(roles(words, before, after), expected, "{before}{words}{after}");
        }
    }
}
