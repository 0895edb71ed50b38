//! Numbers behind years that may be pages or years of further works: (Hurd 1996, 2009).

use crate::citations::year::MODERN;
use crate::model::citation::{Citation, Cited, CitedItem};
use crate::text::span::Span;

/// Makes a further work under the same names of each number that was read as a page and may be a year, where
/// the document gives no other page by its number alone: it writes "p. 9" or ": 9" where it means one.
/// `latest` is the last year that a work can have; `text` is that of the document.
pub(super) fn with_further_years(
    citations: Vec<Citation>,
    latest: u32,
    text: &str,
) -> Vec<Citation> {
    let may_be_year = |number: &Cited| {
        let four = number.text.len() == MODERN.len() && number.text.as_str() >= MODERN;
        four && number.text.parse().is_ok_and(|year: u32| year <= latest)
    };
    let items = citations.iter().flat_map(|citation| &citation.items);
    let mut bare = items.filter_map(|item| bare_number(item, text)).peekable();
    if bare.peek().is_none() || !bare.all(may_be_year) {
        return citations;
    }
    let split = |item: CitedItem| {
        let year = bare_number(&item, text).filter(|number| may_be_year(number)).cloned();
        let further = year.map(|year| CitedItem {
            span: year.span,
            year: Some(year),
            inherits_names: true,
            ..CitedItem::default()
        });
        let first = match &further {
            Some(further) => without_locator(item, further.span, text),
            None => item,
        };
        std::iter::once(first).chain(further)
    };
    let with_years = |citation: Citation| Citation {
        items: citation.items.into_iter().flat_map(split).collect(),
        ..citation
    };
    citations.into_iter().map(with_years).collect()
}

/// The locator of an item that begins with a number right behind the comma after the year: "1996, 45–49".
fn bare_number<'a>(item: &'a CitedItem, text: &str) -> Option<&'a Cited> {
    let (locator, year) = (item.locator.as_ref()?, item.year.as_ref()?);
    let between = text.get(year.span.end..locator.span.start)?;
    let letter = between.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let is_bare = letter.trim() == "," && locator.text.starts_with(|c: char| c.is_ascii_digit());
    is_bare.then_some(locator)
}

/// The item without its locator, which is its last part.
fn without_locator(item: CitedItem, locator: Span, text: &str) -> CitedItem {
    let end = text[..locator.start].trim_end_matches([',', ' ', '\n']).len();
    let span = Span::new(item.span.start, end.max(item.span.start));
    CitedItem { span, locator: None, ..item }
}
