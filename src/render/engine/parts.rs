//! The two parts of a style, each as a style of its own that writes one cite or entry.

use std::collections::HashSet;

use hayagriva::Formatting;
use hayagriva::citationberg::{Layout, Locale, Style as Csl};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::marks::Mark;
use super::prepare::{Affixes, Part, Variant};

/// A part as a style: `part` is the tree of a citation or a bibliography.
pub fn part(tree: &Value, part: &Value, variant: Variant) -> Option<Part> {
    let delimiter = part.get("@names-delimiter").or_else(|| tree.get("@names-delimiter"));
    let mut alone = alone(tree, as_citation(part.as_object()?));
    if let Some(delimiter) = delimiter {
        delimit_names(&mut alone, delimiter);
    }
    vary(&mut alone, variant);
    let Csl::Independent(mut csl) = Csl::deserialize(alone).ok()? else { return None };
    let layout = &mut csl.citation.layout;
    let affixes = Affixes {
        prefix: layout.prefix.take().unwrap_or_default(),
        suffix: layout.suffix.take().unwrap_or_default(),
        delimiter: layout.delimiter.take().unwrap_or_default(),
        face: face(layout),
    };
    Some(Part { csl, affixes, keys: None, places_suffix: false })
}

/// A style that has this citation, the macros it calls, and no bibliography. Reading a style takes
/// long, and of a large one a part calls few macros.
pub fn alone(tree: &Value, citation: Map<String, Value>) -> Value {
    let citation = Value::Object(citation);
    let kept: Vec<Value> = called_by(&citation, tree).into_iter().cloned().collect();
    let rest = tree.as_object().into_iter().flatten();
    let rest =
        rest.filter(|(key, _)| !["macro", "citation", "bibliography"].contains(&key.as_str()));
    let mut alone: Map<String, Value> =
        rest.map(|(key, value)| (key.clone(), value.clone())).collect();
    alone.insert("macro".to_owned(), Value::Array(kept));
    alone.insert("citation".to_owned(), citation);
    Value::Object(alone)
}

/// The macros of a style that a node calls, itself or by other macros, in the style's order.
fn called_by<'a>(node: &'a Value, tree: &'a Value) -> Vec<&'a Value> {
    let macros = tree["macro"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut called = HashSet::new();
    calls(node, macros, &mut called);
    let is_called = |one: &&Value| one["@name"].as_str().is_some_and(|name| called.contains(name));
    macros.iter().filter(is_called).collect()
}

/// Adds the names of the macros that a node calls, itself or by other macros.
fn calls<'a>(node: &'a Value, macros: &'a [Value], called: &mut HashSet<&'a str>) {
    match node {
        Value::Array(list) => list.iter().for_each(|child| calls(child, macros, called)),
        Value::Object(object) => {
            if let Some(name) = object.get("@macro").and_then(Value::as_str)
                && called.insert(name)
            {
                let same = macros.iter().filter(|one| one["@name"].as_str() == Some(name));
                same.for_each(|one| calls(one, macros, called));
            }
            object.values().for_each(|child| calls(child, macros, called));
        }
        _ => {}
    }
}

/// The layout of a part with the options for names that hold in it.
fn as_citation(part: &Map<String, Value>) -> Map<String, Value> {
    const NAMES: &[&str] =
        &["@and", "@name", "@names", "@delimiter-precedes", "@et-al", "@initialize"];
    let kept = part
        .iter()
        .filter(|(key, _)| *key == "layout" || NAMES.iter().any(|start| key.starts_with(start)));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Gives names the delimiter that they inherit, which the engine does not look for.
fn delimit_names(node: &mut Value, delimiter: &Value) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(|child| delimit_names(child, delimiter)),
        Value::Object(object) => {
            object.values_mut().for_each(|child| delimit_names(child, delimiter));
            if let Some(Value::Object(names)) = object.get_mut("names") {
                names.entry("@delimiter").or_insert_with(|| delimiter.clone());
            }
        }
        _ => {}
    }
}

/// How the affixes of a layout are set.
fn face(layout: &Layout) -> Formatting {
    let plain = Formatting::default();
    Formatting {
        font_style: layout.font_style.unwrap_or(plain.font_style),
        font_variant: layout.font_variant.unwrap_or(plain.font_variant),
        font_weight: layout.font_weight.unwrap_or(plain.font_weight),
        text_decoration: layout.text_decoration.unwrap_or(plain.text_decoration),
        vertical_align: layout.vertical_align.unwrap_or(plain.vertical_align),
    }
}

/// Makes names come out as the variant wants them.
fn vary(node: &mut Value, variant: Variant) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(|child| vary(child, variant)),
        Value::Object(object) => {
            object.values_mut().for_each(|child| vary(child, variant));
            for name in ["min", "use-first"] {
                let later = object.remove(&format!("@et-al-subsequent-{name}"));
                if let (true, Some(later)) = (variant.subsequent, later) {
                    object.insert(format!("@et-al-{name}"), later);
                }
            }
            if let Some(first) = object.get_mut("@et-al-use-first") {
                let number = first.as_u64().or_else(|| first.as_str()?.parse().ok());
                if number.is_some_and(|number| (number as usize) < variant.names) {
                    *first = json!(variant.names);
                }
            }
            if variant.given > 0 {
                give(object, variant.given);
            }
        }
        _ => {}
    }
}

/// Shows given names.
fn give(object: &mut Map<String, Value>, level: u8) {
    if object.get("@name-form").and_then(Value::as_str) == Some("short") {
        object.insert("@name-form".to_owned(), json!("long"));
    }
    if let Some(Value::Object(name)) = object.get_mut("name")
        && name.get("@form").and_then(Value::as_str) == Some("short")
    {
        name.insert("@form".to_owned(), json!("long"));
    }
    if level > 1 {
        object.remove("@initialize-with");
    }
}

/// Whether a part uses a variable, itself or by its macros.
pub fn uses(tree: &Value, part: &str, variable: &str) -> bool {
    let Some(part) = tree.get(part) else { return false };
    let layout = &part["layout"];
    has_variable(layout, variable)
        || called_by(layout, tree).into_iter().any(|one| has_variable(one, variable))
}

fn has_variable(node: &Value, variable: &str) -> bool {
    match node {
        Value::Array(list) => list.iter().any(|child| has_variable(child, variable)),
        Value::Object(object) => {
            object.get("@variable").and_then(Value::as_str) == Some(variable)
                || object.values().any(|child| has_variable(child, variable))
        }
        _ => false,
    }
}

/// Marks where the years of a style's dates end.
pub fn mark_years(node: &mut Value) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(mark_years),
        Value::Object(object) => {
            object.values_mut().for_each(mark_years);
            if let Some(Value::Array(parts)) = object.get_mut("date-part") {
                for part in parts.iter_mut().filter(|part| part["@name"] == "year") {
                    let suffix = part["@suffix"].as_str().unwrap_or_default();
                    part["@suffix"] = json!(format!("{}{suffix}", Mark::YearEnds.char()));
                }
            }
        }
        _ => {}
    }
}

/// Marks where the years of a language's dates end.
pub fn mark_locale(locale: &mut Locale) {
    use hayagriva::citationberg::DatePartName::Year;
    let parts = locale.date.iter_mut().flat_map(|date| date.date_part.iter_mut());
    for part in parts.filter(|part| part.name == Year) {
        let suffix = part.affixes.suffix.take().unwrap_or_default();
        part.affixes.suffix = Some(format!("{}{suffix}", Mark::YearEnds.char()));
    }
}

/// Whether anything in a style has this attribute, other than as "no".
pub fn asks_anywhere(node: &Value, attribute: &str) -> bool {
    match node {
        Value::Array(list) => list.iter().any(|child| asks_anywhere(child, attribute)),
        Value::Object(object) => {
            object.get(attribute).is_some_and(|value| value.as_bool() != Some(false))
                || object.values().any(|child| asks_anywhere(child, attribute))
        }
        _ => false,
    }
}
