//! A ratchet: how well references are read: of kinds that public collections lack (`tests/strings`), and
//! a cut of such collections (`tests/corpus/strings`).
//!
//! Each line is a reference to a real work, with its fields in braces:
//! `{author: Hurd, I}. {date: 1999}.` A field is right if it is the same but for case, accents and
//! punctuation; names are right if the words that are no initials are. What the reader found is
//! shown by `cargo test --test parse_strings -- --nocapture`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cite::internals::model::reference::{Label, Reference};
use cite::internals::text::fold::fold;

/// The least share (F1) of the readings of each field that is compared, of all fields together, and of
/// references with no fault at all, that must be right. A change that reads better raises the figures.
struct Floors {
    count: usize,
    fields: [(Label, f64); 12],
    all: f64,
    exact: f64,
}

/// Of `tests/strings`.
const KINDS: Floors = Floors {
    count: 200,
    fields: [
        (Label::Author, 0.975),
        (Label::Title, 0.93),
        (Label::Container, 0.78),
        (Label::Date, 0.995),
        (Label::Volume, 0.88),
        (Label::Issue, 0.935),
        (Label::Pages, 0.925),
        (Label::Publisher, 0.94),
        (Label::Location, 0.955),
        (Label::Editor, 0.0),
        (Label::Doi, 0.99),
        (Label::Url, 0.99),
    ],
    all: 0.95,
    exact: 0.80,
};

/// Of `tests/corpus/strings`.
const COLLECTIONS: Floors = Floors {
    count: 160,
    fields: [
        (Label::Author, 0.99),
        (Label::Title, 0.99),
        (Label::Container, 0.97),
        (Label::Date, 0.995),
        (Label::Volume, 0.98),
        (Label::Issue, 0.95),
        (Label::Pages, 0.98),
        (Label::Publisher, 0.965),
        (Label::Location, 0.965),
        (Label::Editor, 1.0),
        (Label::Doi, 0.66),
        (Label::Url, 0.66),
    ],
    all: 0.98,
    exact: 0.935,
};

/// A reference with its fields.
struct Known {
    text: String,
    fields: BTreeMap<Label, Vec<String>>,
}

/// Takes the braces out of a line.
fn known(line: &str) -> Known {
    let mut text = String::new();
    let mut fields: BTreeMap<Label, Vec<String>> = BTreeMap::new();
    let mut rest = line;
    while let Some((before, inside)) = rest.split_once('{') {
        let (field, after) = inside.split_once('}').expect("a closing brace");
        let (label, value) = field.split_once(": ").expect("a label");
        let label = Label::from_name(label).unwrap_or_else(|| panic!("no label {label}: {line}"));
        fields.entry(label).or_default().push(value.to_owned());
        text.push_str(before);
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    Known { text, fields }
}

/// What is compared of a field: nothing if it says nothing.
fn norm(label: Label, values: &[String]) -> Option<String> {
    let first = values.first()?;
    let value = match label {
        Label::Author | Label::Editor => {
            let all = values.join(" ");
            let words = all.split(|c: char| !c.is_alphanumeric()).map(fold);
            let small = ["and", "et", "al", "ed", "eds"];
            let mut words: Vec<String> =
                words.filter(|w| w.chars().count() > 1 && !small.contains(&w.as_str())).collect();
            words.sort();
            words.dedup();
            words.join(" ")
        }
        Label::Date => {
            let mut numbers = first.split(|c: char| !c.is_ascii_digit());
            numbers.find(|n| n.len() == 4).map_or_else(|| fold(first), str::to_owned)
        }
        Label::Url => first.trim_end_matches(['/', '.']).to_lowercase(),
        _ => fold(first),
    };
    let value: String = value.split_whitespace().collect();
    (!value.is_empty()).then_some(value)
}

fn values(text: &str, reference: &Reference, label: Label) -> Vec<String> {
    reference.fields(label).map(|field| field.span.of(text).to_owned()).collect()
}

/// Counts of right, wanted and given readings.
#[derive(Default)]
struct Tally {
    right: usize,
    wanted: usize,
    given: usize,
}

impl Tally {
    fn f1(&self) -> f64 {
        match self.wanted + self.given {
            0 => 1.0,
            all => 2.0 * self.right as f64 / all as f64,
        }
    }
}

#[test]
fn kinds_that_public_collections_lack_are_read() {
    measure("tests/strings", &KINDS);
}

/// A cut of the collections that the labeller also learned from: what it knows it must not unlearn.
#[test]
fn strings_of_public_collections_are_read() {
    measure("tests/corpus/strings", &COLLECTIONS);
}

/// Reads the references of a folder; no figure may be below its floor.
fn measure(folder: &str, floors: &Floors) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").filter_map(|f| Some(f.ok()?.path())).collect();
    files.sort();
    let mut tallies: BTreeMap<Label, Tally> = BTreeMap::new();
    let (mut exact, mut count) = (0, 0);
    for file in files {
        let (good, all) = read(&file, &mut tallies);
        exact += good;
        count += all;
    }
    assert!(count >= floors.count, "only {count} strings");
    let mut below = Vec::new();
    let mut sum = Tally::default();
    for (label, floor) in floors.fields {
        let tally = tallies.remove(&label).unwrap_or_default();
        println!("{:10} {:.3} of {}", label.name(), tally.f1(), tally.wanted);
        below.extend((tally.f1() < floor).then(|| format!("{}: {:.3}", label.name(), tally.f1())));
        sum.right += tally.right;
        sum.wanted += tally.wanted;
        sum.given += tally.given;
    }
    let all = sum.f1();
    let exact = exact as f64 / count as f64;
    println!("all {all:.3}, exact {exact:.3} of {count}");
    below.extend((all < floors.all).then(|| format!("all: {all:.3}")));
    below.extend((exact < floors.exact).then(|| format!("exact: {exact:.3}")));
    assert!(below.is_empty(), "below the floor: {}", below.join(", "));
}

/// Reads the references of a file: how many without a fault, and how many there are.
fn read(file: &Path, tallies: &mut BTreeMap<Label, Tally>) -> (usize, usize) {
    let (mut good, mut all) = (0, 0);
    for line in fs::read_to_string(file).expect("readable").lines() {
        let known = known(line);
        let reference = cite::internals::references::parse_one(&known.text);
        let faults = compare(&known, &reference, tallies);
        all += 1;
        good += usize::from(faults.is_empty());
        if !faults.is_empty() {
            println!("{}\n    {}", known.text, faults.join("\n    "));
        }
    }
    println!("{}: {good} of {all} without a fault\n", file.display());
    (good, all)
}

/// Counts each field and says which are wrong.
fn compare(
    known: &Known,
    reference: &Reference,
    tallies: &mut BTreeMap<Label, Tally>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (label, _) in KINDS.fields {
        let wanted = known.fields.get(&label).cloned().unwrap_or_default();
        let given = values(&known.text, reference, label);
        let (a, b) = (norm(label, &wanted), norm(label, &given));
        let tally = tallies.entry(label).or_default();
        tally.wanted += usize::from(a.is_some());
        tally.given += usize::from(b.is_some());
        tally.right += usize::from(a.is_some() && a == b);
        if a != b {
            faults.push(format!("{}: {given:?}, not {wanted:?}", label.name()));
        }
    }
    faults
}
