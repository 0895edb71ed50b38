//! A work as known: a record in CSL's variables.
//!
//! The names are those of CSL 1.0.2 (<https://docs.citationstyles.org/en/stable/specification.html>,
//! appendices III and IV); the serialisation is CSL-JSON.

use std::fmt;

use arrayvec::ArrayVec;
use compact_str::CompactString;
use serde::de::Error as _;
use serde::{Deserialize, Serialize};
use smallvec::{SmallVec, smallvec};

use crate::model::variables::Variables;
use crate::text::short::ShortWord;

/// A bibliographic record: a kind of work and its variables.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The key by which it is cited.
    #[serde(default)]
    pub id: CompactString,
    /// CSL's item type: `book`, `article-journal`, `report` …
    #[serde(rename = "type", default)]
    pub kind: CompactString,
    /// All other variables by their CSL names; names that CSL does not have are kept too.
    #[serde(flatten)]
    pub variables: Variables<Value>,
}

/// What a variable holds. What is large and rare stands in a box: each variable takes as much room
/// as the largest value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Text: `title`, `publisher`, and numbers as they are written (`volume`, `page`).
    Text(CompactString),
    /// People and bodies: `author`, `editor` …
    Names(Box<[Name]>),
    /// A day, a year, a span of time: `issued`, `accessed` …
    Date(Box<Date>),
    /// Anything else that a file held, kept as it was.
    Other(Box<serde_json::Value>),
}

/// A person, or a body under `literal`. What few names have stands in a box: a list has many names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "WrittenName", into = "WrittenName")]
pub struct Name {
    /// The family name.
    pub family: Option<ShortWord>,
    /// Given names or initials.
    pub given: Option<ShortWord>,
    /// A name that is not parted: a body, or a person under one name.
    pub literal: Option<ShortWord>,
    pub(crate) affixes: Option<Box<Affixes>>,
}

/// The particles and the suffix of a name, and whether a processor looks for particles in it: one of
/// them at least.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Affixes {
    pub(crate) dropping_particle: Option<ShortWord>,
    pub(crate) non_dropping_particle: Option<ShortWord>,
    pub(crate) suffix: Option<ShortWord>,
    pub(crate) comma_suffix: Option<bool>,
    pub(crate) parse_names: Option<bool>,
}

/// A name as CSL-JSON has it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct WrittenName {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    family: Option<ShortWord>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    given: Option<ShortWord>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    dropping_particle: Option<ShortWord>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    non_dropping_particle: Option<ShortWord>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    suffix: Option<ShortWord>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    comma_suffix: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    parse_names: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    literal: Option<ShortWord>,
}

impl From<WrittenName> for Name {
    fn from(written: WrittenName) -> Name {
        let WrittenName {
            family,
            given,
            dropping_particle,
            non_dropping_particle,
            suffix,
            comma_suffix,
            parse_names,
            literal,
        } = written;
        let mut name = Name { family, given, literal, affixes: None };
        name.set_affix(|affixes| {
            *affixes = Affixes {
                dropping_particle,
                non_dropping_particle,
                suffix,
                comma_suffix,
                parse_names,
            };
        });
        name
    }
}

impl From<Name> for WrittenName {
    fn from(name: Name) -> WrittenName {
        let Name { family, given, literal, affixes } = name;
        let Affixes { dropping_particle, non_dropping_particle, suffix, comma_suffix, parse_names } =
            affixes.map_or_else(Affixes::default, |affixes| *affixes);
        WrittenName {
            family,
            given,
            dropping_particle,
            non_dropping_particle,
            suffix,
            comma_suffix,
            parse_names,
            literal,
        }
    }
}

/// Year, month (1–12) and day, as far as known, without room of their own.
pub type DateParts = ArrayVec<i32, 3>;

/// One or two dates; one needs no room of its own.
pub type Dates = SmallVec<[DateParts; 1]>;

/// A date or a range of dates, as exact as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Date {
    /// One or two dates.
    #[serde(
        skip_serializing_if = "SmallVec::is_empty",
        default,
        deserialize_with = "lenient_parts"
    )]
    pub date_parts: Dates,
    /// 1–4, spring to winter.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub season: Option<Box<serde_json::Value>>,
    /// Whether it is approximate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub circa: Option<Box<serde_json::Value>>,
    /// What is written in place of a date: "n.d.", "in press".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub literal: Option<Box<str>>,
    /// A date in the Extended Date/Time Format, as some tools write it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub raw: Option<Box<str>>,
}

impl Entry {
    /// An empty record of this kind.
    pub fn new(id: impl Into<CompactString>, kind: impl Into<CompactString>) -> Entry {
        Entry { id: id.into(), kind: kind.into(), variables: Variables::new() }
    }

    /// The text of a variable; absent if it is unknown or holds no text.
    pub fn text(&self, variable: &str) -> Option<&str> {
        match self.variables.get(variable)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The names of a variable; empty if none are known.
    pub fn names(&self, variable: &str) -> &[Name] {
        match self.variables.get(variable) {
            Some(Value::Names(names)) => names,
            _ => &[],
        }
    }

    /// The date of a variable.
    pub fn date(&self, variable: &str) -> Option<&Date> {
        match self.variables.get(variable)? {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The year of publication.
    pub fn year(&self) -> Option<i32> {
        self.date("issued")?.year()
    }

    /// Sets a variable; empty text and empty lists of names are not set.
    pub fn set(&mut self, variable: &str, value: impl Into<Value>) {
        let value = value.into();
        let empty = match &value {
            Value::Text(text) => text.is_empty(),
            Value::Names(names) => names.is_empty(),
            _ => false,
        };
        if !empty {
            self.variables.insert(variable, value);
        }
    }

    /// Says that the names of a variable go on: "et al.", "and others".
    ///
    /// CSL has no variable for it, so it is kept under `custom`, CSL-JSON's place for what has none:
    /// `"custom": {"others": ["author"]}`.
    pub fn set_others(&mut self, variable: &str) {
        let empty = || serde_json::json!({}).into();
        let custom = self.variables.get_or_insert_with("custom", empty);
        let Some(custom) = custom.as_object_mut() else {
            return;
        };
        let others = custom.entry("others").or_insert(serde_json::json!([]));
        if let Some(list) = others.as_array_mut() {
            list.push(variable.into());
        }
    }

    /// Whether the names of a variable go on.
    pub fn has_others(&self, variable: &str) -> bool {
        let Some(Value::Other(custom)) = self.variables.get("custom") else {
            return false;
        };
        custom["others"].as_array().is_some_and(|list| list.iter().any(|name| name == variable))
    }

    /// Who stands first in a citation: the authors, or else the editors, or else the other creators
    /// that CSL styles put in their place.
    pub fn creators(&self) -> &[Name] {
        self.creators_variable().map_or(&[], |variable| self.names(variable))
    }

    /// The variable that holds the creators.
    pub fn creators_variable(&self) -> Option<&'static str> {
        let variables = ["author", "editor", "director", "translator", "composer"];
        variables.into_iter().find(|variable| !self.names(variable).is_empty())
    }
}

impl Value {
    /// The members, if it is an object that a file held.
    pub fn as_object(&self) -> Option<&serde_json::Map<String, serde_json::Value>> {
        match self {
            Value::Other(json) => json.as_object(),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn as_object_mut(&mut self) -> Option<&mut serde_json::Map<String, serde_json::Value>> {
        match self {
            Value::Other(json) => json.as_object_mut(),
            _ => None,
        }
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Value {
        Value::Other(Box::new(json))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.into())
    }
}

impl From<Vec<Name>> for Value {
    fn from(names: Vec<Name>) -> Value {
        Value::Names(names.into())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Value {
        Value::Date(Box::new(date))
    }
}

impl Name {
    /// A person.
    pub fn person(family: impl Into<String>, given: Option<String>) -> Name {
        Name { family: Some(family.into().into()), given: given.map(Into::into), ..Name::default() }
    }

    /// A body, or anyone whose name is not parted.
    pub fn literal(name: impl Into<String>) -> Name {
        Name { literal: Some(name.into().into()), ..Name::default() }
    }

    /// The name with a particle that is part of the family name ("de Gaulle").
    #[must_use]
    pub fn with_particle(mut self, particle: impl Into<ShortWord>) -> Name {
        self.set_non_dropping_particle(Some(particle.into()));
        self
    }

    /// The name with a suffix: Jr., III.
    #[must_use]
    pub fn with_suffix(mut self, suffix: impl Into<ShortWord>) -> Name {
        self.set_suffix(Some(suffix.into()));
        self
    }

    /// A particle that is left out when the family name stands alone ("Ludwig van" Beethoven).
    pub fn dropping_particle(&self) -> Option<&str> {
        self.affixes.as_ref()?.dropping_particle.as_deref()
    }

    /// Sets the particle that is left out when the family name stands alone.
    pub fn set_dropping_particle(&mut self, particle: Option<ShortWord>) {
        self.set_affix(|affixes| affixes.dropping_particle = particle);
    }

    /// A particle that is part of the family name ("de Gaulle").
    pub fn non_dropping_particle(&self) -> Option<&str> {
        self.affixes.as_ref()?.non_dropping_particle.as_deref()
    }

    /// Sets the particle that is part of the family name.
    pub fn set_non_dropping_particle(&mut self, particle: Option<ShortWord>) {
        self.set_affix(|affixes| affixes.non_dropping_particle = particle);
    }

    /// Jr., III.
    pub fn suffix(&self) -> Option<&str> {
        self.affixes.as_ref()?.suffix.as_deref()
    }

    /// Sets the suffix.
    pub fn set_suffix(&mut self, suffix: Option<ShortWord>) {
        self.set_affix(|affixes| affixes.suffix = suffix);
    }

    /// Whether a comma stands before the suffix.
    pub fn comma_suffix(&self) -> Option<bool> {
        self.affixes.as_ref()?.comma_suffix
    }

    fn set_affix(&mut self, set: impl FnOnce(&mut Affixes)) {
        let mut affixes = self.affixes.take().unwrap_or_default();
        set(&mut affixes);
        self.affixes = Some(affixes).filter(|affixes| **affixes != Affixes::default());
    }

    /// The name under which it is cited: particle and family name, or the whole name of a body.
    pub fn cited(&self) -> String {
        match (&self.literal, self.non_dropping_particle(), &self.family) {
            (Some(literal), ..) => literal.to_string(),
            (None, Some(particle), Some(family)) => format!("{particle} {family}"),
            (None, None, Some(family)) => family.to_string(),
            (None, _, None) => self.given.as_deref().unwrap_or_default().to_owned(),
        }
    }
}

impl Date {
    /// A year alone.
    pub fn of_year(year: i32) -> Date {
        Date::of_parts(&[year])
    }

    /// A date as exact as `parts`: year, month, day; more are left out.
    pub fn of_parts(parts: &[i32]) -> Date {
        let parts = parts.iter().copied().take(3).collect();
        Date { date_parts: smallvec![parts], ..Date::default() }
    }

    /// Words in place of a date.
    pub fn of_literal(words: impl Into<String>) -> Date {
        Date { literal: Some(words.into().into_boxed_str()), ..Date::default() }
    }

    /// The (first) year.
    pub fn year(&self) -> Option<i32> {
        self.date_parts.first()?.first().copied()
    }

    /// The (first) month, from 1.
    pub fn month(&self) -> Option<i32> {
        self.date_parts.first()?.get(1).copied()
    }

    /// The (first) day, from 1.
    pub fn day(&self) -> Option<i32> {
        self.date_parts.first()?.get(2).copied()
    }
}

impl fmt::Display for Date {
    /// ISO 8601 with as many parts as are known, a range with a solidus; or the words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.date_parts.is_empty() {
            return f.write_str(self.literal.as_deref().or(self.raw.as_deref()).unwrap_or(""));
        }
        for (index, parts) in self.date_parts.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            for (part, number) in parts.iter().enumerate() {
                match part {
                    0 => write!(f, "{number:04}")?,
                    _ => write!(f, "-{number:02}")?,
                }
            }
        }
        Ok(())
    }
}

/// Reads `date-parts` whose numbers may be text, as Zotero and Crossref write them; `[[null]]`
/// is no date.
fn lenient_parts<'de, D: serde::Deserializer<'de>>(de: D) -> Result<Dates, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Part {
        Number(i32),
        Text(String),
        Null(()),
    }
    let dates = Vec::<Vec<Part>>::deserialize(de)?;
    let number = |part: Part| match part {
        Part::Number(number) => Some(number),
        Part::Text(text) => text.trim().parse().ok(),
        Part::Null(()) => None,
    };
    let parts = |date: Vec<Part>| {
        let numbers: Vec<i32> = date.into_iter().map_while(number).collect();
        let parts = DateParts::try_from(&numbers[..]);
        parts.map_err(|_| D::Error::custom("a date has a year, a month and a day at most"))
    };
    let dates: Result<Vec<DateParts>, D::Error> = dates.into_iter().map(parts).collect();
    Ok(dates?.into_iter().filter(|date| !date.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csl_json_reads_and_writes_back() {
        let json = serde_json::json!({
            "id": "a", "type": "book", "title": "T", "custom": {"k": [1]},
            "author": [{"family": "Gaulle", "given": "C.", "non-dropping-particle": "de"}],
            "issued": {"date-parts": [[2017, 5]]},
        });
        let entry: Entry = serde_json::from_value(json.clone()).expect("reads");
        assert_eq!(entry.text("title"), Some("T"));
        assert_eq!(entry.names("author")[0].cited(), "de Gaulle");
        assert_eq!(entry.year(), Some(2017));
        assert_eq!(serde_json::to_value(&entry).expect("writes"), json);
    }

    #[test]
    fn names_are_read_with_what_mendeley_says_of_them() {
        let name = serde_json::json!({
            "family": "Smith", "given": "Ray", "dropping-particle": "",
            "non-dropping-particle": "", "parse-names": false, "suffix": "",
        });
        let json = serde_json::json!({"id": "a", "type": "book", "author": [name]});
        let entry: Entry = serde_json::from_value(json.clone()).expect("reads");
        assert_eq!(entry.names("author")[0].cited().trim(), "Smith");
        assert_eq!(serde_json::to_value(&entry).expect("writes"), json);
    }

    #[test]
    fn names_may_go_on() {
        let mut entry = Entry::new("a", "book");
        entry.set_others("author");
        assert!(entry.has_others("author") && !entry.has_others("editor"));
        let json = serde_json::to_value(&entry).expect("writes");
        assert_eq!(json["custom"]["others"][0], "author");
        assert!(serde_json::from_value::<Entry>(json).expect("reads").has_others("author"));
    }

    #[test]
    fn date_parts_may_be_text_or_null() {
        let date = |json| serde_json::from_value::<Date>(json).expect("reads").date_parts;
        assert_eq!(
            date(serde_json::json!({"date-parts": [["2017", "5"]]})),
            Date::of_parts(&[2017, 5]).date_parts
        );
        assert!(date(serde_json::json!({"date-parts": [[null]]})).is_empty());
    }

    #[test]
    fn dates_print_as_iso() {
        let range = Date {
            date_parts: smallvec![[2017, 1, 12].into(), [2017, 1, 14].into()],
            ..Date::default()
        };
        assert_eq!(range.to_string(), "2017-01-12/2017-01-14");
        assert_eq!(Date::of_literal("n.d.").to_string(), "n.d.");
    }
}
