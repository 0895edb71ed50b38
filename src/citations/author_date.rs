//! Citations by author and date: (Hurd 1999), Hurd (1999).

use crate::citations::bracket::Bracket;
use crate::citations::bracket_items::works;
use crate::citations::name::Context;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::{is_year, year_at};
use crate::citations::{narrative, unbracketed};
use crate::model::citation::{Citation, CitationKind, Exemption};
use crate::text::fold::fold;

/// The most tokens that a bracket of citations can hold.
const LONGEST: usize = 3000;

/// Finds the citations by author and date in a block.
pub(crate) fn scan(context: Context) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    for pair in context.brackets {
        if pair.close - pair.open < LONGEST && !is_original(context.tokens, pair) {
            let before = found.last();
            let citation = narrative::read(context, pair, before);
            found.extend(citation.or_else(|| parenthetical(context.in_bracket(), pair)));
        }
    }
    found.sort_by_key(|citation| (citation.span.start, citation.span.end));
    let mut found = without_labels(found);
    let bare = unbracketed::scan(context, &found);
    found.extend(bare);
    found.sort_by_key(|citation| (citation.span.start, citation.span.end));
    mark_secondary(context, &mut found);
    found
}

/// Whether a bracket holds but the year of an original, before that of the edition: "\[1922\] 1978"; or,
/// inside another, but a date that the work does not give: "(Kettle \[ca. 1770\])".
fn is_original(tokens: &Tokens, pair: &Bracket) -> bool {
    let year = |at: usize| tokens.is_number(at) && is_year(tokens.text(at));
    let alone = tokens.is(pair.open, '[') && pair.close == pair.open + 2;
    let supplied = || {
        let date = year_at(tokens, pair.open, tokens.len());
        tokens.is(pair.open, '[') && date.is_some_and(|date| date.end == pair.close + 1)
    };
    alone && year(pair.open + 1) && year(pair.close + 1) || pair.floor > 0 && supplied()
}

/// The citations, without those whose names and year a bracket right behind them repeats: "Hurd (1999)
/// (Hurd et al. 1999)" in a table calls the study by them, and cites it once.
fn without_labels(found: Vec<Citation>) -> Vec<Citation> {
    let cited = |citation: &Citation| {
        let item = citation.items.first()?;
        Some((fold(&item.names.first()?.text), item.year.as_ref()?.text.clone()))
    };
    let repeats = |one: &Citation, next: &Citation| {
        let adjoins = next.span.start.saturating_sub(one.span.end) <= 1;
        let labelled = one.kind == CitationKind::Narrative && one.items.len() == 1;
        adjoins && labelled && next.kind == CitationKind::Parenthetical && cited(one) == cited(next)
    };
    let is_label: Vec<bool> = found.windows(2).map(|two| repeats(&two[0], &two[1])).collect();
    let places = is_label.into_iter().chain(std::iter::once(false));
    found.into_iter().zip(places).filter_map(|(one, label)| (!label).then_some(one)).collect()
}

/// Marks the works that are known through the one cited right after them: "Dias (2011) apud Barros
/// (2014)", "Cohen (1988), as cited in Hurd (1999)".
fn mark_secondary(context: Context, found: &mut [Citation]) {
    let tokens = context.tokens;
    for at in 1..found.len() {
        let (from, end) = (found[at - 1].span.end, found[at].span.start);
        if from >= end {
            continue;
        }
        let (from, end) = (tokens.index_at(from), tokens.index_at(end));
        let from = from + usize::from(tokens.is(from, ','));
        if WORDS.cited_in.is(tokens, from, end)
            && let Some(item) = found[at - 1].items.last_mut()
        {
            item.exempt = item.exempt.or(Some(Exemption::Secondary));
        }
    }
}

/// A bracket that holds names and years.
fn parenthetical(context: Context, pair: &Bracket) -> Option<Citation> {
    let items = works(context, pair.open + 1, pair.close, false);
    let span = context.tokens.span_of(pair.open, pair.close + 1);
    let citation = Citation { span, kind: CitationKind::Parenthetical, items };
    (!citation.items.is_empty()).then_some(citation)
}
