//! Citations by author and page or title: (Carlson 274), (Krabappel, "Lessons" 44); and the classics.

use crate::citations::bracket::Bracket;
use crate::citations::locator::locator;
use crate::citations::name::{Context, NameForm};
use crate::citations::names::Names;
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::{MODERN, Year, year_at};
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem, Exemption};
use crate::model::ids::ReferenceId;
use crate::text::fold::fold;
use crate::text::span::Span;

/// Finds citations by author and page or short title in a block (MLA Handbook, 9th edition, chapter
/// 6; Chicago Manual of Style, short titles in brackets).
pub(crate) fn scan(context: Context) -> Vec<Citation> {
    context.brackets.iter().filter_map(|pair| titled_or_paged(context.in_bracket(), pair)).collect()
}

/// Finds works that are cited by their own divisions, in any document.
pub(crate) fn classics(context: Context) -> Vec<Citation> {
    context.brackets.iter().filter_map(|pair| classic(context, pair)).collect()
}

/// Works parted by semicolons, each by its names, its title or both, with or without pages. Most of
/// the bracket has to be works, so that an aside is none.
fn titled_or_paged(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let mut items = Vec::new();
    let mut others = 0;
    let mut from = pair.open + 1;
    while from < pair.close {
        let end = segment_end(tokens, from, pair.close);
        match item(context, from, end) {
            Some(item) => items.push(item),
            None => others += 1,
        }
        from = end + 1;
    }
    let span = tokens.span_of(pair.open, pair.close + 1);
    let citation = Citation { span, kind: CitationKind::Parenthetical, items };
    (citation.items.len() > others).then_some(citation)
}

/// The next semicolon outside quotes, or the end.
fn segment_end(tokens: &Tokens, from: usize, end: usize) -> usize {
    let mut quoted = false;
    (from..end)
        .find(|&at| {
            quoted ^= tokens.is(at, '"');
            !quoted && tokens.is(at, ';')
        })
        .unwrap_or(end)
}

/// Names with a page and nothing between them, "Simpson, Burns, and Wiggum 245-50", or with a
/// title; or a title alone.
pub(super) fn item(context: Context, from: usize, end: usize) -> Option<CitedItem> {
    let tokens = context.tokens;
    let start = past_prefix(tokens, from, end);
    let page = pages_before(tokens, start, end);
    let stop = page.unwrap_or(end);
    let stop = stop - usize::from(stop > start && tokens.is(stop - 1, ','));
    let number = page.and_then(|page| (page..end).find(|&at| tokens.is_number(at)));
    let year = number.and_then(|number| year_at(tokens, number, end));
    if year.is_some_and(|year| may_be_year(context, start, stop, &year)) {
        return None;
    }
    let first = page.and_then(|page| (page..end).find(|&at| !tokens.is(at, ',')));
    let locator = first.map(|first| Cited::of(tokens.source(), tokens.span_of(first, end)));
    let item = CitedItem { span: tokens.span_of(start, end), locator, ..CitedItem::default() };
    let (names, title) = by_names(context, start, stop, page.is_some())
        .map(|names| (names, None))
        .or_else(|| names_and_title(context, start, stop))
        .or_else(|| {
            Some((Names::default(), Some(title_alone(context, start, stop, page.is_some())?)))
        })?;
    Some(CitedItem { names: names.list, et_al: names.et_al, title, ..item })
}

/// Whether a number after these names that looks like a year can be one: an early one is none where the
/// list has works by them, and none of that year: "Brewer and Gross 1413".
fn may_be_year(context: Context, start: usize, stop: usize, year: &Year) -> bool {
    let names = context.names_before(start, stop, None).filter(|names| names.from == start);
    let Some(names) = names.filter(|names| names.known && year.suffixes.is_empty()) else {
        return true;
    };
    let cited = year.span.of(context.tokens.source());
    if cited >= MODERN {
        return true;
    }
    names.list.first().is_none_or(|name| context.citation_index.has(&name.text, cited))
}

/// The names that are all of the segment. Where there is no list, a page has to follow them.
fn by_names(context: Context, start: usize, stop: usize, paged: bool) -> Option<Names> {
    let names = context.names_before(start, stop, None).filter(|names| names.from == start);
    let names = names.filter(|names| names.known || context.citation_index.is_empty());
    let names = names.or_else(|| context.as_listed(start, stop))?;
    let unlisted = context.citation_index.is_empty() && names.form >= NameForm::Surname && paged;
    (names.known || unlisted).then_some(names)
}

/// Names of the list and the title of a work of theirs after a comma, in full or in short.
fn names_and_title(context: Context, start: usize, stop: usize) -> Option<(Names, Option<Cited>)> {
    let tokens = context.tokens;
    let commas = (start + 1..stop).filter(|&at| tokens.is(at, ','));
    commas.take(MOST_COMMAS).find_map(|comma| {
        let names = context.names_before(start, comma, None)?;
        let key = context.citation_index.key_of(&names.list.first()?.text);
        let title = unquoted(tokens, comma + 1, stop)?;
        let works = context.citation_index.with_first(&key).iter();
        let called = fold(&title.text);
        let is_called =
            |&index: &ReferenceId| context.citation_index.work(index).is_called(&called);
        let whole = names.known && names.from == start;
        (whole && works.clone().any(is_called)).then_some((names, Some(title)))
    })
}

/// The title of a listed work, or the words with which it begins, as all of the segment. Without
/// quotes or another type around it, it has to begin with a capital, and one word alone may be a term.
fn title_alone(context: Context, start: usize, stop: usize, paged: bool) -> Option<Cited> {
    const SHORTEST: usize = 4;
    let tokens = context.tokens;
    let title = unquoted(tokens, start, stop)?;
    let set_off = tokens.is_any(start, &['"', '\'']) || context.is_title(title.span);
    let words = title.text.split_whitespace().count();
    let capital = title.text.starts_with(char::is_uppercase) && (words > 1 || paged);
    if !(set_off || capital) {
        return None;
    }
    let key = fold(&title.text);
    (key.len() >= SHORTEST && context.citation_index.begins_title(&key)).then_some(title)
}

/// How many tokens a locator has at most.
const MOST_TOKENS: usize = 64;

/// How many commas stand between names at most.
const MOST_COMMAS: usize = 64;

/// What stands between two tokens, without quotes and commas around it.
fn unquoted(tokens: &Tokens, from: usize, end: usize) -> Option<Cited> {
    let sign = |at: &usize| tokens.is_any(*at, &['"', ',', '\'', '.']);
    let first = (from..end).find(|at| !sign(at))?;
    let last = (first..end).rev().find(|at| !sign(at))?;
    Some(Cited::of(tokens.source(), tokens.span_of(first, last + 1)))
}

/// Whether digits that no word announces can be a page: those of "Hurd 20003" are a year with a slip.
fn may_be_page(digits: &str) -> bool {
    let slip = digits.starts_with("19") || digits.starts_with("20");
    digits.len() <= if slip { 4 } else { 5 }
}

/// The first token of the page numbers, or of the locator, that end the segment.
pub(super) fn pages_before(tokens: &Tokens, from: usize, end: usize) -> Option<usize> {
    let from = from.max(end.saturating_sub(MOST_TOKENS));
    let number = |at: usize| tokens.is_number(at) && may_be_page(tokens.text(at));
    let page = |at: &usize| number(*at) || tokens.is_any(*at, &['-', ',']);
    let numbers = (from..end).rev().take_while(page).last();
    let numbers = numbers.and_then(|start| (start..end).find(|&at| tokens.is_number(at)));
    let ends = |at: usize| locator(tokens, at, end).is_some_and(|(_, close)| close == end);
    let marked = (from + 1..end).find(|&at| !tokens.is(at, '-') && ends(at));
    marked.or(numbers).filter(|first| *first > from)
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
