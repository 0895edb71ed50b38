//! How well citations are found in short texts of all kinds: first author and year.
//!
//! Each text that differs is printed.

use std::path::Path;

use cite::Document;
use cite::internals::Analysis;
use cite::internals::text::fold::fold;
use serde_json::Value;

use super::support;

/// A citation as it is compared: the folded first author, and the year.
type Cited = (String, String);

pub fn citation_patterns() {
    measure(&support::beside("data/citation-patterns.jsonl"), (0.99, 0.98));
}

pub fn patterns_of_the_corpus() {
    measure(&support::corpus().join("patterns.jsonl"), (0.98, 0.96));
}

/// `least` is the least precision and recall; raised when they rise.
fn measure(path: &Path, least: (f64, f64)) {
    let lines = std::fs::read_to_string(path).expect("readable");
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for line in lines.lines() {
        let pattern: Value = serde_json::from_str(line).expect("JSON");
        let text = pattern["text"].as_str().expect("a text");
        let gold = cited_by(&pattern);
        let ours = cited_in(text);
        let common = common(&gold, &ours);
        if gold.is_empty() {
            assert!(ours.is_empty(), "no citation is in {text:?}, but {ours:?} was found");
        }
        if common < gold.len().max(ours.len()) {
            println!("{}: {text}\n   wanted {gold:?}\n   found  {ours:?}", pattern["id"]);
        }
        right += common;
        found += ours.len();
        wanted += gold.len();
    }
    let precision = f64::from(right as u32) / f64::from(found as u32);
    let recall = f64::from(right as u32) / f64::from(wanted as u32);
    println!(
        "first author and year: precision {precision:.3} of {found}, recall {recall:.3} of {wanted}"
    );
    assert!(precision >= least.0 && recall >= least.1, "precision {precision}, recall {recall}");
}

/// The citations by name or title that a pattern holds.
fn cited_by(pattern: &Value) -> Vec<Cited> {
    let citations = pattern["citations"].as_array().expect("a list");
    let named = citations.iter().map(|citation| {
        let first = citation["authors"][0].as_str().unwrap_or_default();
        (fold(first), citation["year"].as_str().unwrap_or_default().to_owned())
    });
    named.filter(|(first, year)| !first.is_empty() || !year.is_empty()).collect()
}

/// The citations by name or title that are found in a text.
fn cited_in(text: &str) -> Vec<Cited> {
    let document = Document::from_bytes("pattern.md", text.as_bytes().to_vec());
    let library = cite::Library::none();
    let analysis = Analysis::gather(&document, &library);
    let cited = analysis.cited_works().map(|cited_work| {
        let first = cited_work.named.names.first().map_or("", |name| name.text.as_str());
        let year = cited_work.item.year.as_ref().map_or("", |year| year.text.as_str());
        (fold(first), year.to_owned())
    });
    cited.filter(|(first, year)| !first.is_empty() || !year.is_empty()).collect()
}

/// How many are in both.
fn common(gold: &[Cited], ours: &[Cited]) -> usize {
    let mut rest = ours.to_vec();
    gold.iter()
        .filter(|one| match rest.iter().position(|other| other == *one) {
            Some(place) => {
                rest.swap_remove(place);
                true
            }
            None => false,
        })
        .count()
}
