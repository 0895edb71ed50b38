//! Surnames in other cases: Russian and Kazakh sentences inflect them.

use std::sync::LazyLock;

use crate::lexicon::lists::list;
use crate::lexicon::scripts::is_cyrillic;

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

/// Returns what a Cyrillic key may be a form of; nothing for other scripts.
pub(crate) fn base_forms(key: &str) -> impl Iterator<Item = String> {
    let endings = if key.starts_with(is_cyrillic) { ENDINGS.as_slice() } else { &[] };
    endings.iter().flat_map(move |(ending, plain)| {
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
        ] {
            assert!(base_forms(&fold(form)).any(|base| base == fold(name)), "{form}");
        }
        assert_eq!(base_forms("hurda").count(), 0);
    }
}
