//! Which citations are found in documents as people have them.
//!
//! `../judged/places.jsonl` holds places of `../shared/data/wild` that were drawn at random from all that has a year,
//! a number or a mark as citations have,
//! and says of each, by reading, whether a work is cited there; of the documents themselves it holds nothing.

use std::collections::BTreeMap;

use cite::internals::Analysis;
use cite::{Document, Library, Span};
use serde::Deserialize;

use super::support;

/// The least that each figure may be.
const LEAST: Figures = Figures { found: 0.95, silent: 0.95 };

/// Of the places where a work is cited those that are found, and of the others those where nothing is.
#[derive(Debug)]
struct Figures {
    found: f64,
    silent: f64,
}

/// A place that was read.
#[derive(Debug, Deserialize)]
struct Place {
    path: String,
    start: usize,
    end: usize,
    citation: bool,
}

pub fn citations_of_real_documents() {
    let places = include_str!("../judged/places.jsonl");
    let mut by_path: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for line in places.lines() {
        let place: Place = serde_json::from_str(line).expect("a place");
        by_path.entry(place.path.clone()).or_default().push(place);
    }
    let (mut works, mut others) = (Counts::default(), Counts::default());
    for (path, places) in by_path {
        let found = found(&path);
        for place in places {
            let span = Span::new(place.start, place.end);
            let is_found = found.iter().any(|one| one.overlaps(span));
            let right = is_found == place.citation;
            if !right {
                println!("{path} {}-{}: found {is_found}", place.start, place.end);
            }
            if place.citation { &mut works } else { &mut others }.count(right);
        }
    }
    let figures = Figures { found: works.share(), silent: others.share() };
    println!("{} works cited, {} other places: {figures:?}", works.all, others.all);
    assert!(figures.found >= LEAST.found, "{figures:?}, {LEAST:?} before");
    assert!(figures.silent >= LEAST.silent, "{figures:?}, {LEAST:?} before");
}

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    right: usize,
}

impl Counts {
    fn count(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    fn share(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

/// Where a work is cited, in the source of the document.
fn found(path: &str) -> Vec<Span> {
    let folder = support::beside("");
    let path = path.strip_prefix("../shared/").expect("a document beside the repository");
    let document = Document::open(folder.join(path)).expect("readable");
    let library = Library::none();
    let analysis = Analysis::gather(&document, &library);
    let items = analysis.citations.iter().flat_map(|citation| &citation.items);
    items.map(|item| document.in_source(item.span)).collect()
}
