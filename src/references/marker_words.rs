//! Words that announce what stands beside them, in many languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::lists::list;

/// What a word announces; 0 for an ordinary word.
pub(crate) fn marker_word(lower: &str) -> u8 {
    static MARKERS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
        // A word of two kinds is of the first: it is put in last.
        let mut kinds = FxHashMap::default();
        for (at, name) in KINDS.iter().enumerate().rev() {
            let kind = at as u8 + 1;
            kinds.extend(list(name).iter().map(|word| (*word, kind)));
        }
        kinds
    });
    MARKERS.get(lower).copied().unwrap_or(0)
}

/// The lists of the lexicon in the order in which the trained model numbers them.
const KINDS: [&str; 14] = [
    "marker-editor",
    "marker-volume",
    "marker-issue",
    "marker-pages",
    "marker-in",
    "marker-edition",
    "marker-conference",
    "marker-publisher",
    "marker-thesis",
    "marker-report",
    "marker-translator",
    "marker-access",
    "marker-series",
    "marker-medium",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_kind_are_alike() {
        assert_eq!(marker_word("eds"), marker_word("hrsg"));
        assert_ne!(marker_word("vol"), marker_word("pp"));
        assert_eq!(marker_word("growth"), 0);
    }
}
