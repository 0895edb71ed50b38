//! Words in a citation that belong to no piece of it: they go before or after its works as they are.

use crate::model::citation::{Citation, CitedItem};
use crate::text::span::Span;

/// The text before and after a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// "see, for birds,".
    pub before: String,
    /// ", respectively".
    pub after: String,
}

/// Returns the text around each work within `inside`, in the order of the works.
pub(super) fn around(citation: &Citation, inside: Span, text: &str) -> Vec<Around> {
    let mut found = vec![Around::default(); citation.items.len()];
    let mut from = inside.start;
    let mut last: Option<usize> = None;
    for (at, item) in citation.items.iter().enumerate() {
        let Some(own) = extent(item, text) else { continue };
        if own.end <= inside.start {
            continue;
        }
        let start = own.start.max(inside.start);
        let gap = text.get(from..start).unwrap_or_default();
        match last {
            None => found[at].before = gap.trim().to_owned(),
            Some(last) => {
                let (after, before) =
                    gap.rsplit_once(';').or(gap.rsplit_once(',')).unwrap_or((gap, ""));
                found[last].after = suffix(after);
                found[at].before = before.trim().to_owned();
            }
        }
        from = own.end.max(from);
        last = Some(at);
    }
    if let Some(last) = last {
        found[last].after = suffix(text.get(from..inside.end).unwrap_or_default());
    }
    found
}

/// Returns the text before and after the numbers of a citation; none if there are words between them.
pub(super) fn around_numbers(citation: &Citation, inside: Span, text: &str) -> Option<Around> {
    let reach = |item: &CitedItem| match &item.locator {
        Some(place) => Span::new(item.span.start, item.span.end.max(place.span.end)),
        None => item.span,
    };
    let items: Vec<Span> = citation.items.iter().map(reach).collect();
    let (first, last) = (items.first()?, items.last()?);
    let said = |gap: &str| gap.contains(char::is_alphabetic);
    let between = items.windows(2).filter_map(|pair| text.get(pair[0].end..pair[1].start));
    if between.into_iter().any(said) {
        return None;
    }
    let before = text.get(inside.start..first.start).filter(|gap| said(gap)).unwrap_or_default();
    let after = text.get(last.end..inside.end).unwrap_or_default();
    Some(Around { before: before.trim().to_owned(), after: suffix(after) })
}

/// The segment from the first piece of a work to its last, without what introduces it.
pub(super) fn extent(item: &CitedItem, text: &str) -> Option<Span> {
    let others = [&item.et_al, &item.year, &item.locator];
    let pieces = item.names.iter().chain(others.into_iter().flatten());
    let whole = pieces
        .map(|piece| piece.span)
        .reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end)))?;
    // The letter after a year, and what closes a name.
    let rest = text[whole.end..].trim_start_matches(char::is_alphanumeric);
    Some(Span::new(whole.start, text.len() - rest.len()))
}

/// What follows a work, if it says anything: punctuation alone is the style's.
fn suffix(gap: &str) -> String {
    match gap.contains(char::is_alphanumeric) {
        true => gap.trim_end().trim_end_matches([';', ',']).to_owned(),
        false => String::new(),
    }
}
