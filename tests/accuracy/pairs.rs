//! Entries in styles: what citeproc-js prints, and what we do.

use std::collections::HashMap;
use std::path::Path;

use cite::Entry;
use cite::internals::render::bibliography::render;
use cite::internals::render::style::Style;
use serde_json::Value;

/// An entry in a style.
pub struct Pair {
    /// The style's name.
    pub style: String,
    /// The entry's key.
    pub id: String,
    /// What citeproc-js prints.
    pub expected: String,
    /// What we print.
    pub printed: String,
    /// Whether it stands in the same place of the list.
    #[allow(dead_code, reason = "the test does not ask")]
    pub in_order: bool,
}

impl Pair {
    /// Whether both print the same, white space aside.
    pub fn is_same(&self) -> bool {
        squeeze(&self.expected) == squeeze(&self.printed)
    }
}

/// Text without white space.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The entries that are rendered.
pub fn entries(path: &Path) -> Vec<Entry> {
    let text = std::fs::read_to_string(path).expect("items.json is there");
    serde_json::from_str(&text).expect("items.json holds entries")
}

/// What is wanted, a style a line; of one style if it is named.
pub fn expected(path: &Path, only: Option<&str>) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("expected.jsonl is there");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("is JSON"));
    lines.filter(|line| only.is_none_or(|name| line["style"] == name)).collect()
}

/// The entries in the style of a line.
pub fn pairs(line: &Value, entries: &[Entry], folder: &Path) -> Vec<Pair> {
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

/// All entries in the styles of these lines, on all cores.
pub fn all(lines: &[Value], entries: &[Entry], folder: &Path) -> Vec<Pair> {
    let cores = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        let parts = lines.chunks(lines.len().div_ceil(cores).max(1));
        let work = |part: &[Value]| -> Vec<Pair> {
            part.iter().flat_map(|line| pairs(line, entries, folder)).collect()
        };
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("ends")).collect()
    })
}
