//! Surnames in other cases: Russian, Kazakh and Polish sentences inflect them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lexicon::lists::list;

/// How many letters of a surname must be left.
const SHORTEST: usize = 3;

/// The endings of all languages, each with those of the dictionary form in its place.
static ENDINGS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let pair = |line: &&'static str| {
        let (ending, plain) = line.split_once(" > ")?;
        Some((ending, plain.split(", ").map(|end| if end == "-" { "" } else { end }).collect()))
    };
    list("inflection").iter().filter_map(pair).collect()
});

/// The letters of languages in Latin script that inflect surnames.
static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let letters: BTreeSet<char> =
        list("inflected-letters").iter().flat_map(|letters| letters.chars()).collect();
    letters.into_iter().collect()
});

/// Whether a letter in lower case is one of a language in Latin script that inflects surnames.
pub(crate) fn is_inflected_letter(letter: char) -> bool {
    LETTERS.binary_search(&letter).is_ok()
}

/// Returns what a key may be a form of, in any language that has its script.
pub(crate) fn base_forms(key: &str) -> impl Iterator<Item = String> {
    ENDINGS.iter().flat_map(move |(ending, plain)| {
        let stem = key.strip_suffix(ending).filter(|stem| stem.chars().count() >= SHORTEST);
        stem.into_iter().flat_map(move |stem| plain.iter().map(move |end| format!("{stem}{end}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn forms_lead_back_to_the_name() {
        for (form, name) in [
            ("Иванова", "Иванов"),
            ("Сидоровой", "Сидорова"),
            ("Ковальского", "Ковальский"),
            ("Кима", "Ким"),
            ("Нұрғалиевтің", "Нұрғалиев"),
            ("Сейітоваға", "Сейітова"),
            ("Ковальського", "Ковальський"),
            ("Зіньком", "Зінько"),
            ("Bielaka", "Bielak"),
            ("Dudkiem", "Dudek"),
            ("Cichego", "Cichy"),
            ("Górskiej", "Górska"),
            ("Nováka", "Novák"),
            ("Dvořákové", "Dvořáková"),
        ] {
            assert!(base_forms(&fold(form)).any(|base| base == fold(name)), "{form}");
        }
        assert!(is_inflected_letter('ł') && !is_inflected_letter('é'));
    }
}
