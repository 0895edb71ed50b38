//! CSL-JSON, the form of our own records.
//!
//! Reads what programs write: an array of items, one item, or an object that holds the items
//! under `items` or under their keys. Schema:
//! <https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json>.

use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::format::begins_with;
use super::format::{Format, Written};
use super::variables::{Holds, holds};
use crate::model::entry::{Date, Entry, Value};
use crate::model::library::{Fault, FaultKind, Library, Record};
use crate::text::source::Source;
use crate::text::span::Span;

/// CSL-JSON.
pub(crate) const FORMAT: Format = Format {
    name: "csl-json",
    about: "CSL-JSON, as Zotero and citeproc read it",
    extensions: &["json"],
    claims: |text| begins_with(text, &['[', '{']),
    read,
    write,
};

fn read(source: Source) -> Library {
    let text = source.text();
    let mut faults = Vec::new();
    let objects = match items(text) {
        Some(objects) => objects,
        None => {
            faults.push(syntax(Span::new(0, 0), whole_fault(text)));
            salvage(text)
        }
    };
    let mut records = Vec::new();
    for (key, object) in objects {
        let start = object.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start, start + object.len());
        match entry(object) {
            Ok(mut entry) => {
                if let (true, Some(key)) = (entry.id.is_empty(), key) {
                    entry.id = key.into();
                }
                records.push(Record { entry, span, ..Record::default() });
            }
            Err(error) => faults.push(syntax(inner(span, text, &error), error.to_string())),
        }
    }
    Library { sources: vec![source], records, faults }
}

/// The items of a sound text, with their keys where the text has them apart.
fn items(text: &str) -> Option<Vec<(Option<String>, &str)>> {
    type Members<'t> = std::collections::BTreeMap<String, &'t RawValue>;
    let text = text.trim_start_matches('\u{FEFF}');
    if begins_with(text, &['[']) {
        let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
        return Some(items.into_iter().map(|item| (None, item.get())).collect());
    }
    let members: Members<'_> = serde_json::from_str(text).ok()?;
    if let Some(list) = members.get("items").or(members.get("references")) {
        return items(list.get());
    }
    if members.contains_key("type") || members.contains_key("id") {
        return Some(vec![(None, text.trim())]);
    }
    let is_object = |value: &&RawValue| value.get().starts_with('{');
    let mut items: Vec<_> = members
        .iter()
        .filter(|(_, value)| is_object(value))
        .map(|(key, value)| (Some(key.clone()), value.get()))
        .collect();
    items.sort_by_key(|(_, item)| item.as_ptr());
    Some(items)
}

/// The outermost objects of a damaged list: from brace to brace, strings aside. An object that is
/// not closed ends the search.
fn salvage(text: &str) -> Vec<(Option<String>, &str)> {
    let outside = usize::from(begins_with(text, &['{']) && !text.contains("\"type\""));
    let (mut depth, mut start) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    let mut found = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            // JSON strings hold no line ends: here a quotation mark is missing.
            b'\n' => quoted = false,
            b'"' => quoted = !quoted,
            b'{' if !quoted => {
                if depth == outside {
                    start = at;
                }
                depth += 1;
            }
            b'}' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == outside {
                    found.push((None, &text[start..=at]));
                }
            }
            _ => {}
        }
    }
    found
}

/// One item. Numbers given as numbers become text, since CSL prints them.
fn entry(object: &str) -> Result<Entry, serde_json::Error> {
    let mut members: Map<String, Json> = serde_json::from_str(object)?;
    let mut entry = Entry::new(
        members.remove("id").map(text_of).unwrap_or_default(),
        members.remove("type").map(text_of).unwrap_or_default(),
    );
    for (name, json) in members {
        let value = match holds(&name) {
            Some(Holds::Text) if json.is_number() => text_of(json).into(),
            Some(Holds::Date) if json.is_string() => date_of(&text_of(json)),
            _ => serde_json::from_value(json)?,
        };
        entry.variables.insert(name, value);
    }
    Ok(entry)
}

/// A date that stands as a string, against the schema but often.
fn date_of(text: &str) -> Value {
    let date = super::edtf::read(text).unwrap_or_else(|| Date::of_literal(text));
    date.into()
}

fn text_of(json: Json) -> String {
    match json {
        Json::String(text) => text,
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn write(entries: &[&Entry]) -> Written {
    let mut text = serde_json::to_string_pretty(entries).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    Written { text, losses: Vec::new() }
}

fn whole_fault(text: &str) -> String {
    let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err();
    let why = error.map_or_else(|| "not a list of items".to_owned(), |e| e.to_string());
    format!("this is not sound JSON ({why}); the items that could be told apart were read")
}

/// Where in the file an error inside an item stands.
fn inner(span: Span, text: &str, error: &serde_json::Error) -> Span {
    let item = span.of(text);
    let before: usize =
        item.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = span.start + before + error.column().saturating_sub(1);
    match text.is_char_boundary(at) && at < span.end {
        true => Span::new(at, at),
        false => span,
    }
}

fn syntax(span: Span, message: String) -> Fault {
    Fault { kind: FaultKind::Syntax, source: 0, span, entry: None, message }
}
