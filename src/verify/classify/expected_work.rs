//! The work that a link is cited for.

use crate::model::entry::Entry;
use crate::text::fold::fold;

use crate::verify::classify::signal_phrases::is_spaceless;
use crate::verify::classify::title_similarity;

/// The work that a page should show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ExpectedWork {
    /// Its title.
    pub title: String,
    /// What it is part of, and who publishes it: names that sites have.
    pub places: Vec<String>,
    /// The surnames of its creators, or the names of bodies.
    pub creators: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Volume and first page.
    pub numbers: Vec<String>,
}

impl ExpectedWork {
    /// The work of a record; absent if its title is not known.
    pub(crate) fn of(entry: &Entry) -> Option<ExpectedWork> {
        let title = entry.text("title").map(str::trim).filter(|title| !title.is_empty())?;
        let places = ["container-title", "publisher", "collection-title"];
        let first_page =
            entry.text("page").map(|page| page.split(['-', '–']).next().unwrap_or(page));
        Some(ExpectedWork {
            title: title.to_owned(),
            places: places.iter().filter_map(|name| entry.text(name)).map(str::to_owned).collect(),
            creators: entry
                .creators()
                .iter()
                .map(|name| name.cited())
                .filter(|name| !name.is_empty())
                .collect(),
            year: entry.year(),
            numbers: [entry.text("volume"), first_page]
                .into_iter()
                .flatten()
                .map(|number| number.trim().to_owned())
                .collect(),
        })
    }

    /// Whether a text names one of its first creators.
    pub(crate) fn has_creator_in(&self, text: &str) -> bool {
        self.creators.iter().take(3).any(|name| is_named(name, text))
    }

    /// Whether a page's title is the name of what the work is part of: a journal, a site.
    pub(crate) fn is_place(&self, title: &str) -> bool {
        let named = |name: &String| {
            title_similarity::of(name, title) >= title_similarity::SAME
                || title_similarity::of(title, name) >= title_similarity::SAME
        };
        self.places.iter().chain(&self.creators).any(named)
    }
}

/// Whether a name stands in a text: as a word of its own with its capital letter, perhaps with an
/// ending ("Lake", "Lakes", not "the lake"); longer names and those of scripts without spaces
/// anywhere.
fn is_named(name: &str, text: &str) -> bool {
    let key = fold(name);
    let wide = name.chars().any(is_spaceless);
    if wide || !name.chars().all(char::is_alphanumeric) {
        let short = if wide { 2 } else { 6 };
        return key.chars().count() >= short && fold(text).contains(&key);
    }
    let capital = name.starts_with(char::is_uppercase);
    let words = text.split(|c: char| !c.is_alphanumeric());
    let like = |word: &str| {
        let folded = fold(word);
        folded.strip_prefix(&key).is_some_and(|ending| ending.chars().count() <= 3)
    };
    key.chars().count() >= 3
        && words.filter(|word| word.starts_with(char::is_uppercase) == capital).any(like)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creators_are_named_as_words() {
        assert!(is_named("Hurd", "By Ian Hurd, 2009"));
        assert!(is_named("Hurd", "HURD, I. (2009)"));
        assert!(is_named("Иванов", "в книге Ивановым сказано"));
        assert!(is_named("Müller", "a paper by Muller"));
        assert!(is_named("van der Berg", "Jan van der Berg writes"));
        assert!(is_named("World Health Organization", "© World Health Organization"));
        assert!(is_named("王小", "作者：王小明") && !is_named("王", "王小明"));
        assert!(!is_named("Lake", "chairs for the lake and the beach"));
        assert!(!is_named("Hall", "Challenges of today"));
    }
}
