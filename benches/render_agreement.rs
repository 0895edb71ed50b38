//! How often we print the same text as citeproc-js, in all official styles.
//!
//! `cargo bench --bench render_agreement -- [FOLDER] [--list N] [--style NAME]`: FOLDER holds
//! `items.json`, `styles/` and `expected.jsonl` (what citeproc-js prints, by style and entry).
//! White space is not compared. `--list` shows the N most frequent differences.

#[path = "../tests/accuracy/pairs.rs"]
mod pairs;

use std::collections::HashMap;
use std::path::PathBuf;

use pairs::{Pair, squeeze};

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
    let entries = pairs::entries(&folder.join("items.json"));
    let expected = pairs::expected(&folder.join("expected.jsonl"), only.as_deref());
    let results = pairs::all(&expected, &entries, &folder);
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
