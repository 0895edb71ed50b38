//! Says which stretch of a reference is what, with the trained model.

use crate::model::reference::{Field, Label};
use crate::parse::crf::{self, LABELS, Tag};
use crate::parse::features::features;
use crate::parse::model::Model;
use crate::parse::tokens::{Token, tokens};
use crate::text::span::Span;

/// The labels of the chain; no label is the first.
pub const CHAIN: [Option<Label>; LABELS] = [
    None,
    Some(Label::Author),
    Some(Label::Editor),
    Some(Label::Translator),
    Some(Label::Date),
    Some(Label::Title),
    Some(Label::Container),
    Some(Label::Series),
    Some(Label::Volume),
    Some(Label::Issue),
    Some(Label::Pages),
    Some(Label::Edition),
    Some(Label::Publisher),
    Some(Label::Location),
    Some(Label::Genre),
    Some(Label::Note),
    Some(Label::CitationNumber),
    Some(Label::Doi),
    Some(Label::Url),
    // Stands for everything else that a grammar knows.
    Some(Label::Accessed),
];

/// A score that no other weighs up.
const CERTAIN: f32 = 1000.0;

/// Labels the stretches of one reference; all spans count bytes of `text`. `emphasis` are its
/// italic stretches.
pub fn label(model: &Model, text: &str, _emphasis: &[Span]) -> Vec<Field> {
    let tokens = tokens(text);
    let mut scores = model.scores(&features(text, &tokens));
    for (token, score) in tokens.iter().zip(&mut scores) {
        if let Some(known) = token.known {
            score.content[index_of(Some(known))] += CERTAIN;
        }
    }
    let path = crf::best(&scores, &model.transitions);
    fields(text, &tokens, &path)
}

/// The place of a label in the chain.
pub fn index_of(label: Option<Label>) -> usize {
    let last = LABELS - 1;
    CHAIN.iter().position(|known| *known == label).unwrap_or(last)
}

/// The fields of a path.
fn fields(text: &str, tokens: &[Token], path: &[Tag]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut open = false;
    for (token, tag) in tokens.iter().zip(path) {
        let label = token.known.or(CHAIN[tag.label]);
        let goes_on = open && !tag.start && token.known.is_none();
        match (label, fields.last_mut()) {
            (Some(label), Some(last)) if goes_on && last.label == label => {
                last.span.end = token.span.end
            }
            (Some(label), _) => fields.push(Field { label, span: token.span, confidence: 1.0 }),
            (None, _) => {}
        }
        open = label.is_some() && token.known.is_none();
    }
    for field in &mut fields {
        field.span = closed(text, field.span);
    }
    fields
}

/// `span` with what closes it: a bracket that was opened inside, the stop of a last initial, a
/// mark of question or exclamation.
fn closed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let mut end = span.end;
    for c in text[span.end..].chars().take(2) {
        let closes = match c {
            ')' => inside.matches('(').count() > inside.matches(')').count(),
            ']' => inside.matches('[').count() > inside.matches(']').count(),
            '?' | '!' => true,
            '.' => is_initial(inside),
            _ => false,
        };
        if !closes {
            break;
        }
        end += c.len_utf8();
    }
    Span::new(span.start, end)
}

/// Whether a text ends in a single capital.
fn is_initial(text: &str) -> bool {
    let mut ending = text.chars().rev();
    ending.next().is_some_and(char::is_uppercase)
        && ending.next().is_none_or(|c| !c.is_alphanumeric())
}
