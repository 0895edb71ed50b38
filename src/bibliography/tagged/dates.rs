//! Dates as tagged formats have them: `2019/03/25/`, `2019 Mar 25`.

use smallvec::smallvec;

use crate::bibliography::biblatex::dates;
use crate::bibliography::edtf;
use crate::model::entry::{Date, DateParts};

/// The names of seasons, spring first.
const SEASONS: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];

/// The date that a text writes, in numbers or in words; the words, where they are no date.
pub(crate) fn read(text: &str) -> Date {
    let text = text.trim();
    by_slashes(text).or_else(|| year_first(text)).unwrap_or_else(|| dates::of_words(text))
}

/// A date as RIS has it, year/month/day/other; nothing where it is not known or no single date.
pub(crate) fn write(date: &Date) -> Option<String> {
    let [parts] = &date.date_parts[..] else {
        return None;
    };
    let part = |at: usize| parts.get(at).map(|part| format!("{part:02}")).unwrap_or_default();
    let season = season(date).unwrap_or("");
    Some(format!("{:04}/{}/{}/{season}", parts.first()?, part(1), part(2)))
}

/// The name of a date's season.
pub(crate) fn season(date: &Date) -> Option<&'static str> {
    let number = usize::try_from(edtf::season(date)?).ok()?;
    SEASONS.get(number.checked_sub(1)?).copied()
}

/// `2019/03/25/other`, of which all but the year may be missing.
fn by_slashes(text: &str) -> Option<Date> {
    let mut pieces = text.splitn(4, '/').map(str::trim);
    let year = pieces.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut parts = DateParts::from_iter([year]);
    let mut other = "";
    for (at, piece) in pieces.enumerate() {
        match piece.parse::<i32>() {
            Ok(number) if at < 2 && parts.len() == at + 1 => {
                let most = if at == 0 { 12 } else { 31 };
                (1..=most).contains(&number).then(|| parts.push(number))?;
            }
            _ if piece.is_empty() => {}
            _ if at == 2 => other = piece,
            _ => return None,
        }
    }
    let season = SEASONS.iter().position(|season| season.eq_ignore_ascii_case(other));
    if season.is_none() && !other.is_empty() && parts.len() == 1 {
        return Some(dates::of_words(&format!("{other} {year}")))
            .filter(|date| date.literal.is_none())
            .or(Some(Date::of_year(year)));
    }
    let season = season.map(|season| Box::new(serde_json::json!(season + 1)));
    Some(Date { date_parts: smallvec![parts], season, ..Date::default() })
}

/// `2019 Mar 25`, `2019 Mar-Apr`, `2019 Spring`: the rest is read as if it stood before the year.
fn year_first(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once(' ')?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| dates::of_year_and_rest(year, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_kinds() {
        for (text, shown) in [
            ("2019", "2019"),
            ("2019/03/25/", "2019-03-25"),
            ("2019/03", "2019-03"),
            ("2019///", "2019"),
            ("2019-03-25", "2019-03-25"),
            ("2019 Mar 25", "2019-03-25"),
            ("2019 Mar-Apr", "2019-03/2019-04"),
            ("2019 Mar", "2019-03"),
            ("25 March 2019", "2019-03-25"),
            ("2019///Mar 25", "2019-03-25"),
            ("in press", "in press"),
        ] {
            assert_eq!(read(text).to_string(), shown, "{text}");
        }
        assert_eq!(season(&read("2019 Spring")), Some("Spring"));
        assert_eq!(write(&read("2019///Winter")).as_deref(), Some("2019///Winter"));
    }
}
