//! Citations as citeproc keeps them: the fields of Zotero and Mendeley.

use serde_json::Value;

use crate::bibliography::formats::by_name;
use crate::model::entry::Entry;
use crate::model::field::FieldWork;
use crate::model::library::Library;

/// The works of a citation: `{"citationItems": [{"itemData": {…}}]}`.
pub(crate) fn items(json: &str) -> Vec<FieldWork> {
    // What follows the object, as Zotero's random letters, is none of it.
    let mut values = serde_json::Deserializer::from_str(json.trim()).into_iter::<Value>();
    let Some(Ok(citation)) = values.next() else { return Vec::new() };
    let items = citation["citationItems"].as_array().map_or(&[][..], Vec::as_slice);
    let suppressed = |item: &Value| {
        matches!(item.get("suppress-author"), Some(Value::Bool(true) | Value::Number(_)))
    };
    let work = |item: &Value| FieldWork {
        entry: entries("csl-json", item.get("itemData").map(Value::to_string)).pop(),
        suppresses_author: suppressed(item),
        ..FieldWork::default()
    };
    items.iter().map(work).collect()
}

/// The records in a text of a library's format.
pub(crate) fn entries(format: &str, text: Option<String>) -> Vec<Entry> {
    let (Some(text), Ok(format)) = (text, by_name(format)) else { return Vec::new() };
    let library = Library::of_text("field", text, format);
    library.records.into_iter().map(|record| record.entry).collect()
}
