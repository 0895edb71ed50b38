//! What kind of work each entry is taken for, against what readers take it for.
//!
//! `kinds.txt` holds, for entries of documents beside the repository, where they stand in bytes of
//! the file and which of CSL's types they are; where the text leaves open which, all that fit. Of
//! the documents themselves it holds nothing.

use std::collections::BTreeMap;

use cite::internals::references;
use cite::{Document, Span};

use super::support;
use super::wild_lists::span;

/// The least share of entries of which the kind is right, and of those of which it is said to be sure.
const LEAST: [f64; 2] = [0.945, 0.98];

/// From here on a kind is said to be sure.
const SURE: f32 = 0.95;

pub fn kinds_of_real_entries() {
    let mut files: BTreeMap<&str, Vec<(Span, &str)>> = BTreeMap::new();
    for line in include_str!("kinds.txt").lines() {
        let mut words = line.split(' ');
        let mut next = || words.next().expect("file, span and kinds");
        let (file, place, kinds) = (next(), next(), next());
        files.entry(file).or_default().push((span(place), kinds));
    }
    let (mut all, mut sure) = ([0, 0], [0, 0]);
    for (file, entries) in files {
        let document = Document::open(support::beside("data").join(file)).expect("readable");
        let list = references::parse_list(&document);
        for (span, kinds) in entries {
            let places = list
                .references
                .iter()
                .map(|reference| (document.in_source(reference.span), reference));
            let overlap =
                |found: Span| found.end.min(span.end).saturating_sub(found.start.max(span.start));
            let Some((_, reference)) = places.max_by_key(|(found, _)| overlap(*found)) else {
                continue;
            };
            let right = kinds.split('|').any(|kind| *kind == reference.entry.kind);
            let said = reference.kind_confidence >= SURE;
            count(&mut all, right);
            if said {
                count(&mut sure, right);
            }
            if !right {
                println!(
                    "{file} {span:?}: {} is {kinds}{}",
                    reference.entry.kind,
                    if said { ", said to be sure" } else { "" }
                );
            }
        }
    }
    let share = |[of, right]: [usize; 2]| right as f64 / of.max(1) as f64;
    println!("kinds: {:.3} of {}; sure ones {:.3} of {}", share(all), all[0], share(sure), sure[0]);
    assert!(share(all) >= LEAST[0] && share(sure) >= LEAST[1]);
}

fn count(counts: &mut [usize; 2], right: bool) {
    counts[0] += 1;
    counts[1] += usize::from(right);
}
