//! Entries as the engine's records.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value as Field, VecDate, VecDateRange,
};

use super::marks::{Mark, Tag};
use super::mend::NEVER;
use crate::model::entry::{Date, Entry, Name, Value};

/// The record of an entry. `number` comes first in it, so that two records are told apart at once.
pub fn item(entry: &Entry, number: usize) -> Item {
    let mut fields = BTreeMap::new();
    fields.insert(" ".to_owned(), Field::Number(number as i64));
    fields.insert("id".to_owned(), Field::String(number.to_string()));
    fields.insert("type".to_owned(), Field::String(kind(&entry.kind).to_owned()));
    for (name, value) in entry.variables.iter().filter(|(name, _)| *name != NEVER) {
        if let Some(field) = field(value) {
            fields.insert(variable(name).to_owned(), field);
        }
    }
    Item(fields)
}

/// Kinds of work whose name changed between versions of CSL.
fn kind(kind: &str) -> &str {
    match kind {
        "" => "document",
        "book-chapter" => "chapter",
        other => other,
    }
}

/// Variables whose name changed between versions of CSL.
fn variable(name: &str) -> &str {
    match name {
        "journalAbbreviation" => "container-title-short",
        "shortTitle" => "title-short",
        other => other,
    }
}

fn field(value: &Value) -> Option<Field> {
    match value {
        Value::Text(text) => Some(Field::String(tagged(text))),
        Value::Names(names) => Some(Field::Names(names.iter().map(name).collect())),
        Value::Date(date) => self::date(date).map(Field::Date),
        Value::Other(serde_json::Value::Number(number)) => Some(Field::String(number.to_string())),
        Value::Other(_) => None,
    }
}

fn name(name: &Name) -> NameValue {
    if let Some(literal) = &name.literal {
        return NameValue::Literal(LiteralName { literal: literal.clone() });
    }
    NameValue::Item(NameItem {
        family: name.family.clone().unwrap_or_default(),
        given: name.given.clone(),
        non_dropping_particle: name.non_dropping_particle.clone(),
        dropping_particle: name.dropping_particle.clone(),
        suffix: name.suffix.clone(),
        comma_suffix: name.comma_suffix,
    })
}

/// The date as far as the engine holds it: its first day, with years that fit in 16 bits.
fn date(date: &Date) -> Option<DateValue> {
    let first = date.date_parts.first()?;
    let year = i16::try_from(*first.first()?).ok()?;
    let mut parts = vec![year];
    let month = first.get(1).copied().filter(|month| (1..=12).contains(month));
    parts.extend(month.map(|month| month as i16));
    let day = first.get(2).copied().filter(|day| (1..=31).contains(day) && month.is_some());
    parts.extend(day.map(|day| day as i16));
    let season = date.season.as_ref().map(|season| match season {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let circa = match &date.circa {
        None | Some(serde_json::Value::Null | serde_json::Value::Bool(false)) => false,
        Some(serde_json::Value::Number(number)) => number.as_i64() != Some(0),
        Some(_) => true,
    };
    let date_parts = VecDateRange(vec![VecDate(parts)]);
    Some(DateValue::DateParts { date_parts, literal: None, season, circa })
}

/// The tags of CSL-JSON.
const TAGS: &[(&str, Mark)] = &[
    ("<i>", Mark::TagOpens(Tag::Italic)),
    ("</i>", Mark::TagCloses(Tag::Italic)),
    ("<em>", Mark::TagOpens(Tag::Italic)),
    ("</em>", Mark::TagCloses(Tag::Italic)),
    ("<b>", Mark::TagOpens(Tag::Bold)),
    ("</b>", Mark::TagCloses(Tag::Bold)),
    ("<sup>", Mark::TagOpens(Tag::Superscript)),
    ("</sup>", Mark::TagCloses(Tag::Superscript)),
    ("<sub>", Mark::TagOpens(Tag::Subscript)),
    ("</sub>", Mark::TagCloses(Tag::Subscript)),
    ("<sc>", Mark::TagOpens(Tag::SmallCaps)),
    ("</sc>", Mark::TagCloses(Tag::SmallCaps)),
    ("<span style=\"font-variant:small-caps;\">", Mark::TagOpens(Tag::SmallCaps)),
    ("<span style=\"font-variant: small-caps;\">", Mark::TagOpens(Tag::SmallCaps)),
    ("<span class=\"nocase\">", Mark::TagOpens(Tag::NoCase)),
    ("<span class=\"nodecor\">", Mark::TagOpens(Tag::NoDecoration)),
];

/// The text of a value with its tags as marks; a tag that is not closed stays as it is.
fn tagged(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut spans: Vec<Tag> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((tag, mark)) = TAGS.iter().find(|(tag, _)| rest.starts_with(tag)) {
            if let (true, Mark::TagOpens(tag)) = (tag.starts_with("<span"), mark) {
                spans.push(*tag);
            }
            out.push(mark.char());
            rest = &rest[tag.len()..];
        } else if let (true, Some(tag)) = (rest.starts_with("</span>"), spans.last().copied()) {
            spans.pop();
            out.push(Mark::TagCloses(tag).char());
            rest = &rest["</span>".len()..];
        } else {
            out.push('<');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}
