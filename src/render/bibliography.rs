//! Entries in a style, from first to last.

use super::citation::{Citation, Cite, Position};
use super::engine::cell::Row;
use super::engine::prepare::Prepared;
use super::engine::{self, item, settle, write};
use super::formatted::Formatted;
use super::style::Style;
use crate::model::entry::Entry;

/// Entries in a style.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// The bibliography in the style's order; empty if the style has none.
    pub bibliography: Vec<Line>,
    /// The places of the entries in that order.
    pub order: Vec<usize>,
    /// Each entry as it is cited by itself, in the order of the entries.
    pub citations: Vec<Line>,
    /// The keys of the entries that could not be written in this style.
    pub failed: Vec<String>,
}

/// One entry's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The key of the entry.
    pub id: String,
    /// How the style writes it.
    pub text: Formatted,
}

/// Renders entries in a style, each cited by itself; `locale` is a language such as `de-DE`, in
/// place of the style's.
pub fn render(entries: &[&Entry], style: &Style, locale: Option<&str>) -> Rendered {
    let citations: Vec<Citation> = (0..entries.len())
        .map(|entry| {
            let position = Some(Position::default());
            Citation { cites: vec![Cite { entry, position, ..Cite::default() }], note: entry + 1 }
        })
        .collect();
    let (mut rendered, citations) = cited(entries, &citations, style, locale);
    let ids = entries.iter().map(|entry| entry.id.clone());
    rendered.citations = ids.zip(citations).map(|(id, text)| Line { id, text }).collect();
    rendered
}

/// Renders the citations of a text in their order, and a bibliography of all entries; gives the
/// citations apart.
pub fn cited(
    entries: &[&Entry],
    citations: &[Citation],
    style: &Style,
    locale: Option<&str>,
) -> (Rendered, Vec<Formatted>) {
    let style = Prepared::new(style, locale);
    let items: Vec<_> = entries.iter().map(|entry| item::item(entry, &style)).collect();
    let english: Vec<bool> =
        entries.iter().map(|entry| in_english(entry.text("language"), &style)).collect();
    let rows = engine::cited::cited(&style, &items, citations, &english);
    let key = |place: usize| entries.get(place).map(|entry| entry.id.clone()).unwrap_or_default();
    let line = |(place, row): &(usize, Row)| Line {
        id: key(*place),
        text: settle::settle(row.clone(), &style),
    };
    let rendered = Rendered {
        bibliography: write::each(&rows.bibliography, line),
        order: rows.bibliography.iter().map(|(place, _)| *place).collect(),
        citations: Vec::new(),
        failed: rows.failed.iter().map(|place| key(*place)).collect(),
    };
    let citations = write::each(&rows.citations, |row| settle::settle(row.clone(), &style));
    (rendered, citations)
}

/// Does something with each of several styles at once, on all cores; in their order.
pub fn at_once<T: Sync, R: Send>(styles: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    write::spread(styles, 1, work)
}

/// Whether a work is in English: it says so, or says nothing and the style speaks English.
fn in_english(language: Option<&str>, style: &Prepared) -> bool {
    language.unwrap_or(&style.spoken.0).to_lowercase().starts_with("en")
}
