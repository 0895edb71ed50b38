//! What is replaced in a paper, and what is left.

use crate::text::span::Span;

/// A stretch of the source that is written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The stretch of the source.
    pub span: Span,
    /// What stands there now.
    pub text: String,
}

/// Something that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where, in the source.
    pub span: Span,
    /// Why.
    pub why: String,
}

/// The text with edits done; they must not overlap and are put in order. Gives where each of them
/// stands in the new text, too.
pub fn done(text: &str, edits: &mut [Edit]) -> (String, Vec<Span>) {
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
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
        let mut edits = [edit(4, 5, "dd"), edit(1, 2, "")];
        let (text, places) = done("abcdef", &mut edits);
        assert_eq!(text, "acdddf");
        assert_eq!(places, [Span::new(1, 1), Span::new(3, 5)]);
    }
}
