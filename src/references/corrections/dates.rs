//! Words in place of a date.

use crate::lexicon::lists::{list, lists};
use crate::lexicon::years::year_of;
use crate::model::reference::{Field, Label};
use crate::text::span::Span;

use super::insert::insert;

/// Words in place of a date between the names and the title: "Lind A. б. г. Rivers", "Lind, A. n.d.
/// Rivers".
pub(super) fn part_no_date(text: &str, fields: &mut Vec<Field>) {
    let position = |label| fields.iter().position(|field: &Field| field.label == label);
    let (Some(author), Some(title)) = (position(Label::Author), position(Label::Title)) else {
        return;
    };
    let (from, to) = (fields[author].span.start, fields[title].span.start);
    let Some(between) = text.get(from..to).filter(|_| position(Label::Date).is_none()) else {
        return;
    };
    let lower = between.to_lowercase();
    let found = list("no-date").iter().find_map(|words| {
        let at = lower.find(words).filter(|_| words.contains('.'))?;
        let after = lower[at + words.len()..].starts_with(char::is_alphanumeric);
        let before = lower[..at].ends_with(|c: char| c.is_alphanumeric());
        (!after && !before && at > 0).then_some((at, words.len()))
    });
    let Some((at, len)) = found.filter(|_| lower.len() == between.len()) else {
        return;
    };
    let Field { span, confidence, .. } = fields[author];
    let names = between[..at].trim_end_matches([' ', ',', '(', '[']);
    fields[author].span.end = span.end.min(from + names.len());
    let span = Span::new(from + at, from + at + len);
    fields.retain(|field| !field.span.overlaps(span));
    insert(fields, [Field { label: Label::Date, span, confidence }]);
}

/// Words in place of a date that the names or the title took in: "(no prelo). Poços e rios".
pub(super) fn part_status(text: &str, fields: &mut Vec<Field>) {
    if fields.iter().any(|field| field.label == Label::Date) {
        return;
    }
    let Some(at) = fields.iter().position(|field| field.label == Label::Title) else {
        return;
    };
    let title = fields[at].span;
    let from = fields[..at].iter().map(|field| field.span.end).max().unwrap_or(0);
    let Some(open) = text[from..].find('(').map(|open| from + open) else {
        return;
    };
    let Some(close) = text[open..].find(')').map(|close| open + close) else {
        return;
    };
    let words = text[open + 1..close].to_lowercase();
    let dates = lists(&["forthcoming", "no-date"]).any(|known| known == words);
    let start = text[close..].find(char::is_alphanumeric).map_or(text.len(), |at| close + at);
    let between = !text[from..open].contains(char::is_alphanumeric);
    if !dates || !between || open > title.start || start >= title.end || title.start > start {
        return;
    }
    let confidence = fields[at].confidence;
    fields[at].span = Span::new(start, title.end);
    fields.insert(at, Field { label: Label::Date, span: Span::new(open + 1, close), confidence });
}

/// The year of the work at hand behind that of its first edition, where the latter was taken for the
/// date: "(first published 1939), 1995".
pub(super) fn prefer_own_year(text: &str, fields: &mut Vec<Field>) {
    let mut dates = (0..fields.len()).filter(|at| fields[*at].label == Label::Date);
    let (Some(at), None) = (dates.next(), dates.next()) else {
        return;
    };
    let Span { start, end } = fields[at].span;
    let before = text[..start].trim_end().to_lowercase();
    if !list("first-published").iter().any(|phrase| before.ends_with(phrase)) {
        return;
    }
    let Some(from) = text[end..].find(char::is_alphanumeric).map(|from| end + from) else {
        return;
    };
    let word = text[from..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let own = Span::new(from, from + word.len());
    let free = |field: &Field| !field.span.overlaps(own) || field.label == Label::Note;
    if year_of(word).is_none() || !fields.iter().all(free) {
        return;
    }
    for field in fields.iter_mut().filter(|field| field.span.overlaps(own)) {
        field.span = Span::new(own.end.min(field.span.end), field.span.end).trim(text);
    }
    let confidence = fields.remove(at).confidence;
    fields.retain(|field| !field.span.is_empty());
    insert(fields, [Field { label: Label::Date, span: own, confidence }]);
}

/// A year straight before a title begins it, where the work has another date: "Lind A, et al. 2016 Revisions of
/// wells. J Wells (2017)".
pub(super) fn begin_title_with_year(text: &str, fields: &mut Vec<Field>) {
    if fields.iter().filter(|field| field.label == Label::Date).count() < 2 {
        return;
    }
    let begins = |pair: &[Field]| {
        let gap = text.get(pair[0].span.end..pair[1].span.start);
        (pair[0].label, pair[1].label, gap) == (Label::Date, Label::Title, Some(" "))
    };
    if let Some(at) = fields.windows(2).position(begins) {
        let year = fields.remove(at).span;
        fields[at].span.start = year.start;
    }
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    #[test]
    fn a_year_may_begin_a_title() {
        let text = "Lind A, Moe B, et al. 2016 Revisions of the criteria for wells. J Wells (2017) 46(3):319–29.";
        let entry = parse_one(text).entry;
        assert_eq!(entry.text("title"), Some("2016 Revisions of the criteria for wells"));
        assert_eq!(entry.date("issued").and_then(|date| date.year()), Some(2017));
    }

    #[test]
    fn the_year_of_the_first_edition_is_not_that_of_the_work() {
        for (text, issued) in [
            (
                "Moe BA: Land and Labour: A Study of Wells. (Example Press: Oslo). (first published 1939),1995",
                1995,
            ),
            ("Moe, B. Wells and paths. Oslo: Example (originally published 1939), 1995.", 1995),
            ("Moe, B. Wells and paths. Oslo: Example. First published 1939.", 1939),
            ("Moe, B. (1995, first published 1939). Wells and paths. Oslo: Example.", 1995),
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.date("issued").and_then(|date| date.year()), Some(issued), "{text}");
        }
    }

    #[test]
    fn words_for_no_date_are_no_names() {
        for text in [
            "Петров А. Б. б. г. Колодцы востока. М.: Наука.",
            "Lind, A. B. n.d. Wells of the steppe. Oslo: Steppe Press.",
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.names("author").len(), 1, "{text}");
            assert!(entry.names("author")[0].family.is_some(), "{text}");
            let date = entry.date("issued").and_then(|date| date.literal.as_deref());
            assert!(date.is_some_and(|date| date.contains('.')), "{text}");
        }
    }
}
