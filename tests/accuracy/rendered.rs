//! Invented entries in styles of the archive: what citeproc-js prints of them, and what we print.

use std::collections::HashMap;
use std::fs;

use cite::Entry;
use cite::internals::render::bibliography::render;
use cite::internals::render::style::Style;
use serde_json::Value;

use super::pairs::squeeze;
use super::support;

/// The texts that were the same when they were measured last, of all: it must not fall.
const LEAST: usize = 125;

pub fn texts_of_the_corpus() {
    let folder = support::corpus().join("rendered");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("readable");
    let entries: Vec<Entry> = serde_json::from_str(&read("items.json")).expect("entries");
    let entries: HashMap<&str, &Entry> =
        entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let (mut same, mut all) = (0, 0);
    for line in read("texts.jsonl").lines() {
        let wanted: Value = serde_json::from_str(line).expect("JSON");
        let style = wanted["style"].as_str().expect("a name");
        for (id, printed) in printed(style, &wanted, &entries) {
            let text = wanted["text"][&id].as_str().unwrap_or_default();
            all += 1;
            same += usize::from(squeeze(&printed) == squeeze(text));
            if squeeze(&printed) != squeeze(text) {
                println!("{style} {id}\n  - {text}\n  + {printed}");
            }
        }
    }
    println!("texts printed as citeproc-js prints them: {same} of {all}");
    assert!(same >= LEAST, "{same} of {all}, {LEAST} before");
}

/// The works of a line in its style, by their keys.
fn printed(style: &str, wanted: &Value, entries: &HashMap<&str, &Entry>) -> Vec<(String, String)> {
    let style = Style::find(style, &[]).expect("is in the archive");
    let ids = wanted["items"].as_array().expect("a list").iter().filter_map(Value::as_str);
    let works: Vec<&Entry> = ids.map(|id| entries[id]).collect();
    let printed = render(&works, &style, None).bibliography.into_iter();
    printed.map(|line| (line.id.as_str().to_owned(), line.text.plain())).collect()
}
