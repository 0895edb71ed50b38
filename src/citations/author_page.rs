//! Citations by author and page: (Carlson 274); and the classics: (Homer, Il. 1.1).

use crate::citations::bracket::{Bracket, brackets};
use crate::citations::name::{Context, NameForm};
use crate::citations::names::Names;
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::year_at;
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem, Exemption};
use crate::text::fold::fold;
use crate::text::span::Span;

/// Finds citations by author and page in a block (MLA Handbook, 9th edition, chapter 6).
pub fn scan(context: Context) -> Vec<Citation> {
    let pairs = brackets(context.tokens);
    pairs.iter().filter_map(|pair| paged(context.in_bracket(), pair)).collect()
}

/// Finds works that are cited by their own divisions, in any document.
pub fn classics(context: Context) -> Vec<Citation> {
    let pairs = brackets(context.tokens);
    pairs.iter().filter_map(|pair| classic(context, pair)).collect()
}

/// Works with their pages, parted by semicolons.
fn paged(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let mut items = Vec::new();
    let mut from = pair.open + 1;
    while from < pair.close {
        let end = (from..pair.close).find(|&at| tokens.is(at, ';')).unwrap_or(pair.close);
        items.push(item(context, from, end)?);
        from = end + 1;
    }
    let span = tokens.span_of(pair.open, pair.close + 1);
    let citation = Citation { span, kind: CitationKind::Parenthetical, items };
    (!citation.items.is_empty()).then_some(citation)
}

/// Names with a page, and nothing between them: "Simpson, Burns, and Wiggum 245-50"; or a short
/// title, after the names or alone.
fn item(context: Context, from: usize, end: usize) -> Option<CitedItem> {
    let tokens = context.tokens;
    let page = pages_before(tokens, from, end)?;
    let start = past_prefix(tokens, from, page);
    if tokens.is(page - 1, ',') || year_at(tokens, page, end).is_some() {
        return None;
    }
    let quoted = quoted_before(context, start, page);
    let names_end = quoted.as_ref().map_or(page, |(_, open)| *open);
    let names = context.names_before(start, names_end, None).filter(|names| names.from == start);
    let credible = |names: &Names| {
        names.known || (context.citation_index.is_empty() && names.form >= NameForm::Surname)
    };
    if names_end > start && !names.as_ref().is_some_and(credible) {
        return None;
    }
    let names = names.unwrap_or_default();
    Some(CitedItem {
        span: tokens.span_of(start, end),
        names: names.list,
        et_al: names.et_al,
        title: quoted.map(|(title, _)| title),
        locator: Some(Cited::of(tokens.source(), tokens.span_of(page, end))),
        ..CitedItem::default()
    })
}

/// A short title in quotes before the page that some work of the list begins with, and its first
/// token: (Krabappel, "Lessons" 44).
fn quoted_before(context: Context, from: usize, page: usize) -> Option<(Cited, usize)> {
    let tokens = context.tokens;
    let last = page.checked_sub(1).filter(|&last| last > from && tokens.is(last, '"'))?;
    let open = (from..last).rev().find(|&at| tokens.is(at, '"'))?;
    let title = Cited::of(tokens.source(), tokens.span_of(open + 1, last));
    let key = fold(&title.text);
    let begins = context.citation_index.works().iter().any(|work| work.title.starts_with(&key));
    (begins && !key.is_empty()).then_some((title, open))
}

/// The first token of the page numbers that end the stretch.
fn pages_before(tokens: &Tokens, from: usize, end: usize) -> Option<usize> {
    let page = |at: &usize| tokens.is_number(*at) || tokens.is_any(*at, &['-', ',']);
    let start = (from..end).rev().take_while(page).last()?;
    let first = (start..end).find(|&at| tokens.is_number(at))?;
    (first > from).then_some(first)
}

/// A division of a classical work, with the author in the bracket or before it.
fn classic(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let (work, after) = WORDS.classical.find(tokens, pair.open + 1, pair.close)?;
    let divided = tokens.is_number(after) || tokens.is_number(after + 1);
    let place = tokens.span_of(work, pair.close);
    let inside = context.in_bracket().names_before(pair.open + 1, work, None);
    let outside = || context.names_before(pair.floor, pair.open, None);
    let names = match work == pair.open + 1 {
        true => outside(),
        false => inside.filter(|names| names.from == pair.open + 1),
    };
    let names = names.filter(|names| divided && names.list.len() == 1)?;
    Some(citation(context, pair, names, place, Some(Exemption::Classical)))
}

fn citation(
    context: Context,
    pair: &Bracket,
    names: Names,
    place: Span,
    exempt: Option<Exemption>,
) -> Citation {
    let tokens = context.tokens;
    let narrative = names.from < pair.open;
    let bracket = tokens.span_of(pair.open, pair.close + 1);
    let start = tokens.span(names.from);
    let item = CitedItem {
        span: start.join(place),
        names: names.list,
        et_al: names.et_al,
        locator: Some(Cited::of(tokens.source(), place)),
        exempt,
        ..CitedItem::default()
    };
    let (span, kind) = match narrative {
        true => (start.join(bracket), CitationKind::Narrative),
        false => (bracket, CitationKind::Parenthetical),
    };
    Citation { span, kind, items: vec![item] }
}
