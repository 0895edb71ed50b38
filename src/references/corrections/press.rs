//! Newspapers: they have days and pages where journals have volumes.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::lists::list;
use crate::lexicon::months::month;
use crate::model::reference::{Field, Label};
use crate::references::fields::bodies::is_newspaper;
use crate::text::pattern::regex;
use crate::text::span::Span;

use super::insert::insert;

/// Days and pages of newspapers, where they were taken for volumes or for parts of other fields.
pub(super) fn part_press(text: &str, fields: &mut Vec<Field>) {
    page_behind_day(text, fields);
    day_for_volume(text, fields);
    page_for_volume(text, fields);
}

/// The page in a bracket behind a day: "2002-05-07(1)".
fn page_behind_day(text: &str, fields: &mut Vec<Field>) {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}) ?\(([A-Z]?[0-9]{1,3})\)$")
    });
    if fields.iter().any(|field| field.label == Label::Pages) {
        return;
    }
    let dates = fields.iter().enumerate().filter(|(_, field)| field.label == Label::Date);
    let found = dates.into_iter().find_map(|(at, field)| {
        let found = PAGE.captures(field.span.of(text))?;
        let parts = [found.get(1)?, found.get(2)?];
        Some((at, parts.map(|part| Span::from(part.range()).shift(field.span.start))))
    });
    let Some((at, [day, page])) = found else {
        return;
    };
    fields[at].span = day;
    let confidence = fields[at].confidence;
    insert(fields, [Field { label: Label::Pages, span: page, confidence }]);
}

/// A number behind the name of a month is a day and no volume: "Northern Herald. 2016 Oct 5:30",
/// "Northern Herald, January 24: 11".
fn day_for_volume(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.iter().position(|field| field.label == Label::Volume) else {
        return;
    };
    let Field { span: day, confidence, .. } = fields[at];
    let (before, word) = word_before(text, day.start);
    let plausible = day.of(text).parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let issued = fields.iter().any(|field| field.label == Label::Issue);
    if word.is_empty() || !plausible || issued || month(word).is_none() {
        return;
    }
    let of_month = Span::new(before.len() - word.len(), day.end);
    let holds = |field: &Field| field.span.end == before.len() || field.span.end == day.start - 1;
    let holder = fields[..at].iter().rposition(holds);
    let container = fields.iter().find(|field| field.label == Label::Container);
    let newspaper = container.is_some_and(|field| {
        let name = field.span.of(text);
        is_newspaper(name.rsplit_once(',').map_or(name, |(name, _)| name))
    });
    match holder.map(|at| (at, fields[at].label)) {
        Some((date, Label::Date)) if newspaper => {
            fields[date].span.end = day.end;
            fields.remove(at);
        }
        Some((container, Label::Container)) => {
            let name = text[fields[container].span.start..of_month.start].trim_end();
            let Some(name) = name.strip_suffix(',') else {
                return;
            };
            fields[container].span.end = fields[container].span.start + name.len();
            fields[at] = Field { label: Label::Date, span: of_month, confidence };
        }
        None if newspaper => fields[at] = Field { label: Label::Date, span: of_month, confidence },
        _ => {}
    }
}

/// A bare number behind the name of a newspaper is a page: "The Harbour Times 33".
fn page_for_volume(text: &str, fields: &mut [Field]) {
    let serial = |field: &Field| matches!(field.label, Label::Issue | Label::Pages | Label::Doi);
    let press =
        |field: &Field| field.label == Label::Container && is_newspaper(field.span.of(text));
    if !fields.iter().any(press) || fields.iter().any(serial) {
        return;
    }
    let Some(volume) = fields.iter_mut().find(|field| field.label == Label::Volume) else {
        return;
    };
    let bare = volume.span.of(text).bytes().all(|byte| byte.is_ascii_digit());
    let (_, word) = word_before(text, volume.span.start);
    if bare && volume.span.len() < 4 && !list("volume-label").contains(&&*word.to_lowercase()) {
        volume.label = Label::Pages;
    }
}

/// The text up to the word before `at`, full stops and spaces left out, and that word.
pub(super) fn word_before(text: &str, at: usize) -> (&str, &str) {
    let before = text[..at].trim_end_matches([' ', '.']);
    (before, before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    #[test]
    fn newspapers_have_days_and_pages() {
        for (text, day, page) in [
            ("Lind B. Rivers and land reform[N]. Northern Herald, 2002-05-07(1).", Some(7), "1"),
            ("Lind B. Rivers of the north. Northern Herald. 2016 Oct 5:30.", Some(5), "30"),
            ("Lind, B. 2014. Rivers and Land. Northern Herald, January 24: 11.", Some(24), "11"),
            ("Lind B (2019) Rivers and land: a trial. The Harbour Times 33", None, "33"),
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.kind, "article-newspaper", "{text}");
            assert_eq!(entry.text("page"), Some(page), "{text}");
            assert_eq!(entry.text("volume"), None, "{text}");
            assert_eq!(entry.date("issued").and_then(|date| date.day()), day, "{text}");
            let container = entry.text("container-title").unwrap_or_default();
            assert!(["Northern Herald", "The Harbour Times"].contains(&container), "{text}");
        }
        let text = "Lind B. Rivers of the north. J Order. 2016 Oct 5:30–42.";
        assert_eq!(parse_one(text).entry.text("volume"), Some("5"));
    }
}
