//! Entries as the engine's records.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{
    DateValue, Item, LiteralName, NameValue, Value as Field, VecDate, VecDateRange,
};
use hayagriva::citationberg::taxonomy::StandardVariable;

use super::carry::{Carried, Carriers};
use super::marks::{Mark, Tag};
use super::mend::NEVER;
use super::prepare::Prepared;
use super::{label, people};
use crate::model::entry::{Date, Entry, Value};

/// The record of an entry, without what carries the style's own values.
pub fn item(entry: &Entry, style: &Prepared) -> Item {
    let carriers = &style.carriers;
    let mut fields = BTreeMap::new();
    fields.insert("id".to_owned(), Field::String(entry.id.clone()));
    fields.insert("type".to_owned(), Field::String(kind(&entry.kind).to_owned()));
    for (name, value) in &entry.variables {
        if is_said_twice(entry, name) {
            continue;
        }
        if let Some(mut field) = field(value) {
            if let (Field::Names(names), true) = (&mut field, entry.has_others(name)) {
                let literal = Mark::EtAl.char().to_string();
                names.push(NameValue::Literal(LiteralName { literal }));
            }
            fields.insert(variable(name).to_owned(), field);
        }
    }
    fields.insert("citation-label".to_owned(), Field::String(label::label(entry)));
    let carries = carriers.variables().iter().copied().chain(style.dates.carriers());
    for variable in carries.chain([NEVER]) {
        fields.remove(&variable.to_string());
    }
    let dates = style.dates.texts(entry, &style.own_words, &style.locales, &style.spoken);
    let text = |(carrier, text): (StandardVariable, _)| (carrier.to_string(), Field::String(text));
    fields.extend(dates.into_iter().map(text));
    carry(&mut fields, carriers, Carried::Number, Mark::Number.char().to_string());
    Item(fields)
}

/// Whether a variable says only what another one says better: the event that a volume is named for.
fn is_said_twice(entry: &Entry, name: &str) -> bool {
    let same = |other: &str| {
        let (text, other) = (entry.text(name), entry.text(other));
        text.zip(other).is_some_and(|(a, b)| a.trim().to_lowercase() == b.trim().to_lowercase())
    };
    matches!(name, "event" | "event-title") && (same("container-title") || same("title"))
}

/// The record with something that is carried.
pub fn carrying(item: &Item, carriers: &Carriers, carried: &[(Carried, String)]) -> Item {
    let mut item = item.clone();
    for (what, text) in carried {
        carry(&mut item.0, carriers, *what, text.clone());
    }
    item
}

fn carry(fields: &mut BTreeMap<String, Field>, carriers: &Carriers, what: Carried, text: String) {
    let carrier = carriers.variable(what);
    if carrier != NEVER {
        fields.insert(carrier.to_string(), Field::String(text));
    }
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
        Value::Names(names) => Some(Field::Names(names.iter().map(people::name).collect())),
        Value::Date(date) => self::date(date).map(Field::Date),
        Value::Other(json) => json.as_number().map(|number| Field::String(number.to_string())),
    }
}

/// The date as far as the engine holds it: its first day, with years that fit in 16 bits.
fn date(date: &Date) -> Option<DateValue> {
    let first = date.date_parts.first().map(Vec::as_slice).unwrap_or_default();
    let has_words = date.literal.is_some() || date.raw.is_some();
    // Of a date in words the engine is to know that there is one; its text is carried to it.
    let year = first.first().copied().or(has_words.then_some(1))?;
    let year = i16::try_from(year).unwrap_or(1);
    let mut parts = vec![year];
    let month = first.get(1).copied().filter(|month| (1..=12).contains(month));
    parts.extend(month.map(|month| month as i16));
    let day = first.get(2).copied().filter(|day| (1..=31).contains(day) && month.is_some());
    parts.extend(day.map(|day| day as i16));
    let season = date.season.as_deref().map(|season| match season {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let circa = match date.circa.as_deref() {
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
pub fn tagged(text: &str) -> String {
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
