//! Records to Hayagriva's entries.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::read::{CSL, NAMESPACE, ROLES, SERIALS, TEXTS};
use super::{kinds, values, yaml};
use crate::bibliography::extras;
use crate::bibliography::format::{Loss, Written};
use crate::model::entry::{Entry, Value};

/// Variables whose text may hold markup.
const MARKED: [&str; 4] = ["title", "title-short", "container-title", "collection-title"];

/// Writes entries in order.
pub(crate) fn write(entries: &[&Entry]) -> Written {
    let mut written = Written::default();
    let mut file = Map::new();
    for entry in entries {
        let mut writer = Writer {
            entry,
            left: entry.variables.keys().map(|name| name.as_str()).collect(),
            csl: Map::new(),
            losses: &mut written.losses,
        };
        let fields = writer.fields();
        let key = writer.key(&file);
        file.insert(key, Json::Object(fields));
    }
    for (key, fields) in file {
        if !written.text.is_empty() {
            written.text.push('\n');
        }
        yaml::write(&Map::from_iter([(key, fields)]), 0, &mut written.text);
    }
    written
}

struct Writer<'e, 'l> {
    entry: &'e Entry,
    /// Variables that were not written yet.
    left: BTreeSet<&'e str>,
    /// What Hayagriva has no field for, or cannot hold whole.
    csl: Map<String, Json>,
    losses: &'l mut Vec<Loss>,
}

impl Writer<'_, '_> {
    fn lose(&mut self, message: String) {
        self.losses.push(Loss { entry: self.entry.id.to_string(), message });
    }

    /// A key unlike those before it.
    fn key(&mut self, taken: &Map<String, Json>) -> String {
        let stem = match self.entry.id.as_str() {
            "" => "entry",
            id => id,
        };
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let free =
            std::iter::once(stem.to_owned()).chain(numbered).find(|k| !taken.contains_key(k));
        let key = free.unwrap_or_default();
        if key != self.entry.id {
            self.lose(format!("the key is written as \"{key}\""));
        }
        key
    }

    fn fields(&mut self) -> Map<String, Json> {
        let (kind, parent_kind, exact) = kinds::hayagriva(&self.entry.kind);
        let mut fields = Map::new();
        fields.insert("type".to_owned(), json!(kind));
        if !exact && self.entry.kind != "document" && !self.entry.kind.is_empty() {
            self.csl.insert("type".to_owned(), json!(self.entry.kind));
        }
        self.title(&mut fields);
        self.names("author", "author", &mut fields);
        self.affiliated(&mut fields);
        self.date("issued", "date", &mut fields);
        let parent = self.parent(kind, parent_kind);
        self.names("editor", "editor", &mut fields);
        self.publisher(&mut fields);
        for (field, variable) in [("volume", "volume"), ("issue", "issue")].iter().chain(TEXTS) {
            self.text(variable, field, &mut fields);
        }
        self.url(&mut fields);
        self.serials(&mut fields);
        if !parent.is_empty() {
            fields.insert("parent".to_owned(), Json::Object(parent));
        }
        self.kept(&mut fields);
        self.rest(&mut fields);
        fields
    }

    /// The text of a variable that was not written yet, and is then.
    fn take(&mut self, variable: &str) -> Option<String> {
        let text = self.entry.text(variable)?;
        if !self.left.remove(variable) {
            return None;
        }
        if !MARKED.contains(&variable) {
            return Some(values::write_text(text).0);
        }
        let (marked, all) = values::write_text(text);
        if !all {
            self.lose(format!("{variable} has markup that Hayagriva cannot hold"));
            self.csl.insert(variable.to_owned(), json!(text));
        }
        Some(marked)
    }

    fn text(&mut self, variable: &str, field: &str, fields: &mut Map<String, Json>) {
        if let Some(text) = self.take(variable) {
            fields.insert(field.to_owned(), json!(text));
        }
    }

    fn title(&mut self, fields: &mut Map<String, Json>) {
        match (self.take("title"), self.take("title-short")) {
            (Some(title), None) => fields.insert("title".to_owned(), json!(title)),
            (None, None) => None,
            (title, short) => {
                let value = title.unwrap_or_default();
                fields.insert("title".to_owned(), json!({ "value": value, "short": short }))
            }
        };
    }

    fn names(&mut self, variable: &str, field: &str, fields: &mut Map<String, Json>) {
        let names = self.entry.names(variable);
        if !names.is_empty() && self.left.remove(variable) {
            fields.insert(field.to_owned(), values::write_names(names));
        }
    }

    fn affiliated(&mut self, fields: &mut Map<String, Json>) {
        let mut groups = Vec::new();
        for (role, variable) in ROLES {
            let names = self.entry.names(variable);
            if !names.is_empty() {
                self.left.remove(variable);
                groups.push(json!({ "role": role, "names": values::write_names(names) }));
            }
        }
        if !groups.is_empty() {
            fields.insert("affiliated".to_owned(), Json::Array(groups));
        }
    }

    /// A date as far as Hayagriva can hold it; the whole of it goes to `csl` if that is not all.
    fn date(&mut self, variable: &str, field: &str, fields: &mut Map<String, Json>) {
        let Some(date) = self.entry.date(variable) else {
            return;
        };
        self.left.remove(variable);
        let (text, whole) = values::write_date(date);
        if let Some(text) = text {
            fields.insert(field.to_owned(), json!(text));
        }
        if !whole {
            self.lose(format!("{variable} is more than Hayagriva's dates can say"));
            self.csl.insert(variable.to_owned(), json!(date));
        }
    }

    /// The container and what belongs to it, or the series of a book.
    fn parent(&mut self, kind: &str, parent_kind: Option<&str>) -> Map<String, Json> {
        let mut parent = Map::new();
        let mut series = Map::new();
        self.text("collection-title", "title", &mut series);
        if !series.is_empty() {
            self.text("collection-number", "volume", &mut series);
            self.names("collection-editor", "editor", &mut series);
        }
        if matches!(kind, "book" | "anthology" | "report" | "proceedings") {
            return series;
        }
        match (self.take("container-title"), self.take("container-title-short")) {
            (None, None) => {}
            (Some(title), None) => {
                parent.insert("title".to_owned(), json!(title));
            }
            (title, short) => {
                let value = title.unwrap_or_default();
                parent.insert("title".to_owned(), json!({ "value": value, "short": short }));
            }
        }
        self.names("container-author", "author", &mut parent);
        if !parent.is_empty() {
            self.names("editor", "editor", &mut parent);
            self.publisher(&mut parent);
        }
        if parent_kind.is_some() {
            self.text("volume", "volume", &mut parent);
            self.text("issue", "issue", &mut parent);
        }
        if !series.is_empty() {
            parent.insert("parent".to_owned(), Json::Object(series));
        }
        if let (Some(kind), false) = (parent_kind, parent.is_empty() && kind != "article") {
            parent.insert("type".to_owned(), json!(kind));
        }
        parent
    }

    fn publisher(&mut self, fields: &mut Map<String, Json>) {
        match (self.take("publisher"), self.take("publisher-place")) {
            (Some(name), None) => fields.insert("publisher".to_owned(), json!(name)),
            (None, Some(place)) => fields.insert("location".to_owned(), json!(place)),
            (Some(name), Some(place)) => {
                fields.insert("publisher".to_owned(), json!({ "name": name, "location": place }))
            }
            (None, None) => None,
        };
    }

    fn url(&mut self, fields: &mut Map<String, Json>) {
        let Some(url) = self.entry.text("URL") else {
            return;
        };
        self.left.remove("URL");
        let mut parts = Map::from_iter([("value".to_owned(), json!(url))]);
        self.date("accessed", "date", &mut parts);
        let value = match parts.len() {
            1 => json!(url),
            _ => Json::Object(parts),
        };
        fields.insert("url".to_owned(), value);
    }

    fn serials(&mut self, fields: &mut Map<String, Json>) {
        let mut numbers = Map::new();
        for (kind, variable) in SERIALS {
            if let Some(text) = self.entry.text(variable) {
                self.left.remove(variable);
                numbers.insert((*kind).to_owned(), json!(text));
            }
        }
        if self.entry.text("archive") == Some("arXiv")
            && let Some(id) = self.entry.text("archive_location")
        {
            self.left.remove("archive_location");
            self.left.remove("archive");
            fields.remove("archive");
            numbers.insert("arxiv".to_owned(), json!(id));
        }
        if !numbers.is_empty() {
            fields.insert("serial-number".to_owned(), Json::Object(numbers));
        }
    }

    /// Fields that came from a Hayagriva file go back as they were.
    fn kept(&mut self, fields: &mut Map<String, Json>) {
        for (name, value) in extras::kept(self.entry, NAMESPACE) {
            match (fields.get_mut(name), value) {
                (Some(Json::Object(here)), Json::Object(kept)) => here.extend(kept.clone()),
                (Some(Json::Array(here)), Json::Array(kept)) => here.extend(kept.iter().cloned()),
                (Some(_), _) => {}
                (None, _) => {
                    fields.insert(name.to_owned(), value.clone());
                }
            }
        }
        for namespace in extras::other_namespaces(self.entry, NAMESPACE) {
            self.lose(format!("what only {namespace} files hold was left out"));
        }
    }

    /// What has no field stands under `csl`, which Hayagriva passes over.
    fn rest(&mut self, fields: &mut Map<String, Json>) {
        if let Some(Value::Other(custom)) = self.entry.variables.get(extras::CUSTOM)
            && let Some(others) = custom.get(extras::OTHERS)
        {
            self.csl.insert(extras::OTHERS.to_owned(), others.clone());
            self.lose("Hayagriva cannot say that a list of names goes on".to_owned());
        }
        for variable in std::mem::take(&mut self.left) {
            if variable == extras::CUSTOM {
                continue;
            }
            let Some(value) = self.entry.variables.get(variable) else {
                continue;
            };
            if !matches!(value, Value::Other(json) if json.is_null()) {
                self.csl.insert(variable.to_owned(), json!(value));
                self.lose(format!(
                    "{variable} is written under \"{CSL}\", which Hayagriva ignores"
                ));
            }
        }
        if !self.csl.is_empty() {
            let csl = std::mem::take(&mut self.csl);
            fields.insert(CSL.to_owned(), Json::Object(csl));
        }
    }
}
