//! Keys of a settings file that mean nothing.

use std::fmt;

use serde_json::Value;
use toml::de::{DeTable, DeValue, Error};

/// A key that stands for no setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// The byte at which it begins.
    pub at: usize,
    /// The key with those of the tables around it: `links.timeout`.
    pub key: String,
    /// The setting whose name is nearest.
    pub nearest: Option<String>,
}

/// The keys in a TOML text that its JSON Schema does not know, in the order of the text.
///
/// # Errors
///
/// The text is no TOML.
pub(crate) fn keys(text: &str, schema: &Value) -> Result<Vec<Unknown>, Error> {
    let table = DeTable::parse(text)?;
    let mut found = Vec::new();
    walk(table.get_ref(), Known { root: schema, table: schema }, "", &mut found);
    found.sort_by_key(|unknown: &Unknown| unknown.at);
    Ok(found)
}

/// What a schema says of a table.
#[derive(Clone, Copy)]
struct Known<'a> {
    root: &'a Value,
    table: &'a Value,
}

impl<'a> Known<'a> {
    /// What it says of the value of a key; nothing if it does not know the key.
    fn get(self, key: &str) -> Option<Known<'a>> {
        let value = self.table.get("properties").and_then(|known| known.get(key));
        let others = self.table.get("additionalProperties").filter(|others| others.is_object());
        let value = value.or(others)?;
        let named = value.get("$ref").and_then(Value::as_str);
        let named = named.and_then(|name| self.root.pointer(name.trim_start_matches('#')));
        Some(Known { table: named.unwrap_or(value), ..self })
    }

    /// The name of a setting that is nearest to `key`.
    fn nearest(self, key: &str) -> Option<String> {
        let known = self.table.get("properties").and_then(Value::as_object)?;
        known.keys().min_by_key(|name| strsim::damerau_levenshtein(key, name)).cloned()
    }
}

fn walk(table: &DeTable, known: Known, path: &str, found: &mut Vec<Unknown>) {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match (known.get(name), value.get_ref()) {
            (None, _) => {
                let (at, nearest) = (key.span().start, known.nearest(name));
                found.push(Unknown { at, key: path, nearest });
            }
            (Some(known), DeValue::Table(table)) => walk(table, known, &path, found),
            _ => {}
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no setting \"{}\"", self.key)?;
        match &self.nearest {
            Some(nearest) => write!(f, "; nearest: {nearest}"),
            None => Ok(()),
        }
    }
}
