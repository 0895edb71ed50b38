//! Year, date and address contradict each other.
//!
//! Many papers and news sites put the day of publication into the address. Where that day is not
//! the one that the entry gives, one of them is wrong: another year, or day and month changed
//! round. A difference of a few days is none, since print and screen differ by that much.
//!
//! No work was read, and hardly one came out, after the day of the check: a year of publication
//! that is not this one or the next, and an access date from tomorrow on, are slips.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." *The Example*, October 27. <http://example.org/2005/10/27/trust.htm>. {date-conflict}
//! ```

use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::Analysis;
use crate::model::entry::Date;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Label, Reference};
use crate::rules::rule::Rule;
use crate::text::day::Day;
use crate::text::pattern::regex;
use crate::text::span::Span;

/// Year, date and address contradict each other.
pub(crate) const RULE: Rule = Rule {
    name: "date-conflict",
    severity: Severity::Warning,
    head: head!("date_conflict.rs"),
    check,
};

/// A day in an address: 2005/10/27, 201806/12, 2018-06-12, 20051027.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let day = "(0[1-9]|[12][0-9]|3[01])(?:$|[/_.?&-]|[0-9]{4,10}[.])";
    let form = format!("(?:^|[/_=-])((?:19|20)[0-9][0-9])[/_-]?(0[1-9]|1[0-2])[/_-]?{day}");
    regex(&form)
});

/// How many days apart the two may be.
const NEAR: i32 = 31;

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let references = analysis.each_reference();
    let text = &analysis.document.text;
    references
        .flat_map(|(index, reference)| {
            let coming = analysis.today.into_iter().flat_map(move |today| {
                [unpublished(text, index, reference, today), unread(index, reference, today)]
            });
            coming.chain([conflict(index, reference)]).flatten()
        })
        .collect()
}

/// A year of publication after the next one. An entry that is not read for sure has none.
fn unpublished(
    text: &str,
    index: ReferenceId,
    reference: &Reference,
    today: Day,
) -> Option<Finding> {
    let year = reference.entry.year().filter(|year| *year > today.year + 1)?;
    let sure = reference.doubts.is_empty() && reference.confidence >= SURE;
    let field = reference.field(Label::Date).filter(|_| sure)?;
    if is_within_words(text, field.span) {
        return None;
    }
    Some(
        RULE.finding(format!("the year {year} is still to come"))
            .at(field.span)
            .reference(index)
            .help("correct it; a work that is not out yet is \"forthcoming\" or \"in press\""),
    )
}

/// Whether words go on before and behind a date without a sign, as in a title: "a plan until 2040 for the
/// coast".
fn is_within_words(text: &str, date: Span) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let before = &text[..date.start];
    // In an address a percent sign stands for a space.
    before.ends_with('%')
        || word(before.trim_end().chars().next_back())
            && word(text[date.end..].trim_start().chars().next())
}

/// An access date from tomorrow on, by the clock of any place.
fn unread(index: ReferenceId, reference: &Reference, today: Day) -> Option<Finding> {
    let accessed = reference.entry.date("accessed")?;
    let parts = accessed.date_parts.first()?;
    let tomorrow = [today.year, today.month, today.day + 1];
    if parts.as_slice() <= &tomorrow[..parts.len().min(3)] {
        return None;
    }
    let field = reference.field(Label::Accessed)?;
    let finding = RULE.finding(format!("the access date {accessed} is still to come"));
    Some(finding.at(field.span).reference(index).help("give the day on which it was read"))
}

/// How sure the reading of an entry must be.
const SURE: f32 = 0.5;

fn conflict(index: ReferenceId, reference: &Reference) -> Option<Finding> {
    let issued = reference.entry.date("issued")?;
    let in_address = day_in(reference.entry.text("URL")?)?;
    let what = difference(issued, in_address)?;
    let field = reference.field(Label::Url)?;
    let (year, month, day) = in_address;
    // A date behind the address, if it is later, may be the day on which the page was read.
    let behind = reference.fields(Label::Date).all(|date| date.span.start >= field.span.end);
    if behind && issued.year()? >= year {
        return None;
    }
    let finding = RULE
        .finding(format!(
            "the entry says {issued}, the address {year:04}-{month:02}-{day:02}: {what}"
        ))
        .at(field.span)
        .reference(index)
        .help("open the address and correct the one that is wrong");
    Some(
        reference
            .fields(Label::Date)
            .fold(finding, |finding, date| finding.related(date.span, "the entry's date")),
    )
}

/// The day that an address names.
fn day_in(address: &str) -> Option<(i32, i32, i32)> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.find('/').map_or("", |at| &path[at..]);
    // Hardly any names one: the pattern is rarely made.
    if path.bytes().filter(u8::is_ascii_digit).count() < "20051027".len() {
        return None;
    }
    let found = DAY.captures(path)?;
    let number = |group: usize| found.get(group).and_then(|part| part.as_str().parse().ok());
    Some((number(1)?, number(2)?, number(3)?))
}

/// What differs beyond doubt between the entry's date and the day in the address.
fn difference(issued: &Date, (year, month, day): (i32, i32, i32)) -> Option<&'static str> {
    let entry_year = issued.year()?;
    let (Some(entry_month), entry_day) = (issued.month(), issued.day()) else {
        // A page may be put up again in the year after.
        return ((entry_year - year).abs() > 1).then_some("the years differ");
    };
    let days = |year: i32, month: i32, day: i32| year * 365 + month * 30 + day;
    let entry_day_or_same = entry_day.unwrap_or(day);
    let apart = (days(entry_year, entry_month, entry_day_or_same) - days(year, month, day)).abs();
    if entry_year != year && apart > NEAR {
        Some("the years differ")
    } else if entry_year == year && entry_day == Some(month) && entry_month == day && month != day {
        Some("day and month are changed round")
    } else {
        (apart > NEAR).then_some("the days differ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        for (address, day) in [
            ("http://a.org/2005/10/27/stories/2005102718141600.htm", Some((2005, 10, 27))),
            ("http://a.org/a/201806/12/WS5b1f.html", Some((2018, 6, 12))),
            ("http://a.org/news-2018-06-12.html", Some((2018, 6, 12))),
            ("http://a.org/stories/2005102718141600.htm", Some((2005, 10, 27))),
            ("http://a.org/wp-content/uploads/2018/06/file.pdf", None),
            ("http://a.org/id/20181345", None),
            ("http://20180612.org/", None),
        ] {
            assert_eq!(day_in(address), day, "{address}");
        }
    }
}
