//! How much a piece of text looks like a reference.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::lexicon::lists::{list, lists};
use crate::lexicon::years::year_of;
use crate::references::fields::particles::is_particle;
use crate::references::identifiers;

/// No more of a text is looked at than this.
const LOOKED_AT: usize = 1200;

/// How much a text looks like one reference: 3 and more is a yes, under 2 is a no.
pub(crate) fn score(text: &str) -> f32 {
    let long = text.len() > LOOKED_AT;
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let mut score = 0.0;
    if starts_like_entry(text) {
        score += 1.5;
    }
    if has_year(text) {
        score += 1.5;
    }
    if !identifiers::find(text).is_empty() {
        score += 1.5;
    }
    if has_pages(text) {
        score += 1.0;
    }
    if text.contains(['“', '"', '«', '‘', '„', '*']) {
        score += 0.5;
    }
    if initials(text) > 0 {
        score += 1.0;
    }
    if long {
        score -= 1.5;
    }
    score - small_words(text)
}

/// Whether a text begins as references do: a name, initials, a dash for the names before.
pub(crate) fn starts_like_entry(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| "\"“„«‘*_[".contains(c));
    if text.starts_with(['—', '―', '_']) || text.starts_with("---") || text.starts_with("––")
    {
        return true;
    }
    let mut words = text.split_whitespace().take(8);
    let Some(first) = words.find(|word| !is_particle(word)).map(without_elision) else {
        return false;
    };
    if !first.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) {
        return false;
    }
    let next: Vec<&str> = words.collect();
    first.ends_with([',', ';'])
        || is_initial(first)
        || next
            .iter()
            .take(3)
            .any(|word| is_initial(word) || word.ends_with(',') || is_year_word(word))
        || first.ends_with('.') && next.first().is_some_and(|word| is_year_word(word))
        || next.iter().any(|word| is_year_word(word))
        || first.chars().any(|c| ('\u{2E80}'..'\u{FF00}').contains(&c))
}

/// A name without the particle that lost its vowel before it: "d'Hurd" is "Hurd".
pub(crate) fn without_elision(word: &str) -> &str {
    /// No elided particle is longer: "dell".
    const LONGEST: usize = 4;
    let elided = |start: &str| start.len() <= LONGEST && start.chars().all(char::is_lowercase);
    match word.split_once(['\'', '’']) {
        Some((start, name)) if elided(start) && name.starts_with(char::is_uppercase) => name,
        _ => word,
    }
}

/// Whether a word is an initial, or several: "J.", "J.P.,", "JP,", "MA".
fn is_initial(word: &str) -> bool {
    let bare = word.trim_end_matches([',', ';', ':', '.']);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    (1..=3).contains(&letters)
        && bare.chars().all(|c| c.is_uppercase() || ".-".contains(c))
        && (bare.len() < word.len() || letters > 1)
}

fn is_year_word(word: &str) -> bool {
    let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
    year_of(digits).is_some() || matches!(word, "(n.d.)." | "n.d." | "(n.d.)" | "s.f.")
}

/// Whether a year, or what stands for one, is in the text.
pub(crate) fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| year_of(digits).is_some())
        || has_no_date(text)
}

/// Whether words in place of a date stand in a text: "n.d.", "б. г.", "in press".
fn has_no_date(text: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let words = lists(&["no-date", "forthcoming"]);
        AhoCorasick::builder().kind(kind).ascii_case_insensitive(true).build(words).ok()
    });
    let alone = |found: aho_corasick::Match| {
        let after = text[found.end()..].starts_with(char::is_alphanumeric);
        !after && !text[..found.start()].ends_with(char::is_alphanumeric)
    };
    WORDS.as_ref().is_some_and(|words| words.find_overlapping_iter(text).any(alone))
}

/// Whether two numbers stand around a dash or colon, as in "12–15", "6:410".
fn has_pages(text: &str) -> bool {
    let mut before = ['\0'; 2];
    for c in text.chars() {
        let joint = matches!(before[1], '-' | '–' | '—' | '−' | ':');
        if joint && before[0].is_ascii_digit() && c.is_ascii_digit() {
            return true;
        }
        before = [before[1], c];
    }
    text.contains("pp. ") || text.contains("p. ")
}

/// How many single capitals with a full stop there are.
fn initials(text: &str) -> usize {
    text.split_whitespace().filter(|word| is_initial(word)).count()
}

/// Prose has finite verbs and the small words around them; titles have few.
fn small_words(text: &str) -> f32 {
    let known = list("function-word");
    let mut words = 0_u16;
    let mut small = 0_u16;
    for word in text.split_whitespace() {
        words += 1;
        small += u16::from(known.contains(&word));
    }
    if words < 12 {
        return 0.0;
    }
    (f32::from(small) / f32::from(words) * 40.0).min(3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_look_like_references() {
        for text in [
            "Rossi, M. (2010). The shape of lists. Journal of Lists, 3(2), 12–15.",
            "Lee AB, Kim C. Sorting things. J Order. 2011;12:1-9.",
            "World Bank, 1993. World Development Report. Washington, D.C.",
            "Иванов И. И. Очерки. М.: Наука, 1999. 320 с.",
            "王明. 城市研究. 北京: 科学出版社, 2003.",
        ] {
            assert!(score(text) >= 3.0, "{} {text}", score(text));
        }
    }

    #[test]
    fn beginnings_and_dates_of_many_kinds() {
        for text in
            ["d'Hurd, I. (2012). Wells.", "D’Hurd I. Wells", "dell’Acqua, B. Wells of the south"]
        {
            assert!(starts_like_entry(text), "{text}");
        }
        assert!(!starts_like_entry("l'eau et les puits"));
        for text in
            ["Петров А. Б. б. г. Колодцы.", "Lind, A. (In press). Wells", "Kiss, J. (é. n.): Kutak"]
        {
            assert!(has_year(text), "{text}");
        }
        assert!(!has_year("Lind, A. Wells of the land.d."));
    }

    #[test]
    fn prose_does_not() {
        for text in [
            "We thank the reviewers, who have read this with care, and the funders that were kind to us in 2010.",
            "Click here to view [pdf].",
            "The authors declare that they have no conflict of interest.",
        ] {
            assert!(score(text) < 2.0, "{} {text}", score(text));
        }
    }
}
