//! Citations in a file, as citeproc-js takes them.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::Entry;
use crate::cli::failure::Failure;
use crate::files::read;
use crate::render::citation::{Citation, Cite, Form, Label, Locator};

/// A document that cites works by their identifiers.
#[derive(Deserialize)]
struct Given {
    /// The style that it is meant for.
    style: Option<String>,
    citations: Vec<GivenCitation>,
}

/// One citation.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GivenCitation {
    citation_items: Vec<GivenCite>,
    #[serde(default)]
    note_index: usize,
}

/// One work in it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[derive(Default)]
struct GivenCite {
    id: Value,
    locator: Value,
    label: Option<String>,
    prefix: String,
    suffix: String,
    suppress_author: bool,
    author_only: bool,
}

/// Reads the citations of a file: a JSON array of them, or documents, `{"citations": […]}`, one a line. Of
/// documents that name a style those count that name this one, if any does.
pub(super) fn citations(path: &Path, style: &str) -> Result<Vec<GivenCitation>, Failure> {
    let text = read::text(path).map_err(|error| Failure::Input(error.to_string()))?;
    let fails = |error: serde_json::Error| Failure::Input(format!("{}: {error}", path.display()));
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(&text).map_err(fails);
    }
    let documents = serde_json::Deserializer::from_str(&text).into_iter::<Given>();
    let mut documents: Vec<Given> = documents.collect::<Result<_, _>>().map_err(fails)?;
    let is_meant = |one: &Given| one.style.as_deref() == Some(style);
    if documents.iter().any(is_meant) {
        documents.retain(is_meant);
    }
    Ok(documents.into_iter().flat_map(|document| document.citations).collect())
}

impl GivenCitation {
    /// Returns the citation with places in `places` for identifiers, its works joined by "; ", and the
    /// identifiers that `places` does not have.
    pub(super) fn citation(&self, places: &mut Places<'_>) -> (Citation, String, Vec<String>) {
        let mut citation = Citation { cites: Vec::new(), note: self.note_index };
        let (mut ids, mut unknown) = (Vec::new(), Vec::new());
        for given in &self.citation_items {
            let id = plain(&given.id).unwrap_or_default();
            match places.of(&id) {
                Some(entry) => {
                    citation.cites.push(given.cite(entry));
                    ids.push(id);
                }
                None => unknown.push(id),
            }
        }
        (citation, ids.join("; "), unknown)
    }
}

impl GivenCite {
    fn cite(&self, entry: usize) -> Cite {
        let label = self.label.clone().map(Value::from);
        let label = label.and_then(|label| serde_json::from_value(label).ok());
        let locator = |text| Locator { label: label.unwrap_or(Label::Page), text };
        Cite {
            entry,
            locator: plain(&self.locator).filter(|text| !text.is_empty()).map(locator),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            form: match (self.author_only, self.suppress_author) {
                (true, _) => Form::AuthorOnly,
                (false, true) => Form::SuppressAuthor,
                (false, false) => Form::Whole,
            },
            position: None,
        }
    }
}

/// The entries that are cited, in the order in which they are cited first.
pub(super) struct Places<'e> {
    known: HashMap<&'e str, &'e Entry>,
    places: HashMap<&'e str, usize>,
    /// The entries.
    pub cited: Vec<&'e Entry>,
}

impl<'e> Places<'e> {
    /// Nothing is cited of these yet.
    pub(super) fn among(entries: &'e [Entry]) -> Places<'e> {
        let known = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
        Places { known, places: HashMap::new(), cited: Vec::new() }
    }

    /// Whether an entry is cited.
    pub(super) fn has(&self, entry: &Entry) -> bool {
        self.places.contains_key(entry.id.as_str())
    }

    fn of(&mut self, id: &str) -> Option<usize> {
        let (id, entry) = self.known.get_key_value(id)?;
        let next = self.cited.len();
        let place = *self.places.entry(*id).or_insert(next);
        if place == next {
            self.cited.push(*entry);
        }
        Some(place)
    }
}

/// A text, or a number as text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
