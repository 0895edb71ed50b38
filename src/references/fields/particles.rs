//! Words that belong to a surname: particles and suffixes.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::lists::{list, lists};

/// Whether a word is a particle of a surname in some language ("van", "de la", "al").
///
/// Only words in lower case count where the same word is a surname as well (Dos, Le, San).
pub(crate) fn is_particle(word: &str) -> bool {
    let word = word.trim_end_matches(['\'', '’']);
    PARTICLES.contains(word)
}

/// The suffix that a word is, if it is one: "Jr.", "III", "Filho".
pub(crate) fn is_suffix(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let shouted = |suffix: &String| suffix.len() > 3 && suffix.to_uppercase() == bare;
    list("name-suffix").iter().any(|suffix| *suffix == bare || shouted(suffix))
}

static PARTICLES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lists(&["family-particle", "capitalised-particle"]).collect());
