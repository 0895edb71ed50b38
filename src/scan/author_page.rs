//! Citations by author and page: (Carlson 274); and the classics: (Homer, Il. 1.1).

use crate::model::citation::{Citation, CitationKind, Cited, CitedItem, Exemption};
use crate::scan::bracket::{Bracket, brackets};
use crate::scan::name::{Context, Shape};
use crate::scan::names::Names;
use crate::scan::prefix::past_prefix;
use crate::scan::token::Tokens;
use crate::scan::words::WORDS;
use crate::scan::year::year_at;
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

/// Names with a page, and nothing between them: (Simpson, Burns, and Wiggum 245-50).
fn paged(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let page = pages_before(tokens, pair)?;
    let start = past_prefix(tokens, pair.open + 1, page);
    let names = context.names_before(start, page, None).filter(|names| names.from == start)?;
    let credible = names.known || (context.roster.is_empty() && names.shape >= Shape::Surname);
    if !credible || tokens.is(page - 1, ',') || year_at(tokens, page, pair.close).is_some() {
        return None;
    }
    Some(citation(context, pair, names, tokens.stretch(page, pair.close), None))
}

/// The first token of the page numbers that end the bracket.
fn pages_before(tokens: &Tokens, pair: &Bracket) -> Option<usize> {
    let page = |at: &usize| tokens.is_number(*at) || tokens.is_any(*at, &['-', ',']);
    let start = (pair.open + 1..pair.close).rev().take_while(page).last()?;
    let first = (start..pair.close).find(|&at| tokens.is_number(at))?;
    (first > pair.open + 1).then_some(first)
}

/// A division of a classical work, with the author in the bracket or before it.
fn classic(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let (work, after) = WORDS.classical.find(tokens, pair.open + 1, pair.close)?;
    let divided = tokens.is_number(after) || tokens.is_number(after + 1);
    let place = tokens.stretch(work, pair.close);
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
    let bracket = tokens.stretch(pair.open, pair.close + 1);
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
