//! Says which segment of a reference is what, with the trained model.

use std::rc::Rc;

use crate::lexicon::years::year_of;
use crate::model::reference::{Field, Label};
use crate::references::crf::{self, Best, LABELS, Scores, Transitions};
use crate::references::features::features;
use crate::references::frames::{self, Frame, frames};
use crate::references::model::Model;
use crate::references::tokens::{Token, tokens};
use crate::text::span::Span;

/// The labels of the chain; no label is the first.
pub(crate) const CHAIN: [Option<Label>; LABELS] = [
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

/// How much worse than the best a path may be that finds a date where the best finds none: about
/// one to four hundred.
const DATE_COST: f32 = 6.0;

/// Labels the segments of one reference; all spans count bytes of `text`.
pub fn label(model: &Model, text: &str) -> Vec<Field> {
    let words = Weighed::of(model, text, &frames(text, &[]));
    let best = words.best(model, text, None);
    fields(text, &words.tokens, &best)
}

/// Returns the transitions at each token by the form of a list, from those that hold for all.
pub(crate) type OfForm<'a> = dyn Fn(&Transitions) -> Vec<Rc<Transitions>> + 'a;

/// The words of a reference and what speaks for each label of each: the model, quotation marks and
/// italics.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub(crate) tokens: Vec<Token>,
    scores: Vec<Scores>,
}

impl Weighed {
    /// The words of a text.
    pub(crate) fn of(model: &Model, text: &str, frames: &[Frame]) -> Weighed {
        let tokens = tokens(text);
        let mut scores = model.scores(&features(text, &tokens));
        for (token, score) in tokens.iter().zip(&mut scores) {
            if let Some(known) = token.known {
                score.content[index_of(Some(known))] += CERTAIN;
            }
        }
        frames::weigh(text, &tokens, frames, &mut scores);
        Weighed { tokens, scores }
    }

    /// What each word is, also by the form of the list, where the transitions at each token are known.
    pub(crate) fn best(&self, model: &Model, text: &str, form: Option<&OfForm>) -> Best {
        let of_form = form.map_or_else(Vec::new, |form| form(&model.transitions));
        let transitions: Vec<&Transitions> = match of_form.is_empty() {
            true => vec![&model.transitions],
            false => of_form.iter().map(Rc::as_ref).collect(),
        };
        let best = crf::best_of(&self.scores, &transitions);
        let date = index_of(Some(Label::Date));
        if best.path.iter().any(|tag| tag.label == date) {
            return best;
        }
        let dated = with_date(text, &self.tokens, &self.scores, &transitions);
        dated.filter(|dated| best.score - dated.score < DATE_COST).unwrap_or(best)
    }
}

/// The best path that takes one of the years for the date. Nearly every reference has one, and the
/// chain, which sees two labels at a time, cannot know that it has found none.
fn with_date(
    text: &str,
    tokens: &[Token],
    scores: &[Scores],
    transitions: &[&Transitions],
) -> Option<Best> {
    /// More numbers that may be years are not looked at.
    const MOST: usize = 8;
    let date = index_of(Some(Label::Date));
    let is_year = |token: &Token| token.known.is_none() && year_of(token.span.of(text)).is_some();
    let years = tokens.iter().enumerate().filter(|(_, token)| is_year(token));
    let mut scores = scores.to_vec();
    let mut found: Option<Best> = None;
    for (index, _) in years.take(MOST) {
        let score = scores[index].content[date];
        scores[index].content[date] = score + CERTAIN;
        let mut best = crf::best_of(&scores, transitions);
        scores[index].content[date] = score;
        best.score -= CERTAIN;
        if found.as_ref().is_none_or(|found| found.score < best.score) {
            found = Some(best);
        }
    }
    found
}

/// The place of a label in the chain.
pub fn index_of(label: Option<Label>) -> usize {
    let last = LABELS - 1;
    CHAIN.iter().position(|known| *known == label).unwrap_or(last)
}

/// The fields of a path. A field is as sure as the least sure of its tokens; the odds of a label
/// against the next best are taken from the distance of their paths.
pub fn fields(text: &str, tokens: &[Token], best: &Best) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut open = false;
    for ((token, tag), margin) in tokens.iter().zip(&best.path).zip(&best.margins) {
        let confidence = 1.0 / (1.0 + (-margin).exp());
        let label = token.known.or(CHAIN[tag.label]);
        let goes_on = open && !tag.start && token.known.is_none();
        match (label, fields.last_mut()) {
            (Some(label), Some(last)) if goes_on && last.label == label => {
                last.span.end = token.span.end;
                last.confidence = last.confidence.min(confidence);
            }
            (Some(label), _) => fields.push(Field { label, span: token.span, confidence }),
            (None, _) => {}
        }
        open = label.is_some() && token.known.is_none();
    }
    for field in &mut fields {
        field.span = closed(text, field.span);
    }
    widen_issues(text, &mut fields);
    fields
}

/// An issue that has brackets to itself is all that is in them, words that were taken for a note included:
/// "4 Pt 1", "Suppl. 1".
fn widen_issues(text: &str, fields: &mut Vec<Field>) {
    for index in 0..fields.len() {
        if fields[index].label != Label::Issue {
            continue;
        }
        let Some(inside) = in_bracket(text, fields[index].span) else {
            continue;
        };
        let taken = |other: &Field| {
            !matches!(other.label, Label::Issue | Label::Note) && other.span.overlaps(inside)
        };
        if !fields.iter().any(taken) {
            fields[index].span = inside;
        }
    }
    let issues: Vec<Span> =
        fields.iter().filter(|field| field.label == Label::Issue).map(|field| field.span).collect();
    let inside = |field: &Field| issues.iter().any(|issue| issue.contains(field.span));
    fields.retain(|field| field.label != Label::Note || !inside(field));
    fields.dedup_by(|next, last| next.label == last.label && next.span == last.span);
}

/// The inside of the short bracket around a segment.
fn in_bracket(text: &str, span: Span) -> Option<Span> {
    const LONGEST: usize = 24;
    let from = text.floor_char_boundary(span.start.saturating_sub(LONGEST));
    let to = text.floor_char_boundary((span.end + LONGEST).min(text.len()));
    let brackets = ['(', ')'];
    let open = text[from..span.start].rfind(brackets).map(|at| from + at)?;
    let close = text[span.end..to].find(brackets).map(|at| span.end + at)?;
    let pair = text[open..].starts_with('(') && text[close..].starts_with(')');
    let inside = Span::new(open + 1, close).trim(text);
    (pair && inside.contains(span)).then_some(inside)
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
