//! Drives the engine over records.

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{Display, SecondFieldAlign};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
};

use super::cell::Row;
use super::flatten;
use super::prepare::Prepared;

/// What the engine gives: rows of marked text.
#[derive(Debug, Default)]
pub struct Rows {
    /// The entries in the style's order, each with the index of its record.
    pub bibliography: Vec<(usize, Row)>,
    /// The citations as they were asked for.
    pub citations: Vec<Row>,
}

/// Renders records, each cited once by itself, in this order.
pub fn each_cited(style: &Prepared, items: &[Item]) -> Rows {
    let mut driver = BibliographyDriver::new();
    for (index, item) in items.iter().enumerate() {
        driver.citation(CitationRequest::new(
            vec![CitationItem::with_entry(item)],
            &style.csl,
            Some(style.spoken.clone()),
            &style.locales,
            Some(index + 1),
        ));
    }
    finish(style, driver)
}

/// Lets the engine finish what a driver holds.
pub fn finish(style: &Prepared, driver: BibliographyDriver<'_, Item>) -> Rows {
    let request = BibliographyRequest::new(&style.csl, Some(style.spoken.clone()), &style.locales);
    let rendered = driver.finish(request);
    let items = rendered.bibliography.map(|bibliography| bibliography.items).unwrap_or_default();
    Rows {
        bibliography: items.iter().map(|item| (number(item), entry_row(item, style))).collect(),
        citations: rendered.citations.iter().map(|cite| flatten::row(&cite.citation)).collect(),
    }
}

/// The number that was given to a record as its key.
fn number(item: &BibliographyItem) -> usize {
    item.key.parse().unwrap_or_default()
}

fn entry_row(item: &BibliographyItem, style: &Prepared) -> Row {
    let Some(first) = &item.first_field else { return flatten::row(&item.content) };
    let mut row = Row::default();
    let (left, right) = match style.aligned {
        Some(SecondFieldAlign::Margin | SecondFieldAlign::Flush) | None => {
            (Display::LeftMargin, Display::RightInline)
        }
    };
    flatten::add_block(first, left, &mut row);
    flatten::add_rest(&item.content, right, &mut row);
    row
}
