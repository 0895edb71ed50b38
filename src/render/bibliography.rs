//! Entries in a style, from first to last.

use super::engine::prepare::Prepared;
use super::engine::{item, run, settle};
use super::formatted::Formatted;
use super::style::Style;
use crate::model::entry::Entry;

/// Entries in a style.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// The bibliography in the style's order; empty if the style has none.
    pub bibliography: Vec<Line>,
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

/// Renders entries in a style; `locale` is a language such as `de-DE`, in place of the style's.
pub fn render(entries: &[&Entry], style: &Style, locale: Option<&str>) -> Rendered {
    let style = Prepared::new(style, locale);
    let items: Vec<_> = entries.iter().enumerate().map(|(n, entry)| item::item(entry, n)).collect();
    let rows = run::each_cited(&style, &items);
    let line = |index: usize, row| {
        let entry = entries.get(index);
        let english = in_english(entry.and_then(|entry| entry.text("language")), &style);
        Line {
            id: entry.map(|entry| entry.id.clone()).unwrap_or_default(),
            text: settle::settle(row, &style, english),
        }
    };
    let key = |index: usize| Some(entries.get(index)?.id.clone());
    Rendered {
        failed: rows.failed.iter().filter_map(|index| key(*index)).collect(),
        bibliography: rows.bibliography.into_iter().map(|(index, row)| line(index, row)).collect(),
        citations: rows.citations.into_iter().enumerate().map(|(n, row)| line(n, row)).collect(),
    }
}

/// Renders entries in several styles at once, on all cores; in the order of the styles.
pub fn in_styles(entries: &[&Entry], styles: &[Style], locale: Option<&str>) -> Vec<Rendered> {
    if let [style] = styles {
        return vec![render(entries, style, locale)];
    }
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get());
    let share = styles.len().div_ceil(workers).max(1);
    std::thread::scope(|scope| {
        let work = |styles| {
            move || -> Vec<Rendered> {
                let each = |style| render(entries, style, locale);
                <[Style]>::iter(styles).map(each).collect()
            }
        };
        let threads: Vec<_> = styles.chunks(share).map(|part| scope.spawn(work(part))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// Whether a work is in English: it says so, or says nothing and the style speaks English.
fn in_english(language: Option<&str>, style: &Prepared) -> bool {
    language.unwrap_or(&style.spoken.0).to_lowercase().starts_with("en")
}
