//! The columns of the tables, as Arrow names them.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema};

use super::rows::VERSION;

const TEXT: DataType = DataType::Utf8;
const NUMBER: DataType = DataType::Int32;
const OFFSET: DataType = DataType::Int64;
const SHARE: DataType = DataType::Float64;

/// The flat tables: of documents, and of what is in them.
pub(crate) const NAMES: [&str; 4] = ["documents", "references", "citations", "findings"];

/// The documents, each with its references, citations and findings.
pub fn documents() -> Vec<FieldRef> {
    let mut fields =
        fields(&[("path", TEXT), ("error", TEXT), ("system", TEXT), ("version", NUMBER)]);
    for (name, columns) in
        [("references", references()), ("citations", citations()), ("findings", findings())]
    {
        fields.push(Arc::new(Field::new(name, list(DataType::Struct(columns)), true)));
    }
    fields
}

/// What is asked for most of a record, and its whole.
const RECORD: [(&str, DataType); 7] = [
    ("type", TEXT),
    ("title", TEXT),
    ("container", TEXT),
    ("year", NUMBER),
    ("doi", TEXT),
    ("url", TEXT),
    ("entry", TEXT),
];

/// Records, each by its key.
pub fn records() -> Vec<FieldRef> {
    [fields(&[("id", TEXT)]), fields(&RECORD)].concat()
}

/// Returns columns with the version of their meaning.
pub(crate) fn schema(fields: Vec<FieldRef>) -> Schema {
    let version = HashMap::from([("cite.version".to_owned(), VERSION.to_string())]);
    Schema::new_with_metadata(fields, version)
}

fn references() -> Fields {
    let entry = [("index", NUMBER), ("raw", TEXT), ("label", TEXT), ("confidence", SHARE)];
    placed(&[&entry[..], &RECORD].concat())
}

fn citations() -> Fields {
    let columns = [
        ("citation", NUMBER),
        ("item", NUMBER),
        ("kind", TEXT),
        ("text", TEXT),
        ("names", list(TEXT)),
        ("year", TEXT),
        ("suffix", TEXT),
        ("locator", TEXT),
        ("key", TEXT),
        ("match", TEXT),
        ("references", list(NUMBER)),
    ];
    placed(&columns)
}

fn findings() -> Fields {
    let columns = [
        ("id", TEXT),
        ("rule", TEXT),
        ("severity", TEXT),
        ("message", TEXT),
        ("help", TEXT),
        ("reference", NUMBER),
        ("confidence", SHARE),
        ("fix", TEXT),
    ];
    placed(&columns)
}

/// Columns, and those that say where it stands.
fn placed(columns: &[(&str, DataType)]) -> Fields {
    let mut all = fields(columns);
    all.extend(fields(&[("line", NUMBER), ("start", OFFSET), ("end", OFFSET)]));
    all.into()
}

/// A column of numbers.
pub(super) fn number(name: &str) -> FieldRef {
    Arc::new(Field::new(name, NUMBER, true))
}

fn fields(columns: &[(&str, DataType)]) -> Vec<FieldRef> {
    columns.iter().map(|(name, kind)| Arc::new(Field::new(*name, kind.clone(), true))).collect()
}

fn list(of: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(of, true)))
}
