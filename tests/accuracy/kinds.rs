//! What kind of work each entry is taken for, against what readers take it for.
//!
//! `kinds.txt` holds, for entries of documents beside the repository, where they stand in bytes of
//! the file (of files with a string on each line, the line) and which of CSL's types they are; where the
//! text leaves open which, all that fit. `aside` marks those that were labelled after the clues were
//! written. Of the documents themselves it holds nothing.

use std::collections::BTreeMap;

use cite::internals::model::reference::Reference;
use cite::internals::references;
use cite::{Document, Span};

use super::support;
use super::wild_lists::span;

/// The least share of entries of which the kind is right, and of those of which it is said to be sure.
const LEAST: [f64; 2] = [0.945, 0.98];

/// From here on a kind is said to be sure.
const SURE: f32 = 0.95;

pub fn kinds_of_real_entries() {
    let mut files: BTreeMap<&str, Vec<Labelled>> = BTreeMap::new();
    for line in include_str!("kinds.txt").lines() {
        let mut words = line.split(' ');
        let mut next = || words.next().expect("file, span and kinds");
        let (file, place, kinds) = (next(), span(next()), next());
        files.entry(file).or_default().push(Labelled {
            place,
            kinds,
            aside: words.next().is_some(),
        });
    }
    let (mut all, mut sure, mut aside) = ([0, 0], [0, 0], [0, 0]);
    for (file, labels) in files {
        let read = kinds_in(file, &labels);
        for (label, (kind, confidence)) in labels.iter().zip(read) {
            let right = label.kinds.split('|').any(|wanted| *wanted == kind);
            let said = confidence >= SURE;
            count(&mut all, right);
            if said {
                count(&mut sure, right);
            }
            if label.aside {
                count(&mut aside, right);
            }
            if !right {
                println!(
                    "{file} {:?}: {kind} is {}{}",
                    label.place,
                    label.kinds,
                    if said { ", said to be sure" } else { "" }
                );
            }
        }
    }
    let share = |[of, right]: [usize; 2]| right as f64 / of.max(1) as f64;
    println!("kinds: {:.3} of {}; sure ones {:.3} of {}", share(all), all[0], share(sure), sure[0]);
    println!("of those labelled after the clues were written: {:.3} of {}", share(aside), aside[0]);
    assert!(share(all) >= LEAST[0] && share(sure) >= LEAST[1]);
}

/// An entry that was read.
struct Labelled<'t> {
    place: Span,
    /// The kinds that fit.
    kinds: &'t str,
    /// Whether it was labelled after the clues were written.
    aside: bool,
}

/// What kind is read at each place of a file, and how sure it is.
fn kinds_in(file: &str, labels: &[Labelled]) -> Vec<(String, f32)> {
    let path = support::beside("data").join(file);
    if file.ends_with(".jsonl") {
        let strings = std::fs::read_to_string(path).expect("readable");
        let strings: Vec<&str> = strings.lines().collect();
        let text = |line: usize| -> String {
            let string: serde_json::Value = serde_json::from_str(strings[line]).expect("JSON");
            string["text"].as_str().expect("a text").to_owned()
        };
        let read = labels.iter().map(|label| references::parse_one(&text(label.place.start)));
        return read
            .map(|reference| (reference.entry.kind.into(), reference.kind_confidence))
            .collect();
    }
    let document = Document::open(path).expect("readable");
    let list = references::parse_list(&document);
    let of = |label: &Labelled| {
        let overlap = |found: Span| {
            found.end.min(label.place.end).saturating_sub(found.start.max(label.place.start))
        };
        let here = |reference: &&Reference| overlap(document.in_source(reference.span));
        let reference = list.references.iter().max_by_key(here).expect("a reference");
        (reference.entry.kind.to_string(), reference.kind_confidence)
    };
    labels.iter().map(of).collect()
}

fn count(counts: &mut [usize; 2], right: bool) {
    counts[0] += 1;
    counts[1] += usize::from(right);
}
