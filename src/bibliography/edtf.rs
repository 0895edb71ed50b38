//! Dates as ISO 8601 and its extension (EDTF) write them.
//!
//! Levels 0 and 1 of <https://www.loc.gov/standards/datetime/>: parts left off, ranges, open
//! ranges, seasons, and the marks for uncertain and approximate dates.

use smallvec::smallvec;

use crate::model::entry::{Date, DateParts};

/// The date that `text` writes; nothing if it is not of this form.
pub(crate) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    let (from, to) = match text.split_once('/') {
        Some((from, to)) => (from, Some(to)),
        None => (text, None),
    };
    let start = point(from)?;
    let mut date = Date {
        date_parts: smallvec![start.parts],
        season: start.season.map(|season| Box::new(serde_json::json!(season))),
        circa: start.circa.then(|| Box::new(serde_json::json!(true))),
        ..Date::default()
    };
    match to.map(str::trim) {
        None => date.date_parts.extend(start.until.map(of_year)),
        Some("" | "..") => date.raw = Some(text.into()),
        Some(to) => {
            let end = point(to)?;
            date.date_parts.push(end.parts);
            if end.circa {
                date.circa = Some(Box::new(serde_json::json!(true)));
            }
        }
    }
    Some(date)
}

/// The date in this form; nothing for words.
pub(crate) fn write(date: &Date) -> Option<String> {
    if let Some(raw) = &date.raw {
        return Some(raw.to_string());
    }
    let last = date.date_parts.len().saturating_sub(1);
    let points: Vec<String> = date
        .date_parts
        .iter()
        .enumerate()
        .map(|(at, parts)| write_point(parts, season(date).filter(|_| at == 0)))
        .map(|point| if is_circa(date) { point + "~" } else { point })
        .take(last.min(1) + 1)
        .collect();
    (!points.is_empty()).then(|| points.join("/"))
}

/// The season of a date, 1 (spring) to 4 (winter).
pub(crate) fn season(date: &Date) -> Option<i64> {
    match date.season.as_deref()? {
        serde_json::Value::Number(number) => number.as_i64(),
        serde_json::Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "spring" => Some(1),
            "summer" => Some(2),
            "autumn" | "fall" => Some(3),
            "winter" => Some(4),
            digits => digits.parse().ok(),
        },
        _ => None,
    }
}

/// Whether a date is marked as approximate.
pub(crate) fn is_circa(date: &Date) -> bool {
    match date.circa.as_deref() {
        None => false,
        Some(serde_json::Value::Bool(circa)) => *circa,
        Some(serde_json::Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(serde_json::Value::String(text)) => !text.is_empty() && text != "0" && text != "false",
        Some(_) => false,
    }
}

fn of_year(year: i32) -> DateParts {
    DateParts::from_iter([year])
}

/// A point in time.
struct Point {
    parts: DateParts,
    season: Option<i32>,
    circa: bool,
    /// The last year of a decade or century given as `199X`.
    until: Option<i32>,
}

fn point(text: &str) -> Option<Point> {
    let text = text.trim();
    let bare = text.trim_end_matches(['~', '?', '%']);
    let circa = bare.len() < text.len();
    let day = bare.split(['T', ' ']).next().unwrap_or(bare);
    let (sign, digits) = match day.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, day),
    };
    let mut pieces = digits.split('-');
    let (year, until) = year(pieces.next()?)?;
    let mut parts = of_year(sign * year);
    let mut season = None;
    for (at, piece) in pieces.enumerate() {
        let number = two_digits(piece)?;
        match (at, number) {
            (0, 1..=12) => parts.push(number),
            (0, 21..=24) => season = Some(number - 20),
            (1, 1..=31) if season.is_none() => parts.push(number),
            _ => return None,
        }
    }
    Some(Point { parts, season, circa, until })
}

/// A year of four digits, the last of which may be unknown.
fn year(text: &str) -> Option<(i32, Option<i32>)> {
    if text.len() != 4 || !text.is_ascii() {
        return None;
    }
    let known = text.trim_end_matches(['X', 'x', 'u']);
    if known.is_empty() || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let span = 10_i32.pow(4 - known.len() as u32);
    let first = known.parse::<i32>().ok()? * span;
    Some((first, (span > 1).then_some(first + span - 1)))
}

fn two_digits(text: &str) -> Option<i32> {
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn write_point(parts: &[i32], season: Option<i64>) -> String {
    let mut text = String::new();
    for (at, &part) in parts.iter().take(3).enumerate() {
        match at {
            0 if part < 0 => text += &format!("-{:04}", part.unsigned_abs()),
            0 => text += &format!("{part:04}"),
            _ => text += &format!("-{part:02}"),
        }
    }
    if let Some(season @ 1..=4) = season
        && parts.len() == 1
    {
        text += &format!("-{}", 20 + season);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::Dates;

    #[test]
    fn dates_read_and_write_back() {
        for text in [
            "2017",
            "2017-05",
            "2017-05-12",
            "2017/2019",
            "2017-01-12/2017-01-14",
            "2017-21",
            "1850~",
            "-0044",
            "2017/..",
            "0476",
        ] {
            let date = read(text).expect(text);
            assert_eq!(write(&date).as_deref(), Some(text));
        }
    }

    #[test]
    fn decades_are_ranges_and_words_are_no_dates() {
        let decade = read("199X").expect("reads");
        assert_eq!(decade.date_parts, Dates::from_vec(vec![of_year(1990), of_year(1999)]));
        assert_eq!(
            read("2020-03-04T10:00:00Z").map(|d| d.to_string()).as_deref(),
            Some("2020-03-04")
        );
        for text in ["in press", "99", "2017-13", "2017-05-40", "", "/", "20171", "X999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
