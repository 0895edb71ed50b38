//! How well reference lists of papers with known answers are cut and read.
//!
//! `cargo bench --no-default-features --bench parse_papers -- [PAPERS …] [--list FIELD] [--sure] [--fit]`:
//! PAPERS are folders of folders, each with `paper.md` and `gold.json`. A field is right if it is the
//! same after folding; the authors are right if the surnames of all that the entry names are, in order. `--sure` prints how often
//! fields are right that are said to be so sure; `--fit` prints the table by which that is said
//! (`refs/fields.toml`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cite::Document;
use cite::Entry;
use cite::Span;
use cite::internals::model::reference::{Field, Reference};
use cite::internals::references::sure::sure;
use cite::internals::text::fold::fold;
use serde_json::Value;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut folders = Vec::new();
    let (mut listed, mut sure, mut fit) = (None, false, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => listed = arguments.next(),
            "--sure" => sure = true,
            "--fit" => fit = true,
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    if folders.is_empty() {
        folders.push(PathBuf::from("../shared/data/papers"));
    }
    let mut tally = Tally::default();
    for paper in folders.iter().flat_map(|folder| papers(folder)) {
        measure(&paper, &mut tally, listed.as_deref());
    }
    match (fit, sure) {
        (true, _) => tally.sureness.print_table(),
        (_, true) => tally.sureness.print_reliability(),
        _ => tally.print(),
    }
}

/// What was counted: for each measure, how many there are and how many are right.
#[derive(Default)]
struct Tally {
    cut_right: usize,
    cut: usize,
    wanted: usize,
    fields: BTreeMap<&'static str, (usize, usize)>,
    sureness: Sureness,
}

impl Tally {
    fn count(&mut self, field: &'static str, right: bool) {
        let (all, good) = self.fields.entry(field).or_default();
        *all += 1;
        *good += usize::from(right);
    }

    fn print(&self) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        println!(
            "entries: {} wanted, {} cut, precision {:.4}, recall {:.4}",
            self.wanted,
            self.cut,
            share(self.cut_right, self.cut),
            share(self.cut_right, self.wanted)
        );
        for (field, (all, good)) in &self.fields {
            println!("{field:12} {:.4} of {all}", share(*good, *all));
        }
    }
}

/// How sure fields were, and whether they were right, by their labels.
#[derive(Default)]
struct Sureness(BTreeMap<&'static str, Vec<(Field, bool)>>);

impl Sureness {
    fn note(&mut self, reference: &Reference, field: &'static str, right: bool) {
        let label = match field {
            "authors" => "author",
            "year" => "date",
            "place" => "location",
            other => other,
        };
        let fields = reference.fields.iter().filter(|field| field.label.name() == label);
        if let Some(least) = fields.min_by(|a, b| a.confidence.total_cmp(&b.confidence)) {
            self.0.entry(label).or_default().push((least, right));
        }
    }

    /// For each step of what is said: how many fields, what is said in the mean, how many are right.
    fn print_reliability(&self) {
        const STEPS: usize = 20;
        let mut steps = vec![(0, 0.0, 0); STEPS];
        for (field, right) in self.0.values().flatten() {
            let said = sure(field);
            let step = &mut steps[((said * STEPS as f32) as usize).min(STEPS - 1)];
            *step = (step.0 + 1, step.1 + said, step.2 + usize::from(*right));
        }
        println!("said from     fields   in the mean   right");
        for (at, (all, said, right)) in steps.iter().enumerate().filter(|(_, step)| step.0 > 0) {
            let from = at as f32 / STEPS as f32;
            let (said, right) = (said / *all as f32, *right as f32 / *all as f32);
            println!("{from:>9.2} {all:>10}   {said:>11.3}   {right:.3}");
        }
    }

    /// The table of `refs/fields.toml`, for labels that are seen often and for all together.
    fn print_table(&self) {
        const OFTEN: usize = 400;
        let all: Vec<(f32, bool)> = self.0.values().flatten().map(known).collect();
        for (label, fields) in self.0.iter().filter(|(_, fields)| fields.len() >= OFTEN) {
            println!("{label} = {}", table(fields.iter().map(known).collect()));
        }
        println!("other = {}", table(all));
    }
}

fn known((field, right): &(Field, bool)) -> (f32, bool) {
    (field.confidence, *right)
}

/// How often fields are right that are as sure as that, in steps that grow: neighbours that do not
/// grow are taken together.
fn table(mut fields: Vec<(f32, bool)>) -> String {
    fields.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = (fields.len() / 40).max(40);
    // A few that are all right are no certainty.
    let share = |(_, right, all): (f32, f32, f32)| (right + 1.0) / (all + 2.0);
    let mut steps: Vec<(f32, f32, f32)> = Vec::new();
    for chunk in fields.chunks(size) {
        let sum = |of: fn(&(f32, bool)) -> f32| chunk.iter().map(of).sum::<f32>();
        steps.push((sum(|one| one.0), sum(|one| f32::from(u8::from(one.1))), chunk.len() as f32));
        while let [.., low, high] = steps[..]
            && (share(low) >= share(high) || (high.0 / high.2 - low.0 / low.2) < 1e-4)
        {
            steps.truncate(steps.len() - 2);
            steps.push((low.0 + high.0, low.1 + high.1, low.2 + high.2));
        }
    }
    let steps = steps.iter().map(|&step| format!("[{:.4}, {:.3}]", step.0 / step.2, share(step)));
    format!("[{}]", steps.collect::<Vec<_>>().join(", "))
}

fn papers(folder: &Path) -> Vec<PathBuf> {
    if folder.join("gold.json").exists() {
        return vec![folder.to_owned()];
    }
    let entries = std::fs::read_dir(folder).expect("a folder of papers");
    let mut papers: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("gold.json").exists())
        .collect();
    papers.sort();
    papers
}

fn measure(paper: &Path, tally: &mut Tally, listed: Option<&str>) {
    let gold = std::fs::read_to_string(paper.join("gold.json")).expect("gold.json");
    let gold: Value = serde_json::from_str(&gold).expect("JSON");
    let document = Document::open(paper.join("paper.md")).expect("a paper");
    let source = document.source.text();
    let starts: Vec<usize> =
        source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
    let list = cite::internals::references::parse_list(&document);
    let found: Vec<(Span, &Entry)> = list
        .references
        .iter()
        .map(|reference| (document.in_source(reference.span), &reference.entry))
        .collect();
    tally.cut += found.len();
    let wanted = gold["references"].as_array().expect("references");
    tally.wanted += wanted.len();
    let name = paper.file_name().unwrap_or_default().to_string_lossy();
    let mut used = vec![false; found.len()];
    for gold in wanted {
        let at = |key: &str| starts[gold[key].as_u64().expect("an offset") as usize];
        let span = Span::new(at("start"), at("end"));
        let best = (0..found.len())
            .filter(|index| !used[*index] && agree(found[*index].0, span))
            .max_by_key(|index| overlap(found[*index].0, span));
        let Some(best) = best else {
            if listed == Some("cut") {
                println!("{name}: {}", span.of(source));
            }
            continue;
        };
        used[best] = true;
        tally.cut_right += 1;
        if gold["structured"] == Value::Bool(true) {
            for (field, right) in judge(gold, found[best].1) {
                tally.count(field, right);
                tally.sureness.note(&list.references[best], field, right);
                if !right && listed == Some(field) {
                    println!("{name}: {}\n    {}\n", span.of(source), shown(found[best].1, field));
                }
            }
        }
    }
    if listed == Some("extra") {
        for (index, (span, _)) in found.iter().enumerate().filter(|(index, _)| !used[*index]) {
            println!("{name} {index}: {}", span.of(source));
        }
    }
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether two cuts are the same but for a tenth.
fn agree(a: Span, b: Span) -> bool {
    let both = overlap(a, b) * 10;
    both >= a.len() * 9 && both >= b.len() * 9
}

fn judge(gold: &Value, entry: &Entry) -> Vec<(&'static str, bool)> {
    let mut right = Vec::new();
    let authors: Vec<String> = gold["authors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|name| fold(text(name, "family").or(text(name, "literal")).unwrap_or_default()))
        .collect();
    let cited: Vec<String> = entry
        .creators()
        .iter()
        .map(|name| fold(name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default()))
        .collect();
    if !authors.is_empty() {
        let near = |(a, b): (&String, &String)| a.contains(b.as_str()) || b.contains(a.as_str());
        // Answers that come from a database name those too that "et al." leaves out.
        let left_out = gold["etal"] == Value::Bool(true)
            || authors.last().is_some_and(|last| last == "others");
        let named = authors.len() == cited.len()
            || left_out
                && !cited.is_empty()
                && authors.len() > cited.len()
                && entry.has_others("author");
        right.push(("authors", named && authors.iter().zip(&cited).all(near)));
    }
    let year = entry.date("issued").map(|date| match date.year() {
        Some(year) => year.to_string(),
        None => date.to_string(),
    });
    let fields = [
        ("year", "year", year),
        ("suffix", "suffix", variable(entry, "year-suffix")),
        ("title", "title", variable(entry, "title")),
        ("container", "container", variable(entry, "container-title")),
        ("volume", "volume", variable(entry, "volume")),
        ("issue", "issue", variable(entry, "issue")),
        ("pages", "pages", variable(entry, "page")),
        ("doi", "doi", variable(entry, "DOI")),
        ("publisher", "publisher", variable(entry, "publisher")),
        ("place", "place", variable(entry, "publisher-place")),
        ("url", "url", variable(entry, "URL")),
    ];
    for (name, key, value) in fields {
        if let Some(wanted) = text(gold, key) {
            right.push((name, fold(wanted) == fold(&value.unwrap_or_default())));
        }
    }
    right
}

fn shown(entry: &Entry, field: &str) -> String {
    let variable = match field {
        "authors" => "author",
        "year" => "issued",
        "container" => "container-title",
        "pages" => "page",
        "doi" => "DOI",
        "url" => "URL",
        "place" => "publisher-place",
        "suffix" => "year-suffix",
        other => other,
    };
    serde_json::to_string(&entry.variables.get(variable)).unwrap_or_default()
}

fn variable(entry: &Entry, name: &str) -> Option<String> {
    entry.text(name).map(str::to_owned)
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str().filter(|text| !text.is_empty())
}
