//! What is replaced in a paper, and what is left.

use crate::model::document::Document;
use crate::text::span::Span;

/// A segment of the source that is rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The text there.
    pub place: Place,
    /// The segment of the source.
    pub span: Span,
    /// What stands there now.
    pub text: String,
}

/// What a place in a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A citation in the text.
    Citation,
    /// An entry of the list.
    Entry,
}

/// Something that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// What it is.
    pub place: Place,
    /// Where, in the source.
    pub span: Span,
    /// Why.
    pub why: String,
}

/// The segment of the source that stands for a segment of running text, with the marks of emphasis and
/// links that begin or end with it.
pub(crate) fn replaced(document: &Document, span: Span) -> Span {
    let inner = document.to_replace(span);
    let source = document.source.text();
    let mut around = inner;
    let escaped =
        source[..inner.start].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    if escaped && source[inner.start..].starts_with(|ch: char| ch.is_ascii_punctuation()) {
        around.start -= 1;
    }
    if document.marks_in(span).any(|mark| mark.span.start == span.start) {
        let before = source[..around.start].trim_end_matches(is_markup);
        around.start = before.len();
    }
    if document.marks_in(span).any(|mark| mark.span.end == span.end) {
        let after = &source[inner.end..];
        let target = link_target(after);
        let rest = after[target..].trim_start_matches(is_markup);
        around.end = source.len() - rest.len();
    }
    around
}

/// The marks around emphasis and links in Markdown.
fn is_markup(ch: char) -> bool {
    matches!(ch, '*' | '_' | '[' | ']' | '<' | '>')
}

/// The length of the address that follows a link's text: `](https://…)`.
fn link_target(after: &str) -> usize {
    let Some(rest) = after.strip_prefix("](") else { return 0 };
    let line = rest.lines().next().unwrap_or_default();
    line.find(')').map_or(0, |end| end + "](".len() + 1)
}

/// The text with edits done; they must not overlap and are put in order. Gives where each of them
/// stands in the new text, too.
pub(crate) fn done(text: &str, edits: &mut [Edit]) -> (String, Vec<Span>) {
    edits.sort_by_key(|edit| edit.span.start);
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(edits.len());
    let mut from = 0;
    for edit in edits.iter() {
        out.push_str(text.get(from..edit.span.start).unwrap_or_default());
        let start = out.len();
        out.push_str(&edit.text);
        places.push(Span::new(start, out.len()));
        from = edit.span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    (out, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_edited_stays() {
        let edit = |start, end, text: &str| {
            let (place, span) = (Place::Entry, Span::new(start, end));
            Edit { place, span, text: text.into() }
        };
        let mut edits = [edit(4, 5, "dd"), edit(1, 2, "")];
        let (text, places) = done("abcdef", &mut edits);
        assert_eq!(text, "acdddf");
        assert_eq!(places, [Span::new(1, 1), Span::new(3, 5)]);
    }
}
