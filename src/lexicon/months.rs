//! Names of months and seasons in many languages.

use crate::lexicon::lists::list;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The month (1–12) that a word names, in full or abbreviated, in any of the languages below.
pub(crate) fn month(word: &str) -> Option<i32> {
    // Most words are asked about in vain: those of a length that no name has cost nothing.
    let word = word.trim_end_matches('.');
    if word.len() > LONGEST {
        return None;
    }
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    match small {
        true => FORMS.get(word).copied(),
        false => FORMS.get(word.to_lowercase().as_str()).copied(),
    }
}

/// The longest form in bytes, with room for capitals that are longer than their small letters.
const LONGEST: usize = 24;

/// Every form of every name. Where two months share an abbreviation, the earlier one has it.
static FORMS: LazyLock<FxHashMap<String, i32>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    for (at, names) in by_month() {
        let number = at as i32 + 1;
        for form in names.split(' ').flat_map(forms_of) {
            forms.entry(form).or_insert(number);
        }
    }
    forms
});

/// Returns the names of the months of all languages with their places in the year, January first.
fn by_month() -> impl Iterator<Item = (usize, &'static str)> {
    let mut names: Vec<(usize, &str)> =
        list("months").iter().enumerate().map(|(at, names)| (at % 12, *names)).collect();
    names.sort_by_key(|(at, _)| *at);
    names.into_iter()
}

/// The English names of the months in lower case, January first.
pub(crate) static ENGLISH: LazyLock<Vec<String>> = LazyLock::new(|| {
    let first = |names: &&str| names.split(' ').next().unwrap_or_default().replace('|', "");
    list("months").iter().take(12).map(first).collect()
});

/// A name and its abbreviations. In the list, a vertical line parts the shortest abbreviation from
/// the rest: `jan|uary`.
fn forms_of(name: &str) -> Vec<String> {
    let Some((stem, rest)) = name.split_once('|') else {
        return vec![name.to_owned()];
    };
    let cuts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    cuts.map(|cut| [stem, &rest[..cut]].concat()).collect()
}

/// The season (1–4, spring to winter) that a word names.
pub(crate) fn season(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    let seasons = ["spring", "summer", "autumn", "winter"];
    (1..)
        .zip(seasons)
        .find(|(_, season)| list(season).contains(&word.as_str()))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (word, number) in [
            ("January", 1),
            ("Sept.", 9),
            ("março", 3),
            ("août", 8),
            ("Dezember", 12),
            ("октября", 10),
            ("наурыз", 3),
            ("MAY", 5),
            ("Feb", 2),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(ENGLISH[4], "may");
        assert_eq!(ENGLISH[11], "december");
        for word in ["Marsden", "Ma", "Augustin", "Decline", ""] {
            assert_eq!(month(word), None, "{word}");
        }
    }
}
