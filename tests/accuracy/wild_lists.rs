//! How reference lists are found and cut in documents as people have them.
//!
//! What is printed names the lists that are not as they should be. `borders.txt` holds, for each document of `../shared/data/wild`, where the entries of its list
//! stand, in bytes of the file; of the documents themselves it holds nothing.

use std::path::Path;

use cite::{Document, Span};

use super::support;

/// The least that each figure may be: of the lists those that are found, and those of which at most
/// one entry in twenty is cut otherwise.
const LEAST: Figures = Figures { found: 42, right: 35 };

#[derive(Debug, Default)]
struct Figures {
    found: usize,
    right: usize,
}

pub fn lists_of_real_documents() {
    let folder = support::beside("data/wild/docs");
    let borders = include_str!("borders.txt");
    let mut figures = Figures::default();
    let mut entries = Counts::default();
    for line in borders.lines() {
        let (name, wanted) = line.split_once(' ').expect("a name and borders");
        let counts = measure(&folder.join(name), wanted);
        let share = counts.right as f64 / counts.wanted.max(counts.found) as f64;
        figures.found += usize::from(counts.right * 2 > counts.wanted);
        figures.right += usize::from(share >= 0.95);
        if share < 1.0 {
            println!("{name}: {counts:?}");
        }
        entries.add(&counts);
    }
    println!("{} lists: {figures:?}; entries {entries:?}", borders.lines().count());
    assert!(figures.found >= LEAST.found, "{figures:?}, {LEAST:?} before");
    assert!(figures.right >= LEAST.right, "{figures:?}, {LEAST:?} before");
}

/// How many entries there are, were found, and were cut as they should be.
#[derive(Debug, Default)]
struct Counts {
    wanted: usize,
    found: usize,
    right: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
    }
}

fn measure(path: &Path, wanted: &str) -> Counts {
    let document = Document::open(path).expect("readable");
    let list = cite::internals::references::parse_list(&document);
    let found: Vec<Span> =
        list.references.iter().map(|reference| document.in_source(reference.span)).collect();
    let wanted: Vec<Span> = wanted.split(' ').map(span).collect();
    let right = wanted.iter().filter(|span| found.iter().any(|found| agree(*found, **span)));
    Counts { wanted: wanted.len(), found: found.len(), right: right.count() }
}

/// A span as it is written in the lists of places: `12-34`.
pub fn span(text: &str) -> Span {
    let (start, end) = text.split_once('-').expect("start and end");
    Span::new(start.parse().expect("a number"), end.parse().expect("a number"))
}

/// Whether two cuts are the same but for a tenth.
fn agree(a: Span, b: Span) -> bool {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start)) * 10;
    both >= a.len() * 9 && both >= b.len() * 9
}
