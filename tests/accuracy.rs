//! How right `check` is on published papers with known answers. The figures only rise.
//!
//! `cargo test --test accuracy -- --nocapture` prints them; `docs/accuracy.md` says what they mean.

mod support;

use std::collections::BTreeMap;
use std::fs;

use cite::Library;
use cite::internals::Analysis;

use support::score::{Counts, Figures, Paper};

/// The least that each figure may be, for papers that cite by author and date, and by number.
const LEAST: [(&str, Figures); 2] = [
    ("author-date", Figures { found: 0.9983, tied: 0.9929, false_alarms: 5 }),
    ("numeric", Figures { found: 0.9995, tied: 1.0, false_alarms: 0 }),
];

#[test]
fn published_papers_are_read_as_well_as_before() {
    let Some(folder) = support::shared("data/papers") else { return };
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("papers") {
        let path = entry.expect("readable").path();
        if path.join("gold.json").exists() {
            let paper = Paper::open(&path);
            let library = Library::none();
            let analysis = Analysis::gather(&paper.document, &library);
            let counts = counts.entry(paper.kind().to_owned()).or_default();
            counts.add(&paper, &analysis, &|span| paper.document.in_source(span));
        }
    }
    for (kind, least) in LEAST {
        let figures = counts[kind].figures();
        println!("{kind}: {figures:?}");
        assert!(figures.found >= least.found, "{kind}: {figures:?}, {least:?} before");
        assert!(figures.tied >= least.tied, "{kind}: {figures:?}, {least:?} before");
        assert!(
            figures.false_alarms <= least.false_alarms,
            "{kind}: {figures:?}, {least:?} before"
        );
    }
}
