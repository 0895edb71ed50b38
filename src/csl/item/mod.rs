//! Items: CSL-JSON read once into typed values.

pub(crate) mod dates;
pub(crate) mod name;
pub(crate) mod names;
pub(crate) mod note;
pub(crate) mod numbers;
pub(crate) mod particles;

use ecow::EcoString;
use serde_json::{Map, Value as Json};

use crate::csl::error::CslError;
use crate::csl::variable::{Kind, Variable};
use dates::Date;
use name::Name;

/// An item to cite: the variables that it has.
#[derive(Debug, Clone, Default)]
pub struct Item {
    pub(crate) id: EcoString,
    pub(crate) kind: EcoString,
    pub(crate) language: Option<Box<str>>,
    values: Vec<(Variable, Value)>,
}

/// The value of a variable.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Short ones, which most are, take no room on the heap.
    Text(EcoString),
    Names(Box<[Name]>),
    /// On the heap, so that texts, which are most values, take no more room than they need.
    Date(Box<Date>),
}

impl Item {
    /// Reads an item from a CSL-JSON object; fails where it is none.
    ///
    /// Variables that CSL does not know, and values of another kind than their variable asks for,
    /// are left out.
    pub fn from_json(json: &Json) -> Result<Item, CslError> {
        let object = json.as_object().ok_or_else(|| {
            let message = format!("expected an object, found {json}");
            CslError::Items { message }
        })?;
        let mut item = Item {
            id: object.get("id").and_then(scalar).unwrap_or_default().into(),
            kind: object.get("type").and_then(scalar).unwrap_or_default().into(),
            ..Item::default()
        };
        item.read(object);
        note::read_fields(&mut item);
        item.language = item.text(Variable::Language).map(Box::from);
        item.values.sort_by_key(|(variable, _)| *variable);
        item.values.shrink_to_fit();
        Ok(item)
    }

    /// Returns the identifier of the item.
    pub fn id(&self) -> &str {
        &self.id
    }

    fn read(&mut self, object: &Map<String, Json>) {
        for (name, json) in object {
            let Some(variable) = Variable::named(alias(name)) else { continue };
            let value = match variable.kind() {
                Kind::Text | Kind::Number => scalar(json)
                    .filter(|text| !text.is_empty())
                    .map(|text| Value::Text(text.into())),
                Kind::Names => names::read(json).map(|names| Value::Names(names.into())),
                Kind::Date => dates::read(json).map(|date| Value::Date(date.into())),
            };
            if let Some(value) = value {
                self.set(variable, value);
            }
        }
    }

    pub(crate) fn set(&mut self, variable: Variable, value: Value) {
        match self.values.iter_mut().find(|(other, _)| *other == variable) {
            Some(slot) => slot.1 = value,
            None => self.values.push((variable, value)),
        }
    }

    pub(crate) fn get(&self, variable: Variable) -> Option<&Value> {
        self.values.iter().find(|(other, _)| *other == variable).map(|(_, value)| value)
    }

    /// Returns the text of a variable; of `page-first`, that of `page` up to the first page's end.
    pub(crate) fn text(&self, variable: Variable) -> Option<&str> {
        if variable == Variable::PageFirst
            && let Some(page) = self.text(Variable::Page)
        {
            return Some(first_page(page));
        }
        match self.get(variable)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn names(&self, variable: Variable) -> &[Name] {
        match self.get(variable) {
            Some(Value::Names(names)) => names,
            _ => &[],
        }
    }

    /// Whether two names of one of its lists have the same family name.
    pub(crate) fn shares_families(&self) -> bool {
        self.values.iter().any(|(_, value)| match value {
            Value::Names(names) => names::shares_families(names),
            _ => false,
        })
    }

    pub(crate) fn date(&self, variable: Variable) -> Option<&Date> {
        match self.get(variable)? {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }
}

/// The first of several pages.
fn first_page(pages: &str) -> &str {
    let end = pages.find(['&', '-', '–']).into_iter().chain(pages.find(", ")).min();
    let first = end.map_or(pages, |end| &pages[..end]).trim_end();
    // Where the dash is escaped, it is one page.
    if first.ends_with('\\') { pages } else { first }
}

/// Names of variables that other programs write.
fn alias(name: &str) -> &str {
    match name {
        "shortTitle" => "title-short",
        "journalAbbreviation" => "container-title-short",
        _ => name,
    }
}

/// The text of a JSON string or number.
pub(crate) fn scalar(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
