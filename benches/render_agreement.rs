//! How often we print the same text as citeproc-js, in all official styles.
//!
//! `cargo bench --bench render_agreement -- [FOLDER] [--list N] [--style NAME]`: FOLDER holds
//! `items.json`, `styles/` and `expected.jsonl` (what citeproc-js prints, by style and entry).
//! White space is not compared. `--list` shows the N most frequent differences.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use cite::Entry;
use cite::render::bibliography::render;
use cite::render::style::Style;
use serde_json::Value;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut folder = PathBuf::from("../shared/data/csl");
    let (mut listed, mut only) = (0usize, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => listed = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(20),
            "--style" => only = arguments.next(),
            _ => folder = PathBuf::from(argument),
        }
    }
    let entries = entries(&folder.join("items.json"));
    let expected = expected(&folder.join("expected.jsonl"), only.as_deref());
    let halves: Vec<&[Value]> = expected.chunks(expected.len().div_ceil(2).max(1)).collect();
    let results: Vec<Pair> = std::thread::scope(|scope| {
        let work = |part: &&'_ [Value]| {
            let (part, entries, folder) = (part.to_vec(), &entries, &folder);
            scope.spawn(move || {
                part.iter().flat_map(|line| pairs(line, entries, folder)).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = halves.iter().map(work).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("ends")).collect()
    });
    let same = results.iter().filter(|pair| pair.is_same()).count();
    let share = 100.0 * same as f64 / results.len().max(1) as f64;
    println!("{same} of {} entries in {} styles: {share:.2} %", results.len(), expected.len());
    let order = results.iter().filter(|pair| pair.in_order).count();
    println!("in the same place: {:.2} %", 100.0 * order as f64 / results.len().max(1) as f64);
    list(&results, listed);
    if only.is_some() {
        for pair in results.iter().filter(|pair| !pair.is_same()) {
            println!("{}\n  - {}\n  + {}", pair.id, pair.expected, pair.printed);
        }
    }
}

/// An entry in a style.
struct Pair {
    style: String,
    id: String,
    expected: String,
    printed: String,
    in_order: bool,
}

impl Pair {
    fn is_same(&self) -> bool {
        squeeze(&self.expected) == squeeze(&self.printed)
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

fn entries(path: &Path) -> Vec<Entry> {
    let text = std::fs::read_to_string(path).expect("items.json is there");
    serde_json::from_str(&text).expect("items.json holds entries")
}

fn expected(path: &Path, only: Option<&str>) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("expected.jsonl is there");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("is JSON"));
    lines.filter(|line| only.is_none_or(|name| line["style"] == name)).collect()
}

fn pairs(line: &Value, entries: &[Entry], folder: &Path) -> Vec<Pair> {
    let name = line["style"].as_str().unwrap_or_default();
    let styles = folder.join("styles");
    let entries: Vec<&Entry> = entries.iter().collect();
    let printed = match Style::open(&styles.join(format!("{name}.csl")), &[]) {
        Ok(style) => render(&entries, &style, None).bibliography,
        Err(error) => {
            eprintln!("{error}");
            Vec::new()
        }
    };
    let order: Vec<&str> = printed.iter().map(|line| line.id.as_str()).collect();
    let printed: HashMap<&str, String> =
        printed.iter().map(|line| (line.id.as_str(), line.text.plain())).collect();
    let wanted = line["order"].as_array().cloned().unwrap_or_default();
    let pair = |(id, text): (&String, &Value)| Pair {
        style: name.to_owned(),
        id: id.clone(),
        expected: text.as_str().unwrap_or_default().to_owned(),
        printed: printed.get(id.as_str()).cloned().unwrap_or_default(),
        in_order: order.iter().position(|one| one == id) == wanted.iter().position(|one| one == id),
    };
    line["entries"]
        .as_object()
        .map(|entries| entries.iter().map(pair).collect())
        .unwrap_or_default()
}

/// The most frequent differences: what stands between the common start and the common end.
fn list(results: &[Pair], count: usize) {
    let mut classes: HashMap<(String, String), (usize, &Pair)> = HashMap::new();
    for pair in results.iter().filter(|pair| !pair.is_same()) {
        classes.entry(difference(pair)).or_insert((0, pair)).0 += 1;
    }
    let mut classes: Vec<_> = classes.into_iter().collect();
    classes.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    for ((expected, printed), (times, pair)) in classes.into_iter().take(count) {
        println!("{times:6} -{expected}- +{printed}+   {} {}", pair.style, pair.id);
    }
}

fn difference(pair: &Pair) -> (String, String) {
    let expected: Vec<char> = squeeze(&pair.expected).chars().collect();
    let printed: Vec<char> = squeeze(&pair.printed).chars().collect();
    let start = expected.iter().zip(&printed).take_while(|(a, b)| a == b).count();
    let most = expected.len().min(printed.len()) - start;
    let backwards = expected.iter().rev().zip(printed.iter().rev());
    let end = backwards.take(most).take_while(|(a, b)| a == b).count();
    let middle = |chars: &[char]| -> String {
        let part = &chars[start.saturating_sub(3)..chars.len() - end];
        part.iter().take(40).collect()
    };
    (middle(&expected), middle(&printed))
}
