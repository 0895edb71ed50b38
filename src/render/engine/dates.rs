//! Dates that the engine cannot hold: ranges, seasons, words, years beyond 16 bits.
//!
//! They are written here; a variable that the style does not use otherwise carries the text to the
//! place where the style has the date.

use hayagriva::citationberg::taxonomy::StandardVariable;
use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{
    Date as Format, DatePart, DatePartName, IndependentStyle, Locale, LocaleCode, Text,
};
use serde_json::Value;

use super::day::{self, Day};
use super::elements::{self, Element};
use super::words::Words;
use crate::model::entry::{Date, Entry};

/// A date of the style: how it is written, and the variable that carries its text.
#[derive(Debug, Clone)]
struct Written {
    variable: String,
    format: Format,
    carrier: StandardVariable,
}

/// All dates of a style.
#[derive(Debug, Clone, Default)]
pub struct Dates(Vec<Written>);

impl Dates {
    /// Makes each date of a style give way to the text in a carrier, taken from the end of those
    /// that are `free`, if there is one.
    pub fn carry(style: &mut IndependentStyle, mut free: Vec<StandardVariable>) -> Dates {
        let mut dates = Dates::default();
        elements::change_all(style, &mut |element| {
            if let Element::Date(date) = element
                && let Some(carrier) = dates.carrier(date, &mut free)
            {
                let text = Element::Text(text(date, carrier));
                *element = elements::if_has(carrier, text, Some(element.clone()));
            }
        });
        dates
    }

    fn carrier(
        &mut self,
        date: &Format,
        free: &mut Vec<StandardVariable>,
    ) -> Option<StandardVariable> {
        let variable = date.variable?.to_string();
        let mut format = date.clone();
        // These are written around the text.
        format.affixes = Default::default();
        format.formatting = Default::default();
        let same = |one: &&Written| one.variable == variable && one.format == format;
        if let Some(known) = self.0.iter().find(same) {
            return Some(known.carrier);
        }
        let carrier = free.pop()?;
        self.0.push(Written { variable, format, carrier });
        Some(carrier)
    }

    /// The carriers.
    pub fn carriers(&self) -> impl Iterator<Item = StandardVariable> + '_ {
        self.0.iter().map(|date| date.carrier)
    }

    /// The texts of a record's dates that the engine cannot hold, each with its carrier.
    pub fn texts(
        &self,
        entry: &Entry,
        style: &[Locale],
        files: &[Locale],
        spoken: &LocaleCode,
    ) -> Vec<(StandardVariable, String)> {
        let words = Words { style, files, spoken };
        let text = |one: &Written| {
            let date = entry.date(&one.variable).filter(|date| !engine_holds(date))?;
            Some((one.carrier, written(date, &one.format, words)?))
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
    let season = date.season.as_deref().and_then(|season| match season {
        Value::Number(number) => number.as_i64().map(|number| number as i32),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    });
    let Some(start) = date.date_parts.first().and_then(|parts| Day::of(parts, season)) else {
        // Words stand where the year would.
        let is_year = |part: &DatePart| part.name == DatePartName::Year;
        let shows_year = format.form.is_some() || format.date_part.iter().any(is_year);
        let words = date.literal.clone().or_else(|| date.raw.clone());
        return words.filter(|text| shows_year && !text.is_empty());
    };
    let end = date.date_parts.get(1).map(|parts| Day::of(parts, None).filter(|day| day.year != 0));
    Some(day::write(format, start, end, words))
}

/// The text of a date, set as the date is.
fn text(date: &Format, carrier: StandardVariable) -> Text {
    Text {
        formatting: date.formatting,
        affixes: date.affixes.clone(),
        display: date.display,
        ..Text::with_target(Variable::Standard(carrier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::locale;
    use serde_json::json;

    #[track_caller]
    fn check(date: Value, format: Value, expected: &str) {
        let date: Date = serde_json::from_value(date).expect("is a date");
        let format: Format = serde_json::from_value(format).expect("is a format");
        let spoken = LocaleCode::en_us();
        let files = locale::needed(&spoken);
        let words = Words { style: &[], files: &files, spoken: &spoken };
        assert_eq!(written(&date, &format, words).unwrap_or_default(), expected);
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
        let part = |name: &str| json!({"date-part": [{"@name": name}]});
        check(json!({"literal": "in press"}), part("year"), "in press");
        check(json!({"literal": "in press"}), part("month"), "");
    }
}
