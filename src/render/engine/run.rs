//! Drives the engine over records.
//!
//! The engine compares every record with every other one. Here each is rendered by itself first;
//! only those whose citations come out the same are rendered together, to be told apart.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayagriva::citationberg::Display;
use hayagriva::citationberg::json::Item;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, BufWriteFormat, CitationItem,
    CitationRequest, ElemChildren,
};

use super::cell::Row;
use super::flatten;
use super::prepare::Prepared;

/// What the engine gives: rows of marked text.
#[derive(Debug, Default)]
pub struct Rows {
    /// The entries in the style's order, each with the index of its record.
    pub bibliography: Vec<(usize, Row)>,
    /// How each record is cited by itself, in the order of the records.
    pub citations: Vec<Row>,
    /// The records that the engine could not write.
    pub failed: Vec<usize>,
}

/// One record as the engine writes it.
#[derive(Debug, Default)]
struct Drawn {
    entry: Option<BibliographyItem>,
    citation: ElemChildren,
    failed: bool,
}

/// Renders records, each cited once by itself.
pub fn each_cited(style: &Prepared, items: &[Item]) -> Rows {
    let order = match &style.keys {
        Some(keys) => keys.order(items, style),
        None => (0..items.len()).collect(),
    };
    let mut drawn = apart(style, items, &order);
    if style.tells_apart {
        together(style, items, &order, &mut drawn);
    }
    if let Some(substitute) = &style.substitute {
        let entries = drawn.iter_mut().filter_map(|drawn| drawn.entry.as_mut());
        substitute.apply(entries.map(|entry| &mut entry.content));
    }
    let mut rows = Rows { citations: vec![Row::default(); items.len()], ..Rows::default() };
    for (drawn, &index) in drawn.iter().zip(&order) {
        rows.failed.extend(drawn.failed.then_some(index));
        rows.citations[index] = flatten::row(&drawn.citation);
        rows.bibliography.extend(drawn.entry.as_ref().map(|entry| (index, entry_row(entry))));
    }
    rows
}

/// Each record by itself, in this order, on all cores if there are many.
fn apart(style: &Prepared, items: &[Item], order: &[usize]) -> Vec<Drawn> {
    const FEW: usize = 64;
    let cores = std::thread::available_parallelism().map_or(1, |count| count.get());
    let share = order.len().div_ceil(cores).max(FEW);
    let draw = |start: usize, part: &[usize]| -> Vec<Drawn> {
        let one = |(n, index): (usize, &usize)| draw(style, &[&items[*index]], start + n);
        part.iter().enumerate().flat_map(one).collect()
    };
    if order.len() <= share {
        return draw(0, order);
    }
    std::thread::scope(|scope| {
        let parts = order.chunks(share).enumerate();
        let threads: Vec<_> =
            parts.map(|(n, part)| scope.spawn(move || draw(n * share, part))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// Renders anew, together, what is cited in the same words.
fn together(style: &Prepared, items: &[Item], order: &[usize], drawn: &mut [Drawn]) {
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, drawn) in drawn.iter().enumerate() {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = drawn.citation.write_buf(&mut text, BufWriteFormat::Plain);
        alike.entry(text).or_default().push(place);
    }
    for places in alike.into_values().filter(|places| places.len() > 1) {
        let group: Vec<&Item> = places.iter().map(|place| &items[order[*place]]).collect();
        for (new, place) in draw(style, &group, places[0]).into_iter().zip(places) {
            if !new.failed {
                drawn[place] = new;
            }
        }
    }
}

/// Lets the engine write records, the first of them at this place of the bibliography. It panics on
/// some records in some styles: that must not cost the others.
fn draw(style: &Prepared, items: &[&Item], place: usize) -> Vec<Drawn> {
    let written = catch_unwind(AssertUnwindSafe(|| write(style, items, place)));
    let failed = || Drawn { failed: true, ..Drawn::default() };
    written.unwrap_or_else(|_| items.iter().map(|_| failed()).collect())
}

/// The engine's own text for records.
fn write(style: &Prepared, items: &[&Item], place: usize) -> Vec<Drawn> {
    let mut driver = BibliographyDriver::new().with_citation_number_offset(place);
    for (note, item) in items.iter().enumerate() {
        driver.citation(CitationRequest::new(
            vec![CitationItem::with_entry(*item)],
            &style.csl,
            Some(style.spoken.clone()),
            &style.locales,
            Some(note + 1),
        ));
    }
    let request = BibliographyRequest::new(&style.csl, Some(style.spoken.clone()), &style.locales);
    let rendered = driver.finish(request);
    let mut entries = rendered.bibliography.map(|list| list.items).unwrap_or_default().into_iter();
    let citations = rendered.citations.into_iter();
    let drawn = |citation| Drawn { entry: entries.next(), citation, failed: false };
    citations.map(|cite| cite.citation).map(drawn).collect()
}

fn entry_row(item: &BibliographyItem) -> Row {
    let Some(first) = &item.first_field else { return flatten::row(&item.content) };
    let mut row = Row::default();
    flatten::add_block(first, Display::LeftMargin, &mut row);
    flatten::add_rest(&item.content, Display::RightInline, &mut row);
    row
}
