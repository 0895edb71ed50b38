//! Names and years without brackets: in source notes, and where the list knows both.

use crate::citations::name::{Context, NameForm};
use crate::citations::names::Names;
use crate::citations::words::WORDS;
use crate::citations::year::{Year, year_at};
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::text::cover::Cover;

/// How far before a year its names are looked for, in tokens.
const FARTHEST: usize = 40;

/// Finds citations without brackets outside those in `found`.
pub(crate) fn scan(context: Context, found: &[Citation]) -> Vec<Citation> {
    let tokens = context.tokens;
    let note = WORDS.source_note.starting(tokens, 0, tokens.len());
    let taken = Cover::of(found.iter().map(|citation| citation.span));
    let free =
        (1..tokens.len()).filter(|&at| tokens.is_number(at) && !taken.overlaps(tokens.span(at)));
    free.filter_map(|at| {
        let year = year_at(tokens, at, tokens.len())?;
        let cited = year.span.of(tokens.source());
        let from = note.filter(|&after| after <= at).unwrap_or(at.saturating_sub(FARTHEST));
        let names = context.names_before(from, at, Some(cited))?;
        let listed = names.known && context.is_listed(&names, cited);
        let plain = year.plain && context.is_past(&year);
        let sourced = note.is_some() && plain && names.form >= NameForm::Surname;
        let grouped = names.et_al.is_some() && plain;
        let unlisted = (sourced || grouped) && !context.is_doubtful(&names, &year);
        (listed || unlisted).then(|| citation(context, names, &year))
    })
    .collect()
}

fn citation(context: Context, names: Names, year: &Year) -> Citation {
    let tokens = context.tokens;
    let span = tokens.span_of(names.from, year.end);
    let item = CitedItem {
        span,
        names: names.list,
        et_al: names.et_al,
        year: Some(Cited::of(tokens.source(), year.span)),
        suffix: year.suffixes.first().map(|(letter, _)| letter.clone()),
        ..CitedItem::default()
    };
    Citation { span, kind: CitationKind::Narrative, items: vec![item] }
}
