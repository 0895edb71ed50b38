//! Dates as services and reports write them.

use std::time::{Duration, SystemTime};

use crate::model::entry::Date;

/// RFC 3339 in UTC, to the second.
pub(super) fn rfc3339(time: SystemTime) -> String {
    humantime::format_rfc3339_seconds(time).to_string()
}

/// The moment that RFC 3339 text names.
pub(super) fn from_rfc3339(text: &str) -> Option<SystemTime> {
    humantime::parse_rfc3339(text).ok()
}

/// The moment `wait` from now, RFC 3339; no server is believed that wants to be left alone for more
/// than a day.
pub(super) fn after(wait: Duration) -> Option<String> {
    SystemTime::now().checked_add(wait.min(Duration::from_secs(24 * 3600))).map(rfc3339)
}

/// The end of a day, month or year as 14 digits, as web archives write moments.
pub(super) fn end_of(date: &Date) -> Option<String> {
    let year = date.year().filter(|year| (1990..=9999).contains(year))?;
    let month = date.month().filter(|month| (1..=12).contains(month));
    let day = date.day().filter(|day| (1..=31).contains(day) && month.is_some());
    Some(format!("{year:04}{:02}{:02}235959", month.unwrap_or(12), day.unwrap_or(31)))
}

/// The 14 digits of an HTTP date.
pub(super) fn from_http_date(date: &str) -> Option<String> {
    let time = httpdate::parse_http_date(date.trim()).ok()?;
    let text = rfc3339(time);
    Some(text.chars().filter(char::is_ascii_digit).take(14).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_archives_do() {
        assert_eq!(end_of(&Date::of_parts(&[2021, 3, 14])).as_deref(), Some("20210314235959"));
        assert_eq!(end_of(&Date::of_year(2021)).as_deref(), Some("20211231235959"));
        assert_eq!(end_of(&Date::of_literal("n.d.")), None);
        assert_eq!(
            from_http_date("Sun, 06 Nov 1994 08:49:37 GMT").as_deref(),
            Some("19941106084937")
        );
    }
}
