//! The order of a bibliography: each entry's keys are written once, then compared.
//!
//! The engine writes the keys of two entries anew at each comparison, which takes most of its time
//! on long lists, and drops the article of a body's name, which citeproc-js does not.

use std::cmp::Ordering;

use hayagriva::BufWriteFormat;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Style as Csl};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::marks::Mark;
use super::people::GAP;
use super::prepare::Prepared;
use super::{parts, write};
use crate::library::variables::{Holds, holds};

/// Stands between the keys of an entry; no text has it.
const BETWEEN: char = '\u{F8FF}';

/// What a style sorts by: a style that writes nothing but the keys, and which keys fall.
#[derive(Debug, Clone)]
pub struct Keys {
    style: IndependentStyle,
    falls: Vec<bool>,
}

impl Keys {
    /// The keys by which a part of a style sorts, if it does.
    pub fn of(tree: &Value, part: &str) -> Option<Keys> {
        let keys = tree.get(part)?.get("sort")?.get("key")?.as_array()?;
        let elements: Vec<Value> = keys.iter().filter_map(element).flatten().collect();
        let mut citation = names_options(&tree[part]);
        citation.insert("layout".to_owned(), json!({"$value": elements}));
        let mut alone = parts::alone(tree, citation);
        sortable(&mut alone["macro"]);
        let Csl::Independent(style) = Csl::deserialize(alone).ok()? else { return None };
        let falls = keys.iter().map(|key| key["@sort"] == "descending");
        Some(Keys { falls: falls.collect(), style })
    }

    /// The places of the records in the order of the keys; `number` is that of a record so far.
    pub fn order(
        &self,
        items: &[&Item],
        style: &Prepared,
        number: impl Fn(usize) -> usize + Sync,
    ) -> Vec<usize> {
        let places: Vec<usize> = (0..items.len()).collect();
        let written =
            write::each(&places, |place| self.write(items[*place], number(*place), style));
        let collator = collator(&style.spoken.0);
        let mut order = places;
        order.sort_by(|a, b| self.compare(&written[*a], &written[*b], collator.as_ref()));
        order
    }

    fn write(&self, item: &Item, number: usize, style: &Prepared) -> Vec<String> {
        let mut text = String::new();
        if let Some(tree) = write::write(&self.style, style, item, None) {
            // Writing to a string cannot fail.
            let _ = tree.write_buf(&mut text, BufWriteFormat::Plain);
        }
        let text = text.replace(Mark::Number.char(), &number.to_string()).replace(GAP, "");
        let keys = text.split(BETWEEN).map(|key| key.trim().to_lowercase());
        keys.take(self.falls.len()).collect()
    }

    fn compare(&self, a: &[String], b: &[String], collator: Option<&CollatorBorrowed>) -> Ordering {
        for ((a, b), falls) in a.iter().zip(b).zip(&self.falls) {
            // What is unknown comes last in both directions (CSL 1.0.2, "Sorting").
            let order = match (a.is_empty(), b.is_empty()) {
                (true, true) => Ordering::Equal,
                (true, false) => return Ordering::Greater,
                (false, true) => return Ordering::Less,
                (false, false) => compare(a, b, collator),
            };
            if order != Ordering::Equal {
                return if *falls { order.reverse() } else { order };
            }
        }
        Ordering::Equal
    }
}

fn compare(a: &str, b: &str, collator: Option<&CollatorBorrowed>) -> Ordering {
    match (a.parse::<i64>(), b.parse::<i64>(), collator) {
        (Ok(a), Ok(b), _) => a.cmp(&b),
        (_, _, Some(collator)) => collator.compare(a, b),
        _ => a.cmp(b),
    }
}

fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale::Locale = language.parse().ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

/// What writes a key, and what stands after it.
fn element(key: &Value) -> Option<[Value; 2]> {
    let name = key.get("@variable").and_then(Value::as_str);
    let written = match (name, key.get("@macro").and_then(Value::as_str)) {
        (Some("citation-number"), _) => {
            json!({"text": {"@value": Mark::Number.char().to_string()}})
        }
        (Some(name), _) => match holds(name) {
            Some(Holds::Names) => {
                json!({"names": {"@variable": [name], "$value": [{"name": sorted_name()}]}})
            }
            Some(Holds::Date) => json!({"date": date(name, &["year", "month", "day"])}),
            _ => json!({"text": {"@variable": name}}),
        },
        (None, Some(name)) => json!({"text": {"@macro": name}}),
        (None, None) => return None,
    };
    Some([written, json!({"text": {"@value": BETWEEN.to_string()}})])
}

fn sorted_name() -> Value {
    json!({"@name-as-sort-order": "all", "@sort-separator": " ", "@delimiter": " "})
}

/// The options for names of a bibliography, which its keys follow.
fn names_options(bibliography: &Value) -> Map<String, Value> {
    let options = bibliography.as_object().into_iter().flatten();
    let kept = options.filter(|(name, _)| {
        ["@et-al", "@name-", "@names-", "@delimiter"].iter().any(|start| name.starts_with(start))
    });
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Makes names and dates of a style come out as they sort.
fn sortable(node: &mut Value) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(sortable),
        Value::Object(object) => {
            object.values_mut().for_each(sortable);
            if let Some(names) = object.get_mut("names") {
                sortable_names(names);
            }
            if let Some(Value::Object(old)) = object.get("date")
                && let Some(variable) = old.get("@variable").and_then(Value::as_str)
            {
                let new = date(variable, &shown_parts(old));
                object.insert("date".to_owned(), new);
            }
        }
        _ => {}
    }
}

fn sortable_names(names: &mut Value) {
    let Some(children) = names.get_mut("$value").and_then(Value::as_array_mut) else { return };
    children.retain(|child| child.get("label").is_none());
    for child in children {
        if let Some(Value::Object(name)) = child.get_mut("name") {
            for gone in ["@and", "@initialize-with", "name-part"] {
                name.remove(gone);
            }
            if name.get("@form").and_then(Value::as_str) != Some("count") {
                name.insert("@form".to_owned(), json!("long"));
            }
            if let Value::Object(sorted) = sorted_name() {
                name.extend(sorted);
            }
            name.insert("name-part".to_owned(), json!([]));
        }
    }
}

/// The parts of a date that an element shows, largest first.
fn shown_parts(date: &Map<String, Value>) -> Vec<&'static str> {
    let all = ["year", "month", "day"];
    if date.get("@form").is_some_and(|form| !form.is_null()) {
        return match date.get("@date-parts").and_then(Value::as_str) {
            Some("year") => all[..1].to_vec(),
            Some("year-month") => all[..2].to_vec(),
            _ => all.to_vec(),
        };
    }
    let parts = date.get("date-part").and_then(Value::as_array);
    let shows = |name: &&str| parts.is_some_and(|parts| parts.iter().any(|p| p["@name"] == **name));
    all.into_iter().filter(shows).collect()
}

fn date(variable: &str, parts: &[&str]) -> Value {
    let part = |name: &&str| match *name {
        "year" => json!({"@name": "year", "@form": "long"}),
        name => json!({"@name": name, "@form": "numeric-leading-zeros"}),
    };
    json!({"@variable": variable, "date-part": parts.iter().map(part).collect::<Vec<_>>()})
}
