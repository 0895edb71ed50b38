//! The words of all languages together, one list for each job that words do.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::languages::LANGUAGES;

/// Words by the names of their lists.
type Lists = HashMap<String, Vec<String>>;

/// The lists of all languages, joined by their names.
static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut all = Lists::new();
    for (_, text) in LANGUAGES {
        // The files are part of the program, and a test reads each: they cannot be wrong here.
        for (name, words) in toml::from_str::<Lists>(text).unwrap_or_default() {
            all.entry(name).or_default().extend(words);
        }
    }
    all
});

/// Returns the words of a list in all languages; none for a list that no language has.
pub fn list(name: &str) -> &'static [String] {
    LISTS.get(name).map_or(&[], Vec::as_slice)
}

/// Returns the words of several lists.
pub(crate) fn lists(names: &[&str]) -> impl Iterator<Item = &'static str> {
    names.iter().flat_map(|name| list(name)).map(String::as_str)
}

/// Returns the words of all lists.
pub(crate) fn all_words() -> impl Iterator<Item = &'static str> {
    LISTS.values().flatten().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (code, text) in LANGUAGES {
            let lists: Lists =
                toml::from_str(text).unwrap_or_else(|error| panic!("{code}: {error}"));
            assert!(lists.values().flatten().all(|word| !word.trim().is_empty()), "{code}");
            if let Some(months) = lists.get("months") {
                assert_eq!(months.len(), 12, "{code}");
            }
        }
    }

    #[test]
    fn every_list_is_described() {
        let page = include_str!("../../refs/lang/README.md");
        for name in LISTS.keys() {
            assert!(page.contains(&format!("| `{name}` |")), "{name} is not described");
        }
        let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        for (name, _) in rows {
            assert!(LISTS.contains_key(name), "no language has {name}");
        }
    }
}
