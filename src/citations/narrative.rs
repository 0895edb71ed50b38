//! A name in the sentence with its year in brackets: Hurd (1999).

use crate::citations::bracket::Bracket;
use crate::citations::bracket_items::works;
use crate::citations::ibid::sentence_ends;
use crate::citations::locator::locator;
use crate::citations::name::{Context, NameForm};
use crate::citations::names::{Names, is_roman};
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::{Year, year_at};
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::model::indexed_work::IndexedWork;
use crate::text::fold::fold;
use crate::text::span::Span;

/// How far back the name of a lone year in brackets is looked for, in tokens.
const FARTHEST: usize = 250;

/// The citation whose bracket `pair` begins with a year; `before` is the citation before it.
pub(crate) fn read(
    context: Context,
    pair: &Bracket,
    before: Option<&Citation>,
) -> Option<Citation> {
    let tokens = context.tokens;
    let start = past_division(tokens, pair.open + 1, pair.close);
    let start = past_among_others(tokens, start, pair.close);
    let year = year_at(tokens, start, pair.close)?;
    let cited = year.span.of(tokens.source());
    // "Tenże (2011)", "Ders. (2011)": the author cited last.
    if let Some(from) = WORDS.idem.ending(tokens, pair.floor, pair.open) {
        let named = CitedItem { inherits_names: true, ..CitedItem::default() };
        return citation(context, pair, start, Some(from), named);
    }
    let floor = title_start(context, pair).unwrap_or(pair.floor);
    let names = context.names_before(floor, pair.open, Some(cited));
    let names = names.filter(|names| credible(context, names, &year, pair.close));
    if names.as_ref().is_some_and(|names| begins_entry(tokens, names, pair)) {
        return None;
    }
    if let Some(names) = names.filter(|names| names.known || start == pair.open + 1) {
        let from = Some(names.from);
        let named = CitedItem { names: names.list, et_al: names.et_al, ..CitedItem::default() };
        return citation(context, pair, start, from, named);
    }
    if start > pair.open + 1 {
        return None;
    }
    if let Some(title) = title_before(context, pair) {
        return titled(context, pair, title);
    }
    if let Some(citation) = with_creator_after(context, pair, cited) {
        return Some(citation);
    }
    let named = follows(context, pair, before).cloned();
    let named = named.or_else(|| named_before(context, pair, &year))?;
    citation(context, pair, start, None, named)
}

/// Whether a block begins with names and a year as entries of lists do, a full stop behind each: "Office of
/// the Locks. (2019). *Keys*." stands in a second list, or in one that is not read as such.
fn begins_entry(tokens: &Tokens, names: &Names, pair: &Bracket) -> bool {
    let Some(stop) = pair.open.checked_sub(1).filter(|&at| tokens.is(at, '.')) else {
        return false;
    };
    let abbreviated = names.et_al.is_some() || stop > 0 && tokens.is_initial(stop - 1);
    names.from == 0 && !abbreviated && tokens.is(pair.close + 1, '.')
}

/// The first token of the title in another type that ends before the bracket: names do not reach
/// into it. What is set so may be names too, unless it has several words or a preposition before it:
/// "Becker in *The Denial of Death* (1973)".
fn title_start(context: Context, pair: &Bracket) -> Option<usize> {
    let tokens = context.tokens;
    let end = tokens.span(pair.open.checked_sub(1)?).end;
    let title = context.title_ending(end)?;
    let inside =
        (pair.floor..pair.open).rev().take_while(|&at| tokens.span(at).start >= title.start);
    let start = inside.last()?;
    let placed = start > pair.floor && WORDS.preposition.has(tokens, start - 1);
    let words = (start..pair.open).filter(|&at| tokens.is_word(at)).count();
    (placed || words > 2).then_some(start)
}

/// The token after the part of a work that stands before the year: "(III, 1993)", "(VI 71, 2010)".
fn past_division(tokens: &Tokens, from: usize, end: usize) -> usize {
    let part = |at: &usize| tokens.is_number(*at) || tokens.is_any(*at, &[',', '-']);
    if !is_roman(tokens.text(from)) {
        return from;
    }
    let rest = (from + 1..end).take_while(part);
    let comma = rest.into_iter().find(|&at| year_at(tokens, at, end).is_some());
    comma.filter(|&at| tokens.is(at - 1, ',')).unwrap_or(from)
}

/// The token after words by which the years are a choice: "Hurd (u. a. 1999, 2003)", "Hurd (e.g. 1999)".
fn past_among_others(tokens: &Tokens, from: usize, end: usize) -> usize {
    let others = WORDS.et_al.starting(tokens, from, end);
    let after = others.unwrap_or_else(|| past_prefix(tokens, from, end));
    let plain = year_at(tokens, after, end).is_some_and(|_| tokens.is_number(after));
    if plain { after } else { from }
}

/// The citation of these names with the years in the bracket, from token `start` on.
fn citation(
    context: Context,
    pair: &Bracket,
    start: usize,
    from: Option<usize>,
    named: CitedItem,
) -> Option<Citation> {
    let tokens = context.tokens;
    let mut items = works(context.in_bracket(), start, pair.close, true);
    let first = items.first_mut().filter(|first| first.inherits_names)?;
    first.inherits_names = named.inherits_names;
    first.names = named.names;
    first.et_al = named.et_al;
    first.names_partly = named.names_partly;
    if let Some(from) = from {
        first.span = tokens.span(from).join(first.span);
    }
    let span = tokens.span_of(from.unwrap_or(pair.open), pair.close + 1);
    Some(Citation { span, kind: CitationKind::Narrative, items })
}

/// The citation whose names stand after the year: "*Der Mut zum Sein* (1952) by Tillich".
///
/// the index has to know them with that year, or a title in another type has to stand before it.
fn with_creator_after(context: Context, pair: &Bracket, year: &str) -> Option<Citation> {
    let tokens = context.tokens;
    let start = pair.close + 2;
    if !WORDS.by.has(tokens, pair.close + 1) {
        return None;
    }
    let named = |at: usize| {
        tokens.is_capitalised(at) || tokens.is_initial(at - 1) || WORDS.and.is(tokens, at, at + 1)
    };
    let end = (start..tokens.len()).find(|&at| !named(at))?;
    let names = context.names_before(start, end, Some(year)).filter(|names| names.from == start)?;
    let before = pair.open.checked_sub(1).map(|last| tokens.span(last).end);
    let titled = before.is_some_and(|end| context.title_ending(end).is_some());
    let credible = context.is_listed(&names, year)
        || (titled && !names.known && names.form != NameForm::Organisation);
    let span = tokens.span_of(names.from, end);
    let creators = CitedItem { names: names.list, ..CitedItem::default() };
    let mut found = citation(context, pair, pair.open + 1, None, creators).filter(|_| credible)?;
    found.span = found.span.join(span);
    found.items[0].span = found.items[0].span.join(span);
    Some(found)
}

/// The title in quotes or in another type that ends before the bracket, if the list has a work of
/// that title: "Trust in Practice" (2010).
fn title_before(context: Context, pair: &Bracket) -> Option<Span> {
    let tokens = context.tokens;
    let last = pair.open.checked_sub(1)?;
    let span = match tokens.is(last, '"') {
        true => {
            let from = pair.floor.max(last.saturating_sub(FARTHEST));
            let quote = (from..last).rev().find(|&at| tokens.is(at, '"'))?;
            tokens.span_of(quote + 1, last)
        }
        false => context.title_ending(tokens.span(last).end)?,
    };
    context.citation_index.has_title(&fold(span.of(tokens.source()))).then_some(span)
}

/// The citation of the work of this title, with the years in the bracket.
fn titled(context: Context, pair: &Bracket, title: Span) -> Option<Citation> {
    let tokens = context.tokens;
    let mut items = works(context.in_bracket(), pair.open + 1, pair.close, true);
    let first = items.first_mut().filter(|first| first.inherits_names)?;
    first.inherits_names = false;
    first.title = Some(Cited::of(tokens.source(), title));
    first.span = title.join(first.span);
    let span = title.join(tokens.span(pair.close));
    Some(Citation { span, kind: CitationKind::Narrative, items })
}

/// Whether names in a sentence are those of a citation, though the index may not know them; the
/// bracket with the year closes at token `close`.
fn credible(context: Context, names: &Names, year: &Year, close: usize) -> bool {
    if context.is_doubtful(names, year) {
        return false;
    }
    if names.known {
        return true;
    }
    let tokens = context.tokens;
    // "the index (2015 USD)": a word right after the year makes it an amount.
    let joined =
        || WORDS.and.is(tokens, year.end, year.end + 1) || tokens.text(year.end).len() == 1;
    if year.end < close && tokens.is_word(year.end) && !joined() {
        return false;
    }
    // "Hurd. (2001, May 3). Title": the sentence holds a whole reference.
    let ended = |name: &Cited| {
        name.text.ends_with('.') && name.text.chars().filter(|c| c.is_lowercase()).count() > 3
    };
    if names.et_al.is_none() && names.list.last().is_some_and(ended) {
        return false;
    }
    let in_title = context.is_title(tokens.span(names.from));
    match names.form {
        // Without spaces it cannot be told where a name begins; and a place looks like a name.
        NameForm::Surname if tokens.is_caseless(names.from) => {
            context.citation_index.is_empty() && names.list[0].text.chars().count() < 5
        }
        // "China Family Panel Studies (2014)": the end of a longer name.
        NameForm::Surname if is_inside_name(tokens, names.from) => false,
        NameForm::Persons | NameForm::Organisation | NameForm::Surname => {
            context.is_past(year) && !in_title
        }
        // "Martha Nussbaum (2001, p. 3)": a page is that of a work.
        NameForm::Capitalised => {
            let paged = (year.end..close).any(|at| {
                let page = WORDS.page.starting(tokens, at, close);
                page.is_some_and(|number| tokens.is_number(number))
            });
            paged && context.is_past(year) && !in_title
        }
    }
}

/// Whether the word before token `at` is capitalised, and not because it begins a sentence.
fn is_inside_name(tokens: &Tokens, at: usize) -> bool {
    at > 1
        && tokens.is_capitalised(at - 1)
        && !tokens.is_any(at - 2, &['.', '!', '?', ':', '"', '('])
}

/// The item whose names a bracket takes over that follows its citation: "Hurd (1999), (2001)".
fn follows<'a>(
    context: Context,
    pair: &Bracket,
    before: Option<&'a Citation>,
) -> Option<&'a CitedItem> {
    let tokens = context.tokens;
    let mut at = pair.open;
    while at > 0 && (tokens.is_any(at - 1, &[',', ';']) || tokens.says(at - 1, &["and"])) {
        at -= 1;
    }
    let before = before.filter(|before| before.kind == CitationKind::Narrative)?;
    let adjoins = at > 0 && tokens.span(at - 1).end == before.span.end && at < pair.open;
    before.items.iter().rev().find(|item| !item.inherits_names).filter(|_| adjoins)
}

/// The first token of the sentence that token `at` stands in, or `floor` where it begins before that.
fn sentence_start(tokens: &Tokens, floor: usize, at: usize) -> usize {
    let ends = |at: &usize| {
        sentence_ends(tokens, *at)
            && WORDS.et_al.ending(tokens, at.saturating_sub(4), at + 1).is_none()
            || tokens.is_any(*at, &['!', '?'])
    };
    (floor..at).rev().find(ends).map_or(floor, |end| end + 1)
}

/// The names last mentioned before a lone year, of which the index has a work of that year: "as
/// Illari and Williamson put it, … (2012: 120)".
fn named_before(context: Context, pair: &Bracket, year: &Year) -> Option<CitedItem> {
    let tokens = context.tokens;
    let cited = year.span.of(tokens.source());
    if context.citation_index.is_empty() || !year.plain {
        return None;
    }
    // Who is quoted with a page may have been named some sentences before.
    let place = locator(tokens, year.end, pair.close).filter(|(_, end)| *end == pair.close);
    let paged = place.is_some() && year_at(tokens, year.end + 1, pair.close).is_none();
    let floor = pair.floor.max(pair.open.saturating_sub(FARTHEST));
    let from = if paged { floor } else { sentence_start(tokens, floor, pair.open) };
    let end = title_start(context, pair).unwrap_or(pair.open);
    // "Friston's principle (2006, 2010)": one of the years is enough.
    let years = (pair.open + 1..pair.close).filter_map(|at| year_at(tokens, at, pair.close));
    let years = years.map(|year| year.span.of(tokens.source()));
    (from..end).rev().filter(|&at| tokens.is_capitalised(at)).find_map(|at| {
        let found = context.names_before(from, at + 1, Some(cited));
        let names = found.filter(|names| names.known)?;
        let key = context.citation_index.key_of(&names.list.first()?.text);
        let works = context
            .citation_index
            .with_first(&key)
            .iter()
            .map(|&index| context.citation_index.work(index));
        let of_year =
            |work: &&IndexedWork| years.clone().any(|year| work.year.as_deref() == Some(year));
        let work = works.into_iter().find(of_year)?;
        // Who is spoken of need not be named in full again.
        let partly = work.more_creators || work.creators.len() > names.list.len();
        Some(CitedItem {
            names_partly: partly && names.et_al.is_none(),
            names: names.list,
            et_al: names.et_al,
            ..CitedItem::default()
        })
    })
}
