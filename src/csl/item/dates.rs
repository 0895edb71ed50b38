//! Dates of items: parts, ranges, seasons, texts.
//!
//! CSL-JSON, "Date variables"; texts are read as EDTF or as people write dates.

use serde_json::Value as Json;

use super::scalar;

/// A date or a range of dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Date {
    pub start: Day,
    pub end: Option<Day>,
    pub season: Option<Box<str>>,
    pub circa: bool,
    pub literal: Option<Box<str>>,
}

/// A day, a month or a year; a month above 12 is a season.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Day {
    pub year: Option<i32>,
    pub month: Option<i32>,
    pub day: Option<i32>,
}

/// Reads a date; `None` where there is none.
pub(super) fn read(json: &Json) -> Option<Date> {
    let object = match json {
        Json::Object(object) => object,
        Json::String(text) if !text.is_empty() => return Some(text_date(text)),
        Json::Number(number) => return Some(text_date(&number.to_string())),
        _ => return None,
    };
    let parts: Vec<&Vec<Json>> = object
        .get("date-parts")
        .and_then(Json::as_array)
        .map(|list| list.iter().filter_map(Json::as_array).collect())
        .unwrap_or_default();
    if let Some(raw) = object.get("raw").and_then(scalar)
        && parts.is_empty()
    {
        return Some(text_date(&raw)).filter(|_| !raw.is_empty());
    }
    let date = Date {
        start: parts.first().map(|parts| day(parts)).unwrap_or_default(),
        end: parts.get(1).map(|parts| day(parts)).filter(|end| *end != Day::default()),
        season: object.get("season").and_then(scalar).filter(|s| !s.is_empty()).map(Box::from),
        circa: object.get("circa").is_some_and(|circa| match circa {
            Json::Bool(circa) => *circa,
            Json::Number(number) => number.as_f64() != Some(0.0),
            Json::String(text) => !text.is_empty(),
            _ => false,
        }),
        literal: object.get("literal").and_then(scalar).map(Box::from),
    };
    (date != Date::default()).then_some(date)
}

fn day(parts: &[Json]) -> Day {
    let part = |at: usize| match parts.get(at)? {
        Json::Number(number) => number.as_i64().and_then(|number| number.try_into().ok()),
        Json::String(text) => leading_number(text),
        _ => None,
    };
    Day { year: part(0), month: part(1).filter(|m| *m != 0), day: part(2).filter(|d| *d != 0) }
}

fn leading_number(text: &str) -> Option<i32> {
    let text = text.trim();
    let end = text
        .char_indices()
        .find(|(at, ch)| !(ch.is_ascii_digit() || (*at == 0 && *ch == '-')))
        .map_or(text.len(), |(at, _)| at);
    text[..end].parse().ok()
}

/// Reads a date as people write it: "2004-06", "3 May 2001", "1999/2000", "circa 1850", "44 BC".
pub(crate) fn text_date(text: &str) -> Date {
    let literal = |text: &str| Date { literal: Some(text.into()), ..Date::default() };
    if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
        return literal(&text[1..text.len() - 1]);
    }
    let (negative, plain) = prepared(text);
    let mut date = Date::default();
    let tokens = tokens(&plain);
    let halves: Vec<&[String]> = tokens.splitn(2, |token| token == "-").collect();
    let (mut start, mut end) = (Day::default(), Day::default());
    half(halves[0], &mut start, &mut date);
    if let Some(second) = halves.get(1) {
        half(second, &mut end, &mut date);
        fill(&mut start, &mut end);
        date.end = Some(end);
    }
    if start.year.is_none_or(|year| year == 0) || (start.day.is_some() && start.month.is_none()) {
        return literal(text);
    }
    if negative {
        start.year = start.year.map(|year| -year);
    }
    date.start = start;
    date
}

/// Whether a minus stands before the date; the date without time of day and stops.
fn prepared(text: &str) -> (bool, String) {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let bytes = text.as_bytes();
    let time = text.char_indices().find(|(at, ch)| {
        *ch == 'T'
            && *at > 0
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    });
    let mut plain = time.map_or(text, |(at, _)| &text[..at]).to_owned();
    if let Some(colon) = plain.find(':') {
        plain.truncate(colon.saturating_sub(2));
    }
    if plain.len() < 4 && !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        plain = format!("{plain:0>4}");
    }
    if plain.contains(['年', '月']) {
        plain = kanji(&plain);
    }
    (negative, plain.replace('.', "").replace(['/', '_'], "-"))
}

/// "昭和3年5月" and "2001年5月3日" as years, months and days with hyphens.
fn kanji(text: &str) -> String {
    let mut text: String = text.split_whitespace().collect();
    for (epoch, offset) in [("明治", 1867), ("大正", 1911), ("昭和", 1925), ("平成", 1988)]
    {
        while let Some(at) = text.find(epoch) {
            let from = at + epoch.len();
            let len = text[from..].bytes().take_while(u8::is_ascii_digit).count();
            let year: i32 = text[from..from + len].parse().unwrap_or_default();
            text.replace_range(at..from + len, &year.saturating_add(offset).to_string());
        }
    }
    let text = text.replace('日', "").replace(['年', '月'], "-").replace('〜', "/");
    text.replace("-/", "/").trim_end_matches('-').to_owned()
}

fn tokens(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '0'..='9' | '?' => year_first(rest)
                .or_else(|| year_last(rest))
                .unwrap_or_else(|| digits(rest).clamp(1, 3)),
            '-' | '~' => 1,
            _ => rest
                .find(|ch: char| matches!(ch, '-' | '~' | '?' | '0'..='9'))
                .unwrap_or(rest.len()),
        };
        let token = rest[..len].trim();
        if !token.is_empty() {
            all.push(token.to_owned());
        }
        rest = &rest[len..];
    }
    all
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'?').count()
}

/// The length of "2004", "2004-06", "2004-06-04".
fn year_first(text: &str) -> Option<usize> {
    if digits(text) != 4 {
        return None;
    }
    let mut len = 4;
    for _ in 0..2 {
        let part = text[len..].strip_prefix('-').map_or(0, digits);
        if !(1..=2).contains(&part) {
            break;
        }
        len += 1 + part;
    }
    Some(len)
}

/// The length of "4-6-2004", "6-2004".
fn year_last(text: &str) -> Option<usize> {
    let mut len = 0;
    for _ in 0..2 {
        let part = digits(&text[len..]);
        if !(1..=2).contains(&part) || !text[len + part..].starts_with('-') {
            break;
        }
        len += part + 1;
    }
    (len > 0 && digits(&text[len..]) == 4).then_some(len + 4)
}

const MONTHS: [&str; 18] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "spr",
    "sum", "fal", "win", "spr", "sum",
];

fn half(tokens: &[String], day: &mut Day, date: &mut Date) {
    let mut number: Option<i32> = None;
    for token in tokens {
        let lower = token.to_lowercase();
        if token.len() > 1 && token.contains('-') {
            numeric(token, day);
        } else if token.len() == 4 && token.bytes().all(|byte| byte.is_ascii_digit()) {
            day.year = token.parse().ok();
        } else if let Some(month) = MONTHS.iter().position(|month| lower.contains(month)) {
            date.circa |= lower.starts_with("cir");
            day.month = Some(month as i32 + 1);
        } else if let Ok(value) = token.parse() {
            number = Some(value);
        } else if lower.starts_with("bc") && number.is_some() {
            day.year = number.take().map(|year: i32| -year);
        } else if lower.starts_with("ad") && number.is_some() {
            day.year = number.take();
        } else if matches!(lower.as_str(), "~" | "?" | "c") || lower.starts_with("cir") {
            date.circa = true;
        } else if ["mic", "tri", "hil", "eas"].iter().any(|term| lower.contains(term)) {
            date.season.get_or_insert_with(|| token.as_str().into());
        }
    }
    day.day = number.or(day.day);
}

fn numeric(token: &str, day: &mut Day) {
    let mut parts: Vec<&str> = token.split('-').collect();
    if let Some(at) = parts.iter().position(|part| part.len() == 4) {
        day.year = parts[at].parse().ok();
        parts = if at == 0 { parts[1..].to_vec() } else { parts[..at].to_vec() };
    }
    let numbers: Vec<i32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let (month, date) = match numbers[..] {
        [month] | [month, 0] => (month, 0),
        [day, month] if day > 12 => (month, day),
        [month, day] => (month, day),
        _ => return,
    };
    day.month = Some(month).filter(|month| *month != 0);
    day.day = Some(date).filter(|day| *day != 0);
}

/// Fills what one end of a range leaves out from the other.
fn fill(start: &mut Day, end: &mut Day) {
    fn both(one: &mut Option<i32>, other: &mut Option<i32>) {
        *one = one.or(*other);
        *other = other.or(*one);
    }
    both(&mut start.year, &mut end.year);
    both(&mut start.month, &mut end.month);
    both(&mut start.day, &mut end.day);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_read() {
        let cases: [(&str, &[i32], &[i32]); 7] = [
            ("2004-06-04", &[2004, 6, 4], &[]),
            ("3 May 2001", &[2001, 5, 3], &[]),
            ("1999/2000", &[1999], &[2000]),
            ("2004-06-04/2006-07-08", &[2004, 6, 4], &[2006, 7, 8]),
            ("Spring 1999", &[1999, 13], &[]),
            ("44 BC", &[-44], &[]),
            ("-0044", &[-44], &[]),
        ];
        let flat = |day: Day| -> Vec<i32> {
            [day.year, day.month, day.day].into_iter().flatten().collect()
        };
        for (text, start, end) in cases {
            let date = text_date(text);
            assert_eq!(flat(date.start), start, "{text}");
            assert_eq!(date.end.map(flat).unwrap_or_default(), end, "{text}");
        }
        assert!(text_date("c. 1850").circa);
        assert_eq!(text_date("forthcoming").literal.as_deref(), Some("forthcoming"));
    }
}
