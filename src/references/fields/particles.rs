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
    SUFFIXES.contains(bare)
}

/// The suffixes, the longer ones in capitals too.
static SUFFIXES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let written = |suffix: &&str| {
        let shouted = (suffix.len() > 3).then(|| suffix.to_uppercase());
        std::iter::once((*suffix).to_owned()).chain(shouted)
    };
    list("name-suffix").iter().flat_map(written).collect()
});

static PARTICLES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lists(&["family-particle", "capitalised-particle"]).collect());
