//! Entries in a style, from first to last.

use rayon::prelude::*;

use super::citation::{Citation, Cite, Position};
use super::formatted::Formatted;
use super::item::item;
use super::locale;
use super::style::Style;
use crate::csl::{Cluster, Processor};
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
    /// The keys of the entries of which the style writes nothing.
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
    let ids = entries.iter().map(|entry| entry.id.to_string());
    rendered.citations = ids.zip(citations).map(|(id, text)| Line { id, text }).collect();
    rendered
}

/// Renders the citations of a text in their order, and a bibliography of all entries; gives the
/// citations apart.
pub(crate) fn cited(
    entries: &[&Entry],
    citations: &[Citation],
    style: &Style,
    locale: Option<&str>,
) -> (Rendered, Vec<Formatted>) {
    let lang = style.language(locale);
    let locales = locale::needed(style, lang);
    let mut processor = Processor::in_language(&style.csl, &locales, lang);
    processor.set_items(entries.iter().enumerate().map(|(at, entry)| item(entry, at)).collect());
    let mut rendered = Rendered::default();
    for entry in processor.bibliography() {
        let Some((at, own)) = place(&entry.id).and_then(|at| Some((at, entries.get(at)?))) else {
            continue;
        };
        let text = Formatted::from(&entry.text);
        match text.is_empty() {
            true => rendered.failed.push(own.id.to_string()),
            false => {
                rendered.order.push(at);
                rendered.bibliography.push(Line { id: own.id.to_string(), text });
            }
        }
    }
    let clusters: Vec<Cluster> = citations.iter().map(Citation::cluster).collect();
    let texts = processor.citations(&clusters);
    (rendered, texts.iter().map(Formatted::from).collect())
}

/// Does something with each of several styles at once, on all cores; in their order.
pub fn at_once<T: Sync, R: Send>(styles: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    styles.par_iter().map(work).collect()
}

/// The place of an entry among those that were given.
fn place(id: &str) -> Option<usize> {
    id.parse().ok()
}
