//! Hayagriva's entries to records.

use serde_json::{Map, Value as Json};

use super::yaml::{self, Member};
use super::{kinds, values};
use crate::bibliography::extras;
use crate::bibliography::format::has_line;
use crate::model::entry::{Date, Entry, Value};
use crate::model::library::{Fault, FaultKind, Library, Record};
use crate::text::source::Source;
use crate::text::span::Span;

/// The room in `custom` for fields that CSL has no name for.
pub(crate) const NAMESPACE: &str = "hayagriva";

/// The member in which CSL's variables stand that Hayagriva has no field for.
pub(crate) const CSL: &str = "csl";

/// Fields of text, and the variables that they go to.
pub(crate) const TEXTS: &[(&str, &str)] = &[
    ("edition", "edition"),
    ("chapter", "chapter-number"),
    ("volume-total", "number-of-volumes"),
    ("page-range", "page"),
    ("page-total", "number-of-pages"),
    ("runtime", "dimensions"),
    ("language", "language"),
    ("archive", "archive"),
    ("archive-location", "archive-place"),
    ("call-number", "call-number"),
    ("note", "note"),
    ("abstract", "abstract"),
    ("genre", "genre"),
];

/// Kinds of serial numbers, and the variables that they go to.
pub(crate) const SERIALS: &[(&str, &str)] = &[
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("serial", "number"),
];

/// Roles of persons, and the variables that they go to.
pub(crate) const ROLES: &[(&str, &str)] = &[
    ("translator", "translator"),
    ("compiler", "compiler"),
    ("director", "director"),
    ("illustrator", "illustrator"),
    ("composer", "composer"),
    ("producer", "producer"),
    ("executive-producer", "executive-producer"),
    ("writer", "script-writer"),
    ("narrator", "narrator"),
    ("organizer", "organizer"),
    ("cast-member", "performer"),
    ("collaborator", "contributor"),
];

/// Whether a text looks like Hayagriva's: YAML whose members have a type, a title or a parent.
pub(crate) fn claims(text: &str) -> bool {
    let field =
        |name: &str| has_line(text, name) && !text.trim_start().starts_with(['{', '[', '@']);
    field("type:") || field("title:") || text.contains("{type:") || text.contains("{ type:")
}

/// Reads a file. A fault costs at most the rest of its entry.
pub(crate) fn read(source: Source) -> Library {
    let found = yaml::read(source.text());
    let mut faults: Vec<Fault> = found
        .faults
        .into_iter()
        .map(|(span, message)| fault(FaultKind::Syntax, span, None, message))
        .collect();
    let mut records = Vec::new();
    for member in found.members {
        match member.value {
            Json::Object(_) => records.push(record(member, &mut faults)),
            _ => {
                let message = "expected the fields of an entry, found a single value".to_owned();
                faults.push(fault(FaultKind::Syntax, member.span, Some(member.key), message));
            }
        }
    }
    Library { sources: vec![source], records, faults }
}

fn record(member: Member, faults: &mut Vec<Fault>) -> Record {
    let mut reader = Reader {
        entry: Entry::new(member.key, ""),
        fields: match member.value {
            Json::Object(fields) => fields,
            _ => Map::new(),
        },
    };
    reader.all();
    for (variable, value) in &reader.entry.variables {
        if let Value::Date(date) = value
            && let Some(words) = &date.literal
        {
            let message = format!("\"{words}\" in {variable} is no date; kept as words");
            let key = Some(reader.entry.id.to_string());
            faults.push(fault(FaultKind::Value, member.span, key, message));
        }
    }
    let places = member.places.into_iter().filter_map(|(field, span)| {
        let variable = variable_of(&field)?;
        reader.entry.variables.contains_key(variable).then(|| (variable.into(), span.into()))
    });
    Record { places: places.collect(), entry: reader.entry, source: 0, span: member.span }
}

/// The variable that a field at the top of an entry goes to.
fn variable_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "title" => "title",
        "author" => "author",
        "editor" => "editor",
        "date" => "issued",
        "url" => "URL",
        "publisher" | "organization" => "publisher",
        "volume" => "volume",
        "issue" => "issue",
        "serial-number" => "DOI",
        "parent" => "container-title",
        _ => TEXTS.iter().find(|(name, _)| *name == field)?.1,
    })
}

struct Reader {
    entry: Entry,
    fields: Map<String, Json>,
}

impl Reader {
    fn all(&mut self) {
        let parents = parents(self.fields.remove("parent"));
        let kind = self.kind(&parents);
        self.own();
        for (at, parent) in parents.into_iter().enumerate() {
            self.parent(parent, at, &kind);
        }
        self.csl();
        for (name, value) in std::mem::take(&mut self.fields) {
            extras::keep(&mut self.entry, NAMESPACE, &name, value);
        }
    }

    /// Settles the type; gives Hayagriva's.
    fn kind(&mut self, parents: &[Map<String, Json>]) -> String {
        let kind = match self.fields.remove("type") {
            Some(Json::String(kind)) => kind.to_lowercase(),
            _ => "misc".to_owned(),
        };
        let parent = parents.first().map(|parent| match parent.get("type") {
            Some(Json::String(kind)) => kind.to_lowercase(),
            _ => kinds::default_parent(&kind).to_owned(),
        });
        self.entry.kind = kinds::csl(&kind, parent.as_deref()).into();
        kind
    }

    /// The fields of the entry itself.
    fn own(&mut self) {
        if let Some(title) = self.fields.remove("title") {
            self.entry.set("title", values::text(&title).unwrap_or_default());
            let short = title.get("short").and_then(values::text);
            self.entry.set("title-short", short.unwrap_or_default());
        }
        for variable in ["author", "editor"] {
            if let Some(list) = self.fields.remove(variable) {
                self.entry.set(variable, values::names(&list));
            }
        }
        if let Some(date) = self.fields.remove("date").as_ref().and_then(values::date) {
            self.entry.set("issued", date);
        }
        self.affiliated();
        for (field, variable) in [("volume", "volume"), ("issue", "issue")].iter().chain(TEXTS) {
            if let Some(text) = self.fields.get(*field).and_then(values::text) {
                self.fields.remove(*field);
                self.entry.set(variable, text);
            }
        }
        self.publisher();
        self.url();
        self.serials();
    }

    fn affiliated(&mut self) {
        let Some(Json::Array(groups)) = self.fields.remove("affiliated") else {
            return;
        };
        let mut left = Vec::new();
        for group in groups {
            let role = group.get("role").and_then(Json::as_str).unwrap_or("");
            let folded = kebab(role);
            let known = ROLES.iter().find(|(name, _)| *name == folded);
            match (known, group.get("names")) {
                (Some((_, variable)), Some(names)) => {
                    let mut list = self.entry.names(variable).to_vec();
                    list.extend(values::names(names));
                    self.entry.set(variable, list);
                }
                _ => left.push(group),
            }
        }
        if !left.is_empty() {
            self.fields.insert("affiliated".to_owned(), Json::Array(left));
        }
    }

    fn publisher(&mut self) {
        let publisher =
            self.fields.remove("publisher").or_else(|| self.fields.remove("organization"));
        match publisher {
            Some(Json::Object(parts)) => {
                let part = |key: &str| parts.get(key).and_then(values::text).unwrap_or_default();
                self.entry.set("publisher", part("name"));
                self.entry.set("publisher-place", part("location"));
            }
            Some(name) => self.entry.set("publisher", values::text(&name).unwrap_or_default()),
            None => {}
        }
        if !self.entry.variables.contains_key("publisher-place")
            && let Some(place) = self.fields.remove("location").as_ref().and_then(values::text)
        {
            self.entry.set("publisher-place", place);
        }
    }

    fn url(&mut self) {
        match self.fields.remove("url") {
            Some(Json::String(url)) => self.entry.set("URL", url),
            Some(Json::Object(parts)) => {
                let url = parts.get("value").and_then(Json::as_str).unwrap_or("");
                self.entry.set("URL", url);
                if let Some(date) = parts.get("date").and_then(values::date) {
                    self.entry.set("accessed", date);
                }
            }
            _ => {}
        }
    }

    fn serials(&mut self) {
        match self.fields.remove("serial-number").or_else(|| self.fields.remove("serial")) {
            Some(Json::String(number)) => self.entry.set("number", number),
            Some(Json::Object(numbers)) => {
                for (kind, number) in numbers {
                    let number = number.as_str().unwrap_or("").to_owned();
                    match SERIALS.iter().find(|(name, _)| *name == kind) {
                        Some((_, variable)) => self.entry.set(variable, number),
                        None if kind == "arxiv" => {
                            self.entry.set("archive", "arXiv");
                            self.entry.set("archive_location", number);
                        }
                        None => extras::keep(&mut self.entry, NAMESPACE, &kind, number),
                    }
                }
            }
            _ => {}
        }
    }

    /// What a parent gives: the first is the container, its own parent the series.
    fn parent(&mut self, mut parent: Map<String, Json>, at: usize, kind: &str) {
        let grand = parents(parent.remove("parent"));
        let kind_of = |map: &Map<String, Json>| {
            map.get("type").and_then(Json::as_str).unwrap_or("").to_lowercase()
        };
        let parent_kind = kind_of(&parent);
        match (at, parent_kind.as_str(), kind) {
            (_, "conference", _) if at > 0 => self.event(parent),
            (_, "original", _) => self.original(parent),
            (0, _, "book" | "anthology" | "report" | "proceedings") => self.series(parent),
            (0, ..) => {
                self.container(parent);
                if let Some(series) = grand.into_iter().next() {
                    self.series(series);
                }
            }
            _ => extras::keep(&mut self.entry, NAMESPACE, "parent", Json::Object(parent)),
        }
    }

    fn container(&mut self, mut parent: Map<String, Json>) {
        parent.remove("type");
        if let Some(title) = parent.remove("title") {
            self.give("container-title", values::text(&title));
            self.give("container-title-short", title.get("short").and_then(values::text));
        }
        for (field, variable) in [("editor", "editor"), ("author", "container-author")] {
            if let Some(list) = parent.remove(field)
                && self.entry.names(variable).is_empty()
            {
                self.entry.set(variable, values::names(&list));
            }
        }
        if let Some(date) = parent.remove("date").as_ref().and_then(values::date) {
            self.give("issued", Some(date));
        }
        // What is left has the same names and meanings as in an entry of its own.
        let mut inner = Reader { entry: Entry::default(), fields: parent };
        inner.own();
        for (variable, value) in inner.entry.variables {
            self.give(&variable, Some(value));
        }
        if !inner.fields.is_empty() {
            extras::keep(&mut self.entry, NAMESPACE, "parent", Json::Object(inner.fields));
        }
    }

    fn series(&mut self, series: Map<String, Json>) {
        self.give("collection-title", series.get("title").and_then(values::text));
        let number = series.get("volume").or(series.get("issue")).and_then(values::text);
        self.give("collection-number", number);
        let editors = series.get("editor").map(values::names).filter(|list| !list.is_empty());
        self.give("collection-editor", editors);
    }

    fn event(&mut self, event: Map<String, Json>) {
        self.give("event-title", event.get("title").and_then(values::text));
        self.give("event-place", event.get("location").and_then(values::text));
        self.give("event-date", event.get("date").and_then(values::date));
    }

    fn original(&mut self, original: Map<String, Json>) {
        self.give("original-title", original.get("title").and_then(values::text));
        self.give("original-date", original.get("date").and_then(values::date));
        self.give("original-publisher", original.get("publisher").and_then(values::text));
    }

    fn give(&mut self, variable: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value
            && !self.entry.variables.contains_key(variable)
        {
            self.entry.set(variable, value);
        }
    }

    /// Variables that we wrote under CSL's own names.
    fn csl(&mut self) {
        let Some(Json::Object(mut variables)) = self.fields.remove(CSL) else {
            return;
        };
        if let Some(Json::String(kind)) = variables.remove("type") {
            self.entry.kind = kind.into();
        }
        if let Some(Json::Array(others)) = variables.remove(extras::OTHERS) {
            others.iter().filter_map(Json::as_str).for_each(|name| self.entry.set_others(name));
        }
        for (variable, json) in variables {
            let date = json
                .get("date-parts")
                .is_some()
                .then(|| serde_json::from_value::<Date>(json.clone()).ok());
            let value = match date.flatten() {
                Some(date) => date.into(),
                None => serde_json::from_value(json).unwrap_or(Json::Null.into()),
            };
            self.entry.variables.insert(variable, value);
        }
    }
}

/// The parents of an entry: none, one, or a list.
fn parents(value: Option<Json>) -> Vec<Map<String, Json>> {
    let object = |json| match json {
        Json::Object(map) => Some(map),
        _ => None,
    };
    match value {
        Some(Json::Array(items)) => items.into_iter().filter_map(object).collect(),
        Some(one) => object(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// `CastMember` and `cast-member` are one role.
fn kebab(role: &str) -> String {
    let mut name = String::with_capacity(role.len() + 2);
    for c in role.chars() {
        if c.is_uppercase() && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        name.extend(c.to_lowercase());
    }
    name
}

fn fault(kind: FaultKind, span: Span, entry: Option<String>, message: String) -> Fault {
    Fault { kind, source: 0, span, entry, message }
}
