//! Replaces segments of a text.

use crate::text::span::Span;

/// A segment of a text and what takes its place.
pub(crate) type Replacement = (Span, String);

/// `text` with these segments replaced; those at one place keep their order. None if two of them
/// overlap.
pub(crate) fn spliced(text: &str, mut replacements: Vec<Replacement>) -> Option<String> {
    replacements.sort_by_key(|(span, _)| (span.start, span.end));
    let added: usize = replacements.iter().map(|(_, new)| new.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut from = 0;
    for (span, new) in replacements {
        out.push_str(text.get(from..span.start)?);
        out.push_str(&new);
        from = span.end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}
