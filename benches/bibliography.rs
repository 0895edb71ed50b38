//! How many corrections a bibliography needs that is read from a text: entries are invented, written in
//! a style that is drawn at random, and read again.
//!
//! `cargo bench --bench bibliography -- [--seed N] [--entries N] [--style NAME] [--list]`: a correction is
//! a field that the text shows and that is missing or another, a field that the text does not have, a
//! list of names in which one differs, a kind. `--list` shows each.

#[path = "bibliography/invent.rs"]
mod invent;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use invent::{Dice, entries};
use serde_json::Value;

/// Fields that are compared.
const FIELDS: [&str; 10] = [
    "title",
    "container-title",
    "publisher",
    "publisher-place",
    "volume",
    "issue",
    "page",
    "edition",
    "DOI",
    "URL",
];

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (mut seed, mut count, mut style, mut listed) = (1, 200, None, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => seed = number(arguments.next()),
            "--entries" => count = number(arguments.next()),
            "--style" => style = arguments.next(),
            "--list" => listed = true,
            other => panic!("unknown argument {other}"),
        }
    }
    let mut dice = Dice::new(seed as u64);
    let known = entries(&mut dice, count);
    let folder = tempfile::tempdir().expect("a folder");
    let library = Library(folder.path().join("library.json"));
    let (style, texts) = library.drawn(&known, style, &mut dice);
    let printed = library.printed(&known, &style, &texts);
    let list = folder.path().join("list.md");
    library.write(&known);
    let markdown = library.rendered(&style, "markdown");
    std::fs::write(&list, format!("# References\n\n{markdown}")).expect("written");
    let read: Vec<Value> =
        serde_json::from_str(&cite(&["parse", path(&list), "-t", "csl-json"])).expect("JSON");
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut places = read.iter();
    for (id, text) in &texts {
        let wanted = known.iter().find(|entry| entry["id"] == **id).expect("an entry");
        let Some(found) = places.next() else {
            *kinds.entry("entry").or_default() += 1;
            continue;
        };
        let shows = |field| printed.contains(&(field, id.clone()));
        for (field, shown) in corrections(wanted, found, text, shows) {
            *kinds.entry(field).or_default() += 1;
            if listed {
                println!("{field}: {shown}\n    {text}");
            }
        }
    }
    *kinds.entry("entry").or_default() += places.count();
    let sum: usize = kinds.values().sum();
    println!("{} entries in {style} (seed {seed}): {sum} corrections", texts.len());
    for (field, number) in kinds.iter().filter(|(_, number)| **number > 0) {
        println!("{field:16} {number}");
    }
}

fn number(argument: Option<String>) -> usize {
    argument.and_then(|number| number.parse().ok()).expect("a number")
}

/// The file in which entries lie for the program.
struct Library(PathBuf);

impl Library {
    fn write(&self, entries: &[Value]) {
        std::fs::write(&self.0, Value::from(entries.to_vec()).to_string()).expect("written");
    }

    fn rendered(&self, style: &str, format: &str) -> String {
        cite(&["render", path(&self.0), "-s", style, "-t", format])
    }

    /// The keys and texts of the entries in the order of a style.
    fn texts(&self, style: &str) -> Vec<(String, String)> {
        let json: Value = serde_json::from_str(&self.rendered(style, "json")).expect("JSON");
        let lines = json["styles"][0]["bibliography"].as_array().cloned().unwrap_or_default();
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        lines.iter().map(|line| (text(line, "id"), text(line, "text"))).collect()
    }

    /// The entries in the style that is named, or in one drawn at random of those with a bibliography.
    fn drawn(
        &self,
        entries: &[Value],
        name: Option<String>,
        dice: &mut Dice,
    ) -> (String, Vec<(String, String)>) {
        self.write(entries);
        let styles = cite(&["styles"]);
        let names: Vec<&str> = styles
            .lines()
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| line.split("  ").next())
            .collect();
        loop {
            let style = name.clone().unwrap_or_else(|| (*dice.pick(&names)).to_owned());
            let texts = self.texts(&style);
            if !texts.is_empty() || name.is_some() {
                return (style, texts);
            }
        }
    }

    /// The fields that the style prints, with the keys of the entries: without them the text is another.
    fn printed(
        &self,
        entries: &[Value],
        style: &str,
        texts: &[(String, String)],
    ) -> HashSet<(&'static str, String)> {
        let mut printed = HashSet::new();
        for field in FIELDS.into_iter().chain(["genre"]) {
            let mut without = entries.to_vec();
            for entry in without.iter_mut().filter_map(Value::as_object_mut) {
                entry.remove(field);
            }
            self.write(&without);
            let others: HashMap<String, String> = self.texts(style).into_iter().collect();
            let changed = texts.iter().filter(|(id, text)| others.get(id) != Some(text));
            printed.extend(changed.map(|(id, _)| (field, id.clone())));
        }
        printed
    }
}

/// What the program prints.
fn cite(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cite")).args(arguments).output().expect("runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// What is to be corrected in an entry, with what was read.
fn corrections(
    wanted: &Value,
    found: &Value,
    text: &str,
    shows: impl Fn(&'static str) -> bool,
) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for field in FIELDS {
        let value = |entry: &Value| match field {
            // "3rd" is 3.
            "edition" => digits(entry[field].as_str().unwrap_or_default()),
            _ => fold(entry[field].as_str().unwrap_or_default()),
        };
        let (known, read) = (value(wanted), value(found));
        // A style may print a value in part: "297–303" as "297–03".
        let whole = fold(text).contains(&known);
        if shows(field) && whole && known != read || known.is_empty() && !read.is_empty() {
            all.push((field, found[field].to_string()));
        }
    }
    let year = |entry: &Value| entry["issued"]["date-parts"][0][0].clone();
    let dated = text.contains(&year(wanted).to_string()) || !year(found).is_null();
    if dated && year(wanted) != year(found) {
        all.push(("issued", found["issued"].to_string()));
    }
    for role in ["author", "editor"] {
        let (known, read) = (families(&wanted[role]), families(&found[role]));
        let printed = known.iter().filter(|name| fold(text).contains(name.as_str())).count();
        let cut = !known.starts_with(&read) || read.len() < printed.min(1);
        if cut || read.len() < printed && !found["custom"]["others"].is_array() {
            all.push((role, found[role].to_string()));
        }
    }
    // That a work is a thesis or a report nobody sees where the style does not say it, nor what a part is
    // a part of.
    let shown = |field| wanted[field].is_null() || shows(field);
    let told = shown("genre") && shown("container-title");
    if told && wanted["type"] != found["type"] {
        all.push(("type", format!("{} is {}", found["type"], wanted["type"])));
    }
    all
}

fn families(names: &Value) -> Vec<String> {
    let of = |name: &Value| {
        let part = |key: &str| name[key].as_str().unwrap_or_default();
        let parts = ["dropping-particle", "non-dropping-particle", "family", "literal"];
        fold(&parts.map(part).concat())
    };
    names.as_array().into_iter().flatten().map(of).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Letters and digits alone, in lower case.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
