//! Years, months and days as .bib files write them.

use crate::bibliography::edtf;
use crate::bibliography::tex::decode::{Braces, decode};
use crate::lexicon::lists::list;
use crate::lexicon::months::ENGLISH;
use crate::model::entry::Date;

/// A date made of BibTeX's fields. What is no year is kept as words.
pub(crate) fn of_parts(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Option<Date> {
    let Some(year) = year else {
        let words = decode(month?, Braces::Group);
        return (!words.is_empty()).then(|| Date::of_literal(words));
    };
    let mut date = of_text(year)?;
    if date.date_parts.len() == 1 && date.date_parts[0].len() == 1 {
        let day = day.and_then(|day| decode(day, Braces::Group).trim().parse().ok());
        add_month(&mut date, &month.map(|m| decode(m, Braces::Group)).unwrap_or_default(), day);
    }
    Some(date)
}

/// A date in one field: EDTF, or a year as people write it, or words.
pub(crate) fn of_text(tex: &str) -> Option<Date> {
    let text = decode(tex, Braces::Group);
    let text = text.trim();
    (!text.is_empty()).then(|| of_words(text))
}

/// A date in plain text: EDTF, or a year as people write it, or words.
pub(crate) fn of_words(text: &str) -> Date {
    edtf::read(text).or_else(|| loose(text)).unwrap_or_else(|| Date::of_literal(text))
}

/// A year, and what is said of months, days and seasons beside it.
pub(crate) fn of_year_and_rest(year: &str, rest: &str) -> Date {
    let mut date = of_words(year);
    if date.date_parts.len() == 1 && date.date_parts[0].len() == 1 {
        add_month(&mut date, rest, None);
    }
    date
}

/// The fields `year` and `month` for BibTeX, which knows no `date`; days go with the month.
pub(crate) fn to_parts(date: &Date) -> (Option<String>, Option<String>) {
    let Some(parts) = date.date_parts.first() else {
        return (date.literal.as_deref().map(str::to_owned), None);
    };
    let years: Vec<String> =
        date.date_parts.iter().filter_map(|parts| parts.first()).map(i32::to_string).collect();
    let year = match &years[..] {
        [from, to, ..] if from != to => Some(format!("{from}--{to}")),
        _ => years.first().cloned(),
    };
    let month = parts.get(1).and_then(|month| abbreviation(*month));
    let month = match (month, parts.get(2)) {
        (Some(month), Some(day)) => Some(format!("{month} # {{~{day}}}")),
        (month, _) => month.map(str::to_owned),
    };
    (year, month)
}

/// `[1999]`, `c. 1999`, `1998--1999`, `1998/99`, `12 March 2004`, `March 2004`.
fn loose(text: &str) -> Option<Date> {
    let bare = text.trim_matches(['[', ']', '(', ')', '.', ',', ' ']);
    let about = list("circa").iter().find_map(|about| {
        let rest = bare.strip_prefix(about.trim_end_matches('.'))?;
        edtf::read(rest.trim_start_matches(['.', '\u{A0}', ' ']))
    });
    if let Some(mut date) = about {
        date.circa = Some(Box::new(serde_json::json!(true)));
        return Some(date);
    }
    if let Some((from, to)) = bare.split_once(['–', '—', '-', '/']) {
        let (from, to) = (from.trim(), to.trim());
        let to = match (from.get(..2), to.len()) {
            (Some(century), 2) => format!("{century}{to}"),
            _ => to.to_owned(),
        };
        let is_year = |text: &str| text.len() == 4;
        if is_year(from) && is_year(&to) {
            return edtf::read(&format!("{from}/{to}"));
        }
    }
    if let Some(date) = edtf::read(bare) {
        return Some(date);
    }
    let (rest, year) = bare.rsplit_once([' ', '\u{A0}'])?;
    let mut date = edtf::read(year.trim()).filter(|date| date.date_parts[0].len() == 1)?;
    add_month(&mut date, rest, None);
    (date.date_parts[0].len() > 1).then_some(date)
}

/// Adds what `text` says of months and days: `mar`, `3`, `25 March`, `March 25`, `Jan–Feb`.
fn add_month(date: &mut Date, text: &str, day: Option<i32>) {
    let mut months = Vec::new();
    let mut days = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        match (month(word), day_number(word)) {
            (Some(month), _) => months.push(month),
            (None, Some(number)) => days.push(number),
            (None, None) => {}
        }
    }
    if months.is_empty() && !days.is_empty() && days[0] <= 12 {
        months.push(days.remove(0));
    }
    days.extend(day);
    if let (true, Some(season)) = (months.is_empty(), season(text)) {
        date.season = Some(Box::new(serde_json::json!(season)));
    }
    let Some(&first) = months.first() else { return };
    let year = date.date_parts[0][0];
    let parts = &mut date.date_parts[0];
    // A date that is complete already stays as it is.
    let room = parts.remaining_capacity();
    parts.extend([Some(first), days.first().copied()].into_iter().flatten().take(room));
    match (months.get(1), days.get(1)) {
        (Some(&last), second) => {
            let end = [Some(year), Some(last), second.copied()];
            date.date_parts.push(end.into_iter().flatten().collect());
        }
        (None, Some(&second)) => date.date_parts.push([year, first, second].into()),
        (None, None) => {}
    }
}

/// A day of a month, with or without an ending: `25`, `25th`.
fn day_number(word: &str) -> Option<i32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// The number of an English month, from its first three letters on.
fn month(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    let at = ENGLISH.iter().position(|name| {
        word.len() >= 3 && (name.starts_with(&word) || word == "sept" && *name == "september")
    })?;
    Some(at as i32 + 1)
}

/// BibTeX's abbreviation for a month.
pub(crate) fn abbreviation(month: i32) -> Option<&'static str> {
    const ABBREVIATIONS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    ABBREVIATIONS.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

fn season(text: &str) -> Option<i32> {
    match text.trim().to_lowercase().as_str() {
        "spring" => Some(1),
        "summer" => Some(2),
        "autumn" | "fall" => Some(3),
        "winter" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(year: &str, month: &str, day: &str, shown: &str) {
        let [year, month, day] = [year, month, day].map(|t| (!t.is_empty()).then_some(t));
        let date = of_parts(year, month, day).map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some(shown));
    }

    #[test]
    fn years_months_and_days() {
        check("1999", "mar", "", "1999-03");
        check("1999", "3", "4", "1999-03-04");
        check("1999", "25 March", "", "1999-03-25");
        check("1999", "March~25", "", "1999-03-25");
        check("1999", "Sept.", "", "1999-09");
        check("1999", "January--February", "", "1999-01/1999-02");
        check("1999", "jun # 5--7", "", "1999-06-05/1999-06-07");
        check("in press", "", "", "in press");
        check("{in press}", "", "", "in press");
        check("[1850]", "", "", "1850");
        check("1998--99", "", "", "1998/1999");
        check("1998/1999", "", "", "1998/1999");
        check("12 March 2004", "", "", "2004-03-12");
        check("March 2004", "", "", "2004-03");
        check("1999", "nonsense", "", "1999");
    }
}
