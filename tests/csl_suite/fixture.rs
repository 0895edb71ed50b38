//! Fixtures of the official CSL test suite: reading them.
//!
//! The format: <https://github.com/citation-style-language/test-suite>.

use std::collections::HashMap;
use std::path::Path;

use cite::Entry;
use cite::render::citation::{Citation, Cite, Form, Label, Locator, Position};
use serde_json::Value;

/// One fixture.
pub struct Fixture {
    /// Whether a bibliography is wanted; else citations.
    pub bibliography: bool,
    /// What citeproc-js prints.
    pub result: String,
    /// The style.
    pub csl: String,
    /// The works.
    pub entries: Vec<Entry>,
    /// The sections as written, by name.
    sections: HashMap<String, String>,
}

/// What is cited.
pub enum Cited {
    /// Citations by themselves.
    Alone(Vec<Citation>),
    /// The states of a text that is being written, the last two: before and after the last change,
    /// with the place of what was changed.
    Text { before: Vec<Citation>, after: Vec<Citation>, changed: usize, kept: Vec<Option<usize>> },
}

impl Fixture {
    /// Reads a fixture; the error says which part of it cannot be read.
    pub fn open(path: &Path) -> Result<Fixture, String> {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let sections = sections(&text.replace("\r\n", "\n"));
        let section = |name: &str| sections.get(name).cloned().unwrap_or_default();
        let input: Vec<Value> =
            json(&section("INPUT")).map_err(|error| format!("input: {error}"))?;
        let entries: Result<Vec<Entry>, _> =
            input.into_iter().map(with_key).map(serde_json::from_value).collect();
        Ok(Fixture {
            bibliography: section("MODE").starts_with("bibliography"),
            result: section("RESULT"),
            csl: section("CSL"),
            entries: entries.map_err(|error| format!("input: {error}"))?,
            sections,
        })
    }

    /// What is cited.
    pub fn cited(&self) -> Result<Cited, String> {
        if let Some(text) = self.sections.get("CITATIONS") {
            return self.text(&json::<Vec<Value>>(text)?);
        }
        if let Some(text) = self.sections.get("CITATION-ITEMS") {
            let lists: Vec<Vec<Value>> = json(text)?;
            let citations = lists.iter().map(|items| self.citation(items, 0, true));
            return Ok(Cited::Alone(citations.collect::<Result<_, _>>()?));
        }
        let all = |entry| Cite { entry, position: Some(Position::default()), ..Cite::default() };
        let cites = (0..self.entries.len()).map(all).collect();
        Ok(Cited::Alone(vec![Citation { cites, note: 0 }]))
    }

    /// A text that is written citation by citation: each step gives a citation and the ids and
    /// notes of those before and after it.
    fn text(&self, steps: &[Value]) -> Result<Cited, String> {
        let mut known: HashMap<String, Value> = HashMap::new();
        let mut states: Vec<Vec<(String, usize)>> = vec![Vec::new()];
        let mut changed = String::new();
        for step in steps {
            let citation = &step[0];
            changed = citation["citationID"].as_str().unwrap_or_default().to_owned();
            known.insert(changed.clone(), citation.clone());
            let note = citation["properties"]["noteIndex"].as_u64().unwrap_or(0) as usize;
            let mut state = listed(&step[1]);
            state.push((changed.clone(), note));
            state.extend(listed(&step[2]));
            states.push(state);
        }
        let after = states.pop().unwrap_or_default();
        let before = states.pop().unwrap_or_default();
        let render = |state: &[(String, usize)]| {
            let each = |(id, note): &(String, usize)| {
                let items = known.get(id).and_then(|citation| citation["citationItems"].as_array());
                self.citation(items.map(Vec::as_slice).unwrap_or_default(), *note, false)
            };
            state.iter().map(each).collect::<Result<Vec<Citation>, String>>()
        };
        let place = |id: &str| before.iter().position(|(other, _)| other == id);
        Ok(Cited::Text {
            before: render(&before)?,
            after: render(&after)?,
            changed: after.iter().position(|(id, _)| *id == changed).unwrap_or(0),
            kept: after.iter().map(|(id, _)| place(id)).collect(),
        })
    }

    fn citation(&self, items: &[Value], note: usize, alone: bool) -> Result<Citation, String> {
        let cites = items.iter().map(|item| self.cite(item, alone)).collect::<Result<_, _>>()?;
        Ok(Citation { cites, note })
    }

    fn cite(&self, item: &Value, alone: bool) -> Result<Cite, String> {
        let id = scalar(&item["id"]);
        let entry = self.entries.iter().position(|entry| entry.id == id);
        let holds = |name: &str| match &item[name] {
            Value::Bool(yes) => *yes,
            Value::Number(number) => number.as_i64() != Some(0),
            _ => false,
        };
        let number = item["position"].as_u64();
        let position = Position {
            subsequent: number.is_some_and(|number| number > 0),
            ibid: number.is_some_and(|number| number > 1),
            ibid_with_locator: number == Some(3),
            near_note: holds("near-note"),
            first_note: item["first-reference-note-number"].as_u64().map(|note| note as usize),
        };
        let form = match (holds("author-only"), holds("suppress-author")) {
            (true, _) => Form::AuthorOnly,
            (_, true) => Form::SuppressAuthor,
            _ => Form::Whole,
        };
        Ok(Cite {
            entry: entry.ok_or_else(|| format!("citations: no item {id}"))?,
            locator: locator(item)?,
            prefix: scalar(&item["prefix"]),
            suffix: scalar(&item["suffix"]),
            form,
            position: alone.then_some(position),
        })
    }
}

/// A work whose key is text, as our entries have it; in CSL-JSON it may be a number.
fn with_key(mut item: Value) -> Value {
    item["id"] = scalar(&item["id"]).into();
    item
}

fn locator(item: &Value) -> Result<Option<Locator>, String> {
    let text = scalar(&item["locator"]);
    if text.is_empty() {
        return Ok(None);
    }
    let label = match item["label"].as_str().unwrap_or("page") {
        "" => "page",
        "sub verbo" => "sub-verbo",
        other => other,
    };
    let label: Label = label.parse().map_err(|_| format!("citations: label {label}"))?;
    Ok(Some(Locator { label, text }))
}

fn listed(pairs: &Value) -> Vec<(String, usize)> {
    let pair = |pair: &Value| (scalar(&pair[0]), pair[1].as_u64().unwrap_or(0) as usize);
    pairs.as_array().into_iter().flatten().map(pair).collect()
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// The sections of a file: `>>== NAME ==>>` … `<<== NAME ==<<`.
fn sections(text: &str) -> HashMap<String, String> {
    let mut sections = HashMap::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        let name = |line: &str| line.trim_matches(['<', '>', '=', ' ']).to_owned();
        if line.starts_with(">>=") {
            open = Some((name(line), String::new()));
        } else if line.starts_with("<<=") {
            if let Some((name, text)) = open.take() {
                sections.insert(name, text.trim().to_owned());
            }
        } else if let Some((_, text)) = &mut open {
            text.push_str(line);
            text.push('\n');
        }
    }
    sections
}
