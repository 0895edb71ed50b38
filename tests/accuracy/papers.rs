//! How right `check` is on published papers with known answers; `docs/accuracy.md` says what the
//! figures mean.

use std::collections::BTreeMap;
use std::path::PathBuf;

use cite::Library;
use cite::internals::Analysis;

use super::support;
use super::support::score::{Counts, Figures, Paper};

/// The least that each figure may be, for papers that cite by author and date, and by number.
type Least = [(&'static str, Figures); 2];

/// Of the papers in `tests/corpus`.
const CORPUS: Least = [
    ("author-date", Figures { found: 0.977, tied: 0.917, false_alarms: 1, fields: 0.953 }),
    ("numeric", Figures { found: 1.0, tied: 1.0, false_alarms: 0, fields: 0.988 }),
];

/// Of the 55 papers beside the repository.
const PUBLISHED: Least = [
    ("author-date", Figures { found: 0.9983, tied: 0.994, false_alarms: 1, fields: 0.983 }),
    ("numeric", Figures { found: 0.9995, tied: 1.0, false_alarms: 0, fields: 0.981 }),
];

pub fn papers_of_the_corpus() {
    measure(support::corpus_papers(), &CORPUS);
}

pub fn published_papers() {
    measure(support::papers_in(&support::beside("data/papers")), &PUBLISHED);
}

fn measure(papers: Vec<PathBuf>, least: &Least) {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for folder in papers {
        let paper = Paper::open(&folder);
        let library = Library::none();
        let analysis = Analysis::gather(&paper.document, &library);
        let counts = counts.entry(paper.kind().to_owned()).or_default();
        counts.add(&paper, &analysis, &|span| paper.document.in_source(span));
    }
    for (kind, least) in least {
        let figures = counts[*kind].figures();
        println!("{kind}: {figures:?}");
        let is_reached = figures.found >= least.found
            && figures.tied >= least.tied
            && figures.fields >= least.fields
            && figures.false_alarms <= least.false_alarms;
        assert!(is_reached, "{kind}: {figures:?}, {least:?} before");
    }
}
