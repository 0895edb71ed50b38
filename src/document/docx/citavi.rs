//! Citations of Citavi.

use serde_json::Value;

use crate::model::entry::{Date, Entry, Name};
use crate::model::field::FieldWork;

/// The works of a placeholder: `{"Entries": [{"Reference": {…}}]}`.
pub(super) fn works(json: &str) -> Vec<FieldWork> {
    let Ok(placeholder) = serde_json::from_str::<Value>(json) else { return Vec::new() };
    let entries = placeholder["Entries"].as_array().map_or(&[][..], Vec::as_slice);
    let references = entries.iter().filter_map(|entry| entry.get("Reference"));
    references
        .map(|reference| FieldWork { entry: Some(entry(reference)), ..FieldWork::default() })
        .collect()
}

fn entry(reference: &Value) -> Entry {
    let text = |name: &str| reference[name].as_str().filter(|text| !text.is_empty());
    let mut entry = Entry::new(text("Id").unwrap_or_default(), "document");
    for (role, variable) in [("Authors", "author"), ("Editors", "editor")] {
        let people = reference[role].as_array().map_or(&[][..], Vec::as_slice);
        let names: Vec<Name> = people.iter().filter_map(name).collect();
        if !names.is_empty() {
            entry.set(variable, names);
        }
    }
    if let Some(title) = text("Title") {
        entry.set("title", title.to_owned());
    }
    let year = text("YearResolved").or(text("Year"));
    if let Some(year) = year.and_then(|year| year.trim().parse().ok()) {
        entry.set("issued", Date::of_year(year));
    }
    entry
}

fn name(person: &Value) -> Option<Name> {
    let part = |name: &str| person[name].as_str().filter(|part| !part.is_empty());
    let family = match part("Prefix") {
        Some(prefix) => format!("{prefix} {}", part("LastName")?),
        None => part("LastName")?.to_owned(),
    };
    Some(Name::person(family, part("FirstName").map(str::to_owned)))
}
