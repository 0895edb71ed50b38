//! Words in place of a date.

use crate::lexicon::lists::lists;
use crate::model::reference::{Field, Label};
use crate::text::span::Span;

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
