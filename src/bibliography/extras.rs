//! What a format holds and CSL has no name for.
//!
//! CSL-JSON sets the variable `custom` apart for such things. There each format has a room of
//! its own, and a field's value stands as the format wrote it, so that it survives the way into
//! our records and back.

use serde_json::{Map, Value as Json};

use crate::model::entry::{Entry, Value};

/// The variable's name.
pub(crate) const CUSTOM: &str = "custom";

/// The member that names the lists of names that go on ([`Entry::set_others`]).
pub(crate) const OTHERS: &str = "others";

/// Keeps a field of `format` under its name.
pub(crate) fn keep(entry: &mut Entry, format: &str, field: &str, value: impl Into<Json>) {
    let custom = entry.variables.get_or_insert_with(CUSTOM, || Json::Object(Map::new()).into());
    if custom.as_object().is_none() {
        let before = serde_json::to_value(&*custom).unwrap_or(Json::Null);
        *custom = serde_json::json!({ "": before }).into();
    }
    if let Some(namespaces) = custom.as_object_mut() {
        let namespace = namespaces.entry(format).or_insert_with(|| Json::Object(Map::new()));
        if let Json::Object(namespace) = namespace {
            namespace.insert(field.to_owned(), value.into());
        }
    }
}

/// The fields that were kept of `format`, in the order in which they were kept.
pub(crate) fn kept<'e>(
    entry: &'e Entry,
    format: &str,
) -> impl Iterator<Item = (&'e str, &'e Json)> {
    let namespace = namespaces(entry).and_then(|namespaces| namespaces.get(format)?.as_object());
    namespace.into_iter().flatten().map(|(field, value)| (field.as_str(), value))
}

/// The names of the rooms other than `format`'s that hold something: what a writer of `format`
/// leaves behind.
pub(crate) fn other_namespaces<'e>(
    entry: &'e Entry,
    format: &'e str,
) -> impl Iterator<Item = &'e str> {
    namespaces(entry)
        .into_iter()
        .flatten()
        .map(|(namespace, _)| namespace.as_str())
        .filter(move |namespace| *namespace != format && *namespace != OTHERS)
}

/// What is kept, by format.
fn namespaces(entry: &Entry) -> Option<&Map<String, Json>> {
    entry.variables.get(CUSTOM).and_then(Value::as_object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_are_kept_apart() {
        let mut entry = Entry::new("a", "book");
        keep(&mut entry, "biblatex", "file", "x.pdf");
        keep(&mut entry, "ris", "U1", "y");
        let fields: Vec<_> = kept(&entry, "biblatex").collect();
        assert_eq!(fields, [("file", &serde_json::json!("x.pdf"))]);
        assert_eq!(other_namespaces(&entry, "biblatex").collect::<Vec<_>>(), ["ris"]);
    }
}
