//! Entries as items of the CSL processor.

use serde_json::{Map, Value as Json};

use crate::csl::Item;
use crate::model::entry::Entry;

/// Returns the item of an entry under an identifier of its own: keys need not be unique.
pub(super) fn item(entry: &Entry, id: usize) -> Item {
    let Ok(Json::Object(mut object)) = serde_json::to_value(entry) else {
        return Item::default();
    };
    object.insert("id".to_owned(), Json::String(id.to_string()));
    object.insert("type".to_owned(), Json::String(kind(&entry.kind).to_owned()));
    object.retain(|name, _| !is_said_twice(entry, name));
    for variable in entry.variables.keys().filter(|variable| entry.has_others(variable)) {
        add_others(&mut object, variable);
    }
    Item::from_json(&Json::Object(object)).unwrap_or_default()
}

/// Says that a list of names goes on.
fn add_others(object: &mut Map<String, Json>, variable: &str) {
    let names = object.get_mut(variable).and_then(Json::as_array_mut);
    if let Some(Json::Object(name)) = names.and_then(|names| names.last_mut()) {
        name.insert("goes-on".to_owned(), Json::Bool(true));
    }
}

/// Whether a variable says only what another one says better: the event that a volume is named for.
fn is_said_twice(entry: &Entry, name: &str) -> bool {
    let same = |other: &str| {
        let (text, other) = (entry.text(name), entry.text(other));
        text.zip(other).is_some_and(|(a, b)| a.trim().to_lowercase() == b.trim().to_lowercase())
    };
    matches!(name, "event" | "event-title") && (same("container-title") || same("title"))
}

/// Kinds of work whose name changed between versions of CSL.
fn kind(kind: &str) -> &str {
    match kind {
        "" => "document",
        "book-chapter" => "chapter",
        other => other,
    }
}
