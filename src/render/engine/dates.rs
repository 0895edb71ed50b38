//! Dates that the engine cannot hold: ranges, seasons, words, years beyond 16 bits.
//!
//! They are written here; a variable that the style does not use otherwise carries the text to the
//! place where the style has the date.

use hayagriva::citationberg::{Date as Format, Locale, LocaleCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::day::{self, Day};
use super::words::Words;
use crate::model::entry::{Date, Entry};

/// A date of the style: how it is written, and the variable that carries its text.
#[derive(Debug, Clone)]
pub struct Element {
    variable: String,
    format: Format,
    carrier: &'static str,
}

/// All dates of a style.
#[derive(Debug, Clone, Default)]
pub struct Dates(Vec<Element>);

impl Dates {
    /// Makes each date of a style give way to the text in a carrier, taken from those that are
    /// `free`, if there is one.
    pub fn carry(tree: &mut Value, free: &mut Vec<&'static str>) -> Dates {
        let mut dates = Dates::default();
        for part in ["citation", "bibliography", "macro"] {
            if let Some(part) = tree.get_mut(part) {
                dates.walk(part, free);
            }
        }
        dates
    }

    fn walk(&mut self, node: &mut Value, free: &mut Vec<&'static str>) {
        match node {
            Value::Array(list) => list.iter_mut().for_each(|child| self.walk(child, free)),
            Value::Object(object) => {
                object.values_mut().for_each(|child| self.walk(child, free));
                let date = object.get("date").filter(|date| date.is_object()).cloned();
                let carrier = date.as_ref().and_then(|date| self.carrier(date, free));
                if let (Some(date), Some(carrier)) = (date, carrier) {
                    object.remove("date");
                    object.insert("choose".to_owned(), choice(date, carrier));
                }
            }
            _ => {}
        }
    }

    fn carrier(&mut self, date: &Value, free: &mut Vec<&'static str>) -> Option<&'static str> {
        let mut format = Format::deserialize(date).ok()?;
        // These are written around the text.
        format.affixes = Default::default();
        format.formatting = Default::default();
        let variable = date.get("@variable")?.as_str()?.to_owned();
        let same = |one: &&Element| one.variable == variable && one.format == format;
        if let Some(known) = self.0.iter().find(same) {
            return Some(known.carrier);
        }
        let carrier = free.pop()?;
        self.0.push(Element { variable, format, carrier });
        Some(carrier)
    }

    /// The names of the carriers.
    pub fn carriers(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().map(|element| element.carrier)
    }

    /// The texts of a record's dates that the engine cannot hold, each with its carrier.
    pub fn texts(
        &self,
        entry: &Entry,
        style: &[Locale],
        files: &[Locale],
        spoken: &LocaleCode,
    ) -> Vec<(&'static str, String)> {
        let words = Words { style, files, spoken };
        let text = |element: &Element| {
            let date = entry.date(&element.variable).filter(|date| !engine_holds(date))?;
            Some((element.carrier, written(date, &element.format, words)?))
        };
        self.0.iter().filter_map(text).collect()
    }
}

/// Whether the engine writes a date right by itself.
fn engine_holds(date: &Date) -> bool {
    let first = date.date_parts.first();
    let year = first.and_then(|parts| parts.first()).copied();
    let month = first.and_then(|parts| parts.get(1)).copied().unwrap_or(0);
    date.date_parts.len() == 1
        && date.season.is_none()
        && (1..=12).contains(&month.max(1))
        && year.is_some_and(|year| (1000..=i32::from(i16::MAX)).contains(&year))
}

fn written(date: &Date, format: &Format, words: Words) -> Option<String> {
    let season = date.season.as_ref().and_then(|season| match season {
        Value::Number(number) => number.as_i64().map(|number| number as i32),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    });
    let Some(start) = date.date_parts.first().and_then(|parts| Day::of(parts, season)) else {
        return date.literal.clone().or_else(|| date.raw.clone()).filter(|text| !text.is_empty());
    };
    let end = date.date_parts.get(1).map(|parts| Day::of(parts, None).filter(|day| day.year != 0));
    Some(day::write(format, start, end, words))
}

/// A date, unless its carrier holds text.
fn choice(date: Value, carrier: &str) -> Value {
    const AROUND: &[&str] = &["@prefix", "@suffix", "@display", "@font", "@text-deco", "@vertical"];
    let around = date.as_object().into_iter().flatten();
    let around = around.filter(|(key, _)| AROUND.iter().any(|start| key.starts_with(start)));
    let mut text: Map<String, Value> =
        around.map(|(key, value)| (key.clone(), value.clone())).collect();
    text.insert("@variable".to_owned(), json!(carrier));
    json!({
        "if": {"@variable": [carrier], "@match": "all", "$value": [{"text": text}]},
        "else": {"$value": [{"date": date}]},
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::locale;

    #[track_caller]
    fn check(date: Value, format: Value, expected: &str) {
        let date: Date = serde_json::from_value(date).expect("is a date");
        let format: Format = serde_json::from_value(format).expect("is a format");
        let spoken = LocaleCode::en_us();
        let files = locale::needed(&spoken);
        let words = Words { style: &[], files: &files, spoken: &spoken };
        assert_eq!(written(&date, &format, words).as_deref(), Some(expected));
    }

    #[test]
    fn ranges_say_what_is_the_same_once() {
        let text = || json!({"@form": "text"});
        let range = |a: Value, b: Value| json!({"date-parts": [a, b]});
        check(range(json!([1999, 1, 2]), json!([1999, 1, 4])), text(), "January 2–4, 1999");
        check(range(json!([1999, 1, 2]), json!([1999, 3, 4])), text(), "January 2–March 4, 1999");
        check(range(json!([1999]), json!([2001])), text(), "1999–2001");
        check(range(json!([1999]), json!([0])), text(), "1999–");
    }

    #[test]
    fn seasons_and_words() {
        let text = || json!({"@form": "text"});
        check(json!({"date-parts": [[1999, 22]]}), text(), "Summer 1999");
        check(json!({"date-parts": [[1999]], "season": 1}), text(), "Spring 1999");
        check(json!({"literal": "in press"}), text(), "in press");
    }
}
