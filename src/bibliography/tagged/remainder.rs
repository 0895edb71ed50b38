//! What the values of a format do not hold of a record, as CSL-JSON in a value of its own.

use serde_json::{Map, Value as Json};

use crate::bibliography::extras;
use crate::model::entry::Entry;

/// What such a value begins with.
const MARK: &str = "CSL-JSON: ";

/// The members of `entry` that `read`, what its values are read as, lacks or holds otherwise;
/// null for those that only `read` has. Fields kept for one format only are left aside.
pub(crate) fn of(entry: &Entry, read: &Entry) -> Map<String, Json> {
    let mut rest = Map::new();
    if entry.kind != read.kind {
        rest.insert("type".to_owned(), entry.kind.as_str().into());
    }
    if entry.id != read.id && !entry.id.is_empty() {
        rest.insert("id".to_owned(), entry.id.as_str().into());
    }
    let is_custom = |name: &str| name == extras::CUSTOM;
    for (name, value) in entry.variables.iter().filter(|(name, _)| !is_custom(name)) {
        if read.variables.get(name) != Some(value) {
            rest.insert(name.to_string(), serde_json::to_value(value).unwrap_or(Json::Null));
        }
    }
    for name in read.variables.keys() {
        if !is_custom(name) && !entry.variables.contains_key(name) {
            rest.insert(name.to_string(), Json::Null);
        }
    }
    let others: Vec<&str> =
        entry.variables.keys().map(|name| &**name).filter(|name| entry.has_others(name)).collect();
    if others.iter().any(|name| !read.has_others(name)) {
        rest.insert(extras::OTHERS.to_owned(), Json::from_iter(others));
    }
    rest
}

/// The value that holds these members.
pub(crate) fn write(rest: Map<String, Json>) -> String {
    let json = Json::Object(rest).to_string();
    let mut text = MARK.to_owned();
    for c in json.chars() {
        // In JSON these stand in strings only; formats of lines would not keep them as they are.
        let single = c == ' ' && !text.ends_with(' ');
        match single || !(c.is_whitespace() || c.is_control()) {
            true => text.push(c),
            false => text += &format!("\\u{:04x}", u32::from(c)),
        }
    }
    text
}

/// The members that a value holds, if it is such a value.
pub(crate) fn read(text: &str) -> Option<Map<String, Json>> {
    serde_json::from_str(text.strip_prefix(MARK)?).ok()
}

/// Sets the members in a record.
pub(crate) fn apply(entry: &mut Entry, rest: Map<String, Json>) {
    for (name, value) in rest {
        match (name.as_str(), value) {
            ("type", Json::String(kind)) => entry.kind = kind.into(),
            ("id", Json::String(id)) => entry.id = id.into(),
            (extras::OTHERS, Json::Array(names)) => {
                names.iter().filter_map(Json::as_str).for_each(|name| entry.set_others(name));
            }
            (_, Json::Null) => drop(entry.variables.remove(&name)),
            (_, value) => {
                if let Ok(value) = serde_json::from_value(value) {
                    entry.variables.insert(name, value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_is_given_back() {
        let mut entry = Entry::new("a", "book");
        entry.set("title", "T");
        entry.set_others("author");
        entry.set("author", vec![crate::model::entry::Name::literal("B")]);
        let mut back = Entry::new("b", "book");
        back.set("note", "n");
        let rest = of(&entry, &back);
        apply(&mut back, read(&write(rest)).expect("is one"));
        assert_eq!(back, entry);
    }
}
