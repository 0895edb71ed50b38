//! The words of all languages together, one list for each job that words do.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

/// The lists of all languages, gathered when the program is built: a line for each list of each
/// language, its name, the language and its words, parted by tabs.
const LINES: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

/// The lists by their names.
static LISTS: LazyLock<FxHashMap<&str, List>> = LazyLock::new(|| {
    let mut lists: FxHashMap<&str, List> = FxHashMap::default();
    for (name, line) in LINES.lines().filter_map(|line| line.split_once('\t')) {
        lists.entry(name).or_default().lines.extend(line.split_once('\t'));
    }
    lists
});

/// A list of words.
#[derive(Default)]
struct List {
    /// The words of each language after its code, parted by tabs.
    lines: Vec<(&'static str, &'static str)>,
    /// The words, parted when they are first asked for.
    words: OnceLock<Vec<&'static str>>,
}

impl List {
    fn words(&self) -> &[&'static str] {
        let words = || self.lines.iter().flat_map(|(_, words)| words.split('\t')).collect();
        self.words.get_or_init(words)
    }
}

/// Returns the words of a list in all languages; none for a list that no language has.
pub fn list(name: &str) -> &'static [&'static str] {
    LISTS.get(name).map_or(&[], List::words)
}

/// Returns the words of several lists.
pub(crate) fn lists(names: &[&str]) -> impl Iterator<Item = &'static str> {
    names.iter().flat_map(|name| list(name)).copied()
}

/// Returns the words of a list with the code of the language that each is of.
pub(crate) fn by_language(
    name: &str,
) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let lines = LISTS.get(name).map_or(&[][..], |list| &list.lines);
    lines.iter().flat_map(|(code, words)| words.split('\t').map(move |word| (*code, word)))
}

/// Returns the words of all lists.
pub(crate) fn all_words() -> impl Iterator<Item = &'static str> {
    LISTS.values().flat_map(List::words).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::lexicon::languages::LANGUAGES;

    #[test]
    fn every_file_can_be_read() {
        for (code, text) in LANGUAGES {
            let lists: HashMap<String, Vec<String>> =
                toml::from_str(text).unwrap_or_else(|error| panic!("{code}: {error}"));
            let sound = |word: &String| !word.trim().is_empty() && !word.contains(['\t', '\n']);
            assert!(lists.values().flatten().all(sound), "{code}");
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
