//! The links of a library: what the fields of its records hold.

use crate::model::entry::Entry;
use crate::model::ids::ReferenceId;
use crate::model::library::{Library, Record};
use crate::model::link::Link;
use crate::text::address::{self, Address};
use crate::text::doi;
use crate::text::span::Span;

/// The variables whose whole value is an address or a DOI.
const IDENTIFIERS: [&str; 2] = ["DOI", "URL"];

/// Variables whose words may hold addresses.
const WORDS: [&str; 2] = ["note", "annote"];

/// The addresses and DOIs of a library in the order of its records.
///
/// What one record names twice, as a DOI and as the address of its resolver, counts once.
pub(crate) fn of_library(library: &Library) -> Vec<Link> {
    let records = library.records.iter().enumerate();
    records.flat_map(|(index, record)| of_record(library, index, record)).collect()
}

fn of_record(library: &Library, index: usize, record: &Record) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (variable, address) in addresses(&record.entry) {
        let known = |link: &Link| match (&link.doi, &address.doi) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            _ => link.url == address.url,
        };
        if links.iter().any(known) {
            continue;
        }
        let (span, as_written) = place(library, record, variable, &address);
        links.push(Link {
            url: address.url,
            as_written,
            doi: address.doi,
            repairs: address.repairs,
            others: address.others,
            span,
            reference: Some(ReferenceId::new(index)),
            accessed: record.entry.date("accessed").cloned().map(Box::new),
        });
    }
    links
}

/// The addresses of an entry, each with the variable that holds it.
fn addresses(entry: &Entry) -> Vec<(&'static str, Address)> {
    let mut found = Vec::new();
    for variable in IDENTIFIERS {
        let value = entry.text(variable).map(str::trim).filter(|value| !value.is_empty());
        let read = match variable {
            "DOI" => value.and_then(of_doi),
            _ => value.and_then(address::read),
        };
        found.extend(read.map(|address| (variable, address)));
    }
    for variable in WORDS {
        let words = entry.text(variable).map(address::find).unwrap_or_default();
        found.extend(words.into_iter().map(|address| (variable, address)));
    }
    found
}

/// The field says that it is a DOI, so it is read as one even where nothing else would tell.
fn of_doi(value: &str) -> Option<Address> {
    address::read(value).filter(|address| address.doi.is_some()).or_else(|| {
        let name = doi::name(value);
        Some(Address {
            span: Span::new(0, value.len()),
            url: name.url(),
            doi: Some(name.text),
            repairs: name.repairs,
            others: Vec::new(),
            fault: name.fault,
        })
    })
}

/// Where an address stands in the file, and what stands there: its field, or else its record.
fn place(library: &Library, record: &Record, variable: &str, address: &Address) -> (Span, String) {
    let text = library.sources.get(record.source).map_or("", |source| source.text());
    let value = record.entry.text(variable).unwrap_or_default();
    let written = address.span.of(value);
    let within = record.places.get(variable).map_or(record.span, |place| place.span());
    let at = within.of(text).find(written).filter(|_| !written.is_empty());
    let span = match at {
        Some(at) => Span::new(within.start + at, within.start + at + written.len()),
        None => within,
    };
    (span, if written.is_empty() { value } else { written }.to_owned())
}
