//! What only we know travels through the engine in variables that the style does not use.
//!
//! The engine writes one cite at a time; the number of a work, its year suffix and the place of the
//! cite among the others are known here. Where the style asks for them, it is made to ask for a
//! variable that it does not use otherwise, which the record then holds or not.

use std::collections::HashSet;

use serde_json::{Value, json};

/// What is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// The number of the work in the bibliography.
    Number,
    /// The letter after the year.
    YearSuffix,
    /// That the cite would be ambiguous.
    Disambiguate,
    /// The number of the note that cites the work first.
    FirstNote,
    /// The work is cited for the first time.
    First,
    /// It was cited before.
    Subsequent,
    /// It was cited just before.
    Ibid,
    /// It was cited just before, at another place.
    IbidWithLocator,
    /// It was cited a few notes before.
    NearNote,
}

const ALL: &[Carried] = &[
    Carried::Number,
    Carried::YearSuffix,
    Carried::Disambiguate,
    Carried::FirstNote,
    Carried::First,
    Carried::Subsequent,
    Carried::Ibid,
    Carried::IbidWithLocator,
    Carried::NearNote,
];

/// Variables to choose from, the rarest first.
const FREE: &[&str] = &[
    "annote",
    "citation-key",
    "reviewed-genre",
    "original-publisher-place",
    "part-title",
    "license",
    "scale",
    "archive_collection",
    "volume-title",
    "source",
    "keyword",
    "division",
    "archive-place",
    "dimensions",
    "call-number",
    "abstract",
    "original-publisher",
    "medium",
    "status",
    "jurisdiction",
    "authority",
    "original-title",
    "reviewed-title",
    "archive_location",
    "archive",
    "title-short",
    "container-title-short",
    "event-place",
    "ISSN",
    "ISBN",
    "genre",
];

/// The variables that carry.
#[derive(Debug, Clone)]
pub struct Carriers(Vec<&'static str>);

impl Carriers {
    /// The variable that carries this.
    pub fn name(&self, carried: Carried) -> &'static str {
        let place = ALL.iter().position(|one| *one == carried).unwrap_or(0);
        self.0.get(place).copied().unwrap_or(super::mend::NEVER)
    }

    /// All of them; a record's own values in them are never shown.
    pub fn names(&self) -> &[&'static str] {
        &self.0
    }
}

/// Makes a style ask the carriers.
pub fn carry(tree: &mut Value) -> Carriers {
    let carriers = Carriers(free(tree).into_iter().take(ALL.len()).collect());
    for part in ["citation", "bibliography", "macro"] {
        if let Some(part) = tree.get_mut(part) {
            walk(part, &carriers);
        }
    }
    carriers
}

/// The variables that a style does not use.
pub fn free(tree: &Value) -> Vec<&'static str> {
    let mut used = HashSet::new();
    strings(tree, &mut used);
    // A short form stands for the long one, which the style may use.
    let used = |name: &str| used.contains(name) || used.contains(name.trim_end_matches("-short"));
    FREE.iter().copied().filter(|name| !used(name)).collect()
}

fn strings(node: &Value, found: &mut HashSet<String>) {
    match node {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Array(list) => list.iter().for_each(|child| strings(child, found)),
        Value::Object(object) => object.values().for_each(|child| strings(child, found)),
        _ => {}
    }
}

fn walk(node: &mut Value, carriers: &Carriers) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(|child| walk(child, carriers)),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                // A label's variable must be a number; sorting looks its numbers up itself.
                if !matches!(key.as_str(), "label" | "number" | "sort") {
                    walk(value, carriers);
                }
            }
            if let Some(text) = object.get("number").and_then(|number| as_text(number, carriers)) {
                object.remove("number");
                object.insert("text".to_owned(), text);
            }
            if let Some(choice) = object.get("text").and_then(|text| suffix(text, carriers)) {
                object.remove("text");
                object.insert("choose".to_owned(), choice);
            }
            match object.get_mut("@variable") {
                Some(Value::Array(names)) => {
                    names.iter_mut().for_each(|name| replace(name, carriers));
                }
                Some(name) => replace(name, carriers),
                None => {}
            }
            tests(object, carriers);
        }
        _ => {}
    }
}

/// The year suffix is no variable: a group is not empty for want of it.
fn suffix(text: &Value, carriers: &Carriers) -> Option<Value> {
    let carrier = carriers.name(Carried::YearSuffix);
    let asks = text.get("@variable").and_then(Value::as_str) == Some(carrier);
    let branch = json!({"@variable": [carrier], "@match": "all", "$value": [{"text": text}]});
    asks.then(|| json!({"if": branch}))
}

/// A number that is carried, as text.
fn as_text(number: &Value, carriers: &Carriers) -> Option<Value> {
    let mut text = number.clone();
    text["@variable"] = json!(of_variable(&number["@variable"], carriers)?);
    text.as_object_mut()?.remove("@form");
    Some(text)
}

fn replace(name: &mut Value, carriers: &Carriers) {
    if let Some(carrier) = of_variable(name, carriers) {
        *name = json!(carrier);
    }
}

fn of_variable(name: &Value, carriers: &Carriers) -> Option<&'static str> {
    let carried = match name.as_str()? {
        "citation-number" => Carried::Number,
        "year-suffix" => Carried::YearSuffix,
        "first-reference-note-number" => Carried::FirstNote,
        _ => return None,
    };
    Some(carriers.name(carried))
}

/// Turns tests of position and ambiguity into tests of variables.
fn tests(branch: &mut serde_json::Map<String, Value>, carriers: &Carriers) {
    let mut asked = Vec::new();
    if let Some(Value::Array(positions)) = branch.remove("@position") {
        asked.extend(positions.iter().filter_map(|position| {
            Some(match position.as_str()? {
                "first" => Carried::First,
                "subsequent" => Carried::Subsequent,
                "ibid" => Carried::Ibid,
                "ibid-with-locator" => Carried::IbidWithLocator,
                _ => Carried::NearNote,
            })
        }));
    }
    if branch.get("@disambiguate") == Some(&json!(true)) {
        branch.remove("@disambiguate");
        asked.push(Carried::Disambiguate);
    }
    if asked.is_empty() {
        return;
    }
    let variables = branch.entry("@variable").or_insert_with(|| json!([]));
    if let Some(variables) = variables.as_array_mut() {
        variables.extend(asked.into_iter().map(|carried| json!(carriers.name(carried))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_become_variables_that_the_style_does_not_use() {
        let branch = json!({"@position": ["ibid"], "@match": "all", "$value": []});
        let used = json!({"text": {"@variable": "annote"}});
        let mut tree =
            json!({"citation": {"layout": {"$value": [{"choose": {"if": branch}}, used]}}});
        let carriers = carry(&mut tree);
        let asked = &tree["citation"]["layout"]["$value"][0]["choose"]["if"];
        assert_eq!(asked["@variable"], json!([carriers.name(Carried::Ibid)]));
        assert!(asked.get("@position").is_none());
        assert!(!carriers.names().contains(&"annote"));
    }

    #[test]
    fn numbers_become_text() {
        let number = json!({"number": {"@variable": "citation-number", "@form": "numeric"}});
        let mut tree = json!({"bibliography": {"layout": {"$value": [number]}}});
        let carriers = carry(&mut tree);
        let text = &tree["bibliography"]["layout"]["$value"][0]["text"];
        assert_eq!(text["@variable"], json!(carriers.name(Carried::Number)));
    }
}
