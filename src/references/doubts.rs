//! What is in doubt about the reading of a reference, or about the cut between two.

use crate::model::reference::{Doubt, Field, Label, Reference};
use crate::references::reference_score::{has_year, score, starts_like_entry};
use crate::text::span::Span;

/// A text that scores as much as this looks like a reference of its own.
const LIKE_A_REFERENCE: f32 = 3.0;

/// The doubts about a reference, in text order; spans count bytes of the running text.
pub(crate) fn doubts(reference: &Reference) -> Vec<Doubt> {
    let tail = tail(reference).map(|span| Doubt {
        span,
        message: "this does not begin as references do; is it the rest of the one before?"
            .to_owned(),
    });
    let second = second(reference).map(|span| Doubt {
        span,
        message: "a second reference seems to begin here, in the middle of another".to_owned(),
    });
    tail.into_iter().chain(second).collect()
}

/// The whole reference, where it seems to be the rest of another: no one made it, it has no date,
/// and it begins in the middle of something.
fn tail(reference: &Reference) -> Option<Span> {
    let has = |label: Label| reference.field(label).is_some();
    let known = has(Label::Author) || has(Label::Editor) || has(Label::Date);
    let raw = &reference.raw;
    let begins =
        starts_like_entry(raw) || raw.starts_with(|c: char| !c.is_lowercase() && !c.is_numeric());
    (!known && !begins && !has_year(raw)).then_some(reference.span)
}

/// Where a second reference begins: names after a title, with a date and a title of their own.
pub(crate) fn second(reference: &Reference) -> Option<Span> {
    let fields: Vec<Field> = reference.fields.iter().collect();
    let title = fields.iter().position(|field| field.label == Label::Title)?;
    let dated = |fields: &[Field]| fields.iter().any(|field| field.label == Label::Date);
    let titled = |fields: &[Field]| fields.iter().any(|field| field.label == Label::Title);
    let begins = |index: &usize| {
        let (before, rest) = fields.split_at(*index);
        let at = fields[*index].span.start - reference.span.start;
        fields[*index].label == Label::Author
            && dated(before)
            && dated(rest)
            && titled(rest)
            && ends_a_sentence(&reference.raw[..at])
            && starts_like_entry(&reference.raw[at..])
            && score(&reference.raw[at..]) >= LIKE_A_REFERENCE
    };
    let index = (title + 1..fields.len()).find(begins)?;
    Some(Span::new(fields[index].span.start, reference.span.end))
}

/// Whether what stands before a reference is complete.
fn ends_a_sentence(before: &str) -> bool {
    before.trim_end().ends_with(['.', ')', ']', '>', '。', ';'])
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    fn doubted(text: &str) -> Vec<String> {
        let reference = parse_one(text);
        let doubts = super::doubts(&reference);
        doubts.iter().map(|doubt| doubt.span.of(text).to_owned()).collect()
    }

    #[test]
    fn two_references_in_one_are_doubted() {
        let first = "Lind, A. (2003). Dry rivers of the steppe. Water Policy, 7(2), 47–59.";
        let second = "Moe, B. (2010). Wells and law. Journal of Water Law, 3(1), 12–15.";
        assert_eq!(doubted(&format!("{first} {second}")), [second]);
        assert!(doubted(first).is_empty());
    }

    #[test]
    fn the_rest_of_a_reference_is_doubted() {
        let text = "of the northern plains and their wells, with a map";
        assert_eq!(doubted(text), [text]);
        assert!(doubted("Water Act, c. 34 (U.K.)").is_empty());
    }
}
