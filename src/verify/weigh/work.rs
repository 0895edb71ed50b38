//! What is known of the work that a link is cited for.

use crate::model::entry::Entry;
use crate::text::fold::fold;

use crate::verify::weigh::likeness;

/// The work that a page should show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Its title.
    pub title: String,
    /// What it is part of, and who publishes it: names that sites have.
    pub places: Vec<String>,
    /// The surnames of its makers, or the names of bodies.
    pub makers: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Volume and first page.
    pub numbers: Vec<String>,
}

impl Work {
    /// The work of a record; absent if its title is not known.
    pub fn of(entry: &Entry) -> Option<Work> {
        let title = entry.text("title").map(str::trim).filter(|title| !title.is_empty())?;
        let places = ["container-title", "publisher", "collection-title"];
        let first_page =
            entry.text("page").map(|page| page.split(['-', '–']).next().unwrap_or(page));
        Some(Work {
            title: title.to_owned(),
            places: places.iter().filter_map(|name| entry.text(name)).map(str::to_owned).collect(),
            makers: entry
                .makers()
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

    /// Whether a text names one of its first makers.
    pub fn has_maker_in(&self, folded_text: &str) -> bool {
        self.makers.iter().take(3).any(|name| {
            let key = fold(name);
            let short = if key.is_ascii() { 4 } else { 2 };
            key.chars().count() >= short && folded_text.contains(&key)
        })
    }

    /// Whether a page's title is the name of what the work is part of: a journal, a site.
    pub fn is_place(&self, title: &str) -> bool {
        let named = |name: &String| {
            likeness::of(name, title) >= likeness::SAME
                || likeness::of(title, name) >= likeness::SAME
        };
        self.places.iter().chain(&self.makers).any(named)
    }
}
