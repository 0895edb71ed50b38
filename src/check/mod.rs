//! The whole way, from a document to findings, with what the user set.

mod checker;
mod libraries;

use crate::analysis::Analysis;
use crate::judge::{Levels, judge};
use crate::model::document::Document;
use crate::model::evidence::Evidence;
use crate::model::finding::Finding;
use crate::model::library::Library;

pub use checker::{CheckSettings, Checker, Judged};
pub(crate) use libraries::first_faults;

/// Checks a document against its own reference list, and against a library for what it cites by
/// key. Returns the findings in text order.
pub fn check(document: &Document, library: &Library) -> Vec<Finding> {
    judge(&Analysis::gather(document, library), &Evidence::none(), &Levels::new())
}

/// Checks the entries of a library. Returns each of its files as a document, with its findings.
pub fn check_library(library: &Library) -> Vec<(Document, Vec<Finding>)> {
    let files = (0..library.sources.len()).filter_map(|at| Some((at, library.document(at)?)));
    files
        .map(|(at, document)| {
            let analysis = Analysis::of_library(&document, library, at);
            let findings = judge(&analysis, &Evidence::none(), &Levels::new());
            (document, findings)
        })
        .collect()
}
