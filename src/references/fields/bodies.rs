//! Words that tell a body from a person, and a periodical from a body.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::lists::list;

/// Whether a name is that of a body: a ministry, a company, a team.
pub(crate) fn is_body(name: &str) -> bool {
    let mut words = 0;
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        words += usize::from(!word.is_empty());
        let lower = word.to_lowercase();
        let known =
            STEMS.iter().any(|stem| lower.starts_with(stem)) || WORDS.contains(lower.as_str());
        if known {
            return true;
        }
    }
    list("body-ending").iter().any(|ending| name.ends_with(ending))
        || (words > 1 && is_phrase(name))
}

/// Whether small words stand between the others as no person's name has them. In a name that is in
/// capitals as a whole they have to stand inside: "GUILD OF BELL RINGERS".
fn is_phrase(name: &str) -> bool {
    let small = list("body-preposition");
    let words: Vec<&str> = name.split_whitespace().collect();
    let shouted = !name.contains(char::is_lowercase);
    let inside = |at: usize| shouted && at > 0 && at + 1 < words.len();
    let tells = |(at, word): (usize, &&str)| {
        *word == "The"
            || small.contains(word) && !joins_persons(&words, at)
            || inside(at) && small.contains(&&*word.to_lowercase())
    };
    words.iter().enumerate().any(tells)
}

/// Whether the word at `at` is an "and" with a name of two or more words on each side: "Ingrid Dahl
/// und Hans Moe".
fn joins_persons(words: &[&str], at: usize) -> bool {
    let is_name = |words: &[&str]| {
        (2..=3).contains(&words.len())
            && words.iter().all(|word| word.starts_with(char::is_uppercase))
    };
    list("and").contains(&words[at]) && is_name(&words[..at]) && is_name(&words[at + 1..])
}

/// Whether a word of a name says that it is a periodical's: "Revista de Rios".
pub(crate) fn is_serial(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.any(|word| list("serial-word").contains(&word.as_str()))
}

/// Whether the first or the last word of a name is one of newspapers: "The Times", "Northern Herald".
pub(crate) fn is_newspaper(name: &str) -> bool {
    let names = |word: Option<&str>| {
        let word = word.unwrap_or_default().to_lowercase();
        list("newspaper-word").contains(&word.as_str())
    };
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.skip_while(|word| list("article").contains(&&*word.to_lowercase()));
    let first = words.next();
    names(first) || names(words.last())
}

/// Beginnings of words.
static STEMS: LazyLock<&[&str]> = LazyLock::new(|| list("body-stem"));

/// Whole words.
static WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| list("body-word").iter().copied().collect());
