//! Newspapers cited by the day: (El Correo, 24/7/17), (The Herald, 3 May 1911, p. 4).

use std::collections::{HashMap, HashSet};

use crate::citations::bracket::Bracket;
use crate::citations::locator::locator;
use crate::citations::name::Context;
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::is_year;
use crate::lexicon::months::month;
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem, Exemption};
use crate::model::citation_index::CitationIndex;
use crate::text::fold::fold;
use crate::text::span::Span;

/// How many words and signs the name of a newspaper has at most.
const MOST_TOKENS: usize = 8;

/// How many words a day has at most: "2 de octubre de 2017".
const DAY_TOKENS: usize = 7;

/// Finds brackets in which something is cited by a day; other works in them are left out.
pub(crate) fn scan(context: Context) -> Vec<Citation> {
    context.brackets.iter().filter_map(|pair| in_bracket(context, pair)).collect()
}

fn in_bracket(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let mut items = Vec::new();
    let mut from = pair.open + 1;
    while from < pair.close {
        let end = (from..pair.close).find(|&at| tokens.is(at, ';')).unwrap_or(pair.close);
        items.extend(item(tokens, from, end));
        from = end + 1;
    }
    let span = tokens.span_of(pair.open, pair.close + 1);
    let citation = Citation { span, kind: CitationKind::Parenthetical, items };
    (!citation.items.is_empty()).then_some(citation)
}

/// A name, a comma and a day, perhaps with a page.
fn item(tokens: &Tokens, from: usize, end: usize) -> Option<CitedItem> {
    let start = past_prefix(tokens, from, end);
    let comma = (start + 1..end.min(start + MOST_TOKENS)).find(|&at| tokens.is(at, ','))?;
    let part = |at: usize| tokens.is_word(at) || tokens.is_any(at, &['.', '-', '\'', '&']);
    let named = tokens.is_capitalised(start) && (start..comma).all(part);
    let spoken = WORDS.personal.find(tokens, start, end).is_some();
    let after = day(tokens, comma + 1, end).filter(|_| named && !spoken)?;
    let page = locator(tokens, after, end);
    if page.as_ref().map_or(after, |(_, close)| *close) != end {
        return None;
    }
    Some(CitedItem {
        span: tokens.span_of(start, end),
        names: vec![Cited::of(tokens.source(), tokens.span_of(start, comma))],
        locator: page.map(|(cited, _)| cited),
        exempt: Some(Exemption::Press),
        ..CitedItem::default()
    })
}

/// The token after a day that begins at `at`, in digits or with the month in words.
fn day(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    in_digits(tokens, at, end).or_else(|| in_words(tokens, at, end))
}

/// "24/7/17", "3.4.1911", "2017-07-24".
fn in_digits(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    let sign = |at: usize| tokens.is_any(at, &['/', '.', '-']) && tokens.touches(at);
    let whole = at + 5 <= end && sign(at + 1) && sign(at + 3);
    if !whole || tokens.text(at + 1) != tokens.text(at + 3) {
        return None;
    }
    let number = |at: usize| tokens.text(at).parse::<u32>().ok().filter(|_| tokens.is_number(at));
    let (first, middle, last) = (number(at)?, number(at + 2)?, number(at + 4)?);
    let small = |first: u32| (1..=31).contains(&first) && (1..=31).contains(&middle);
    let year = |at: usize| is_year(tokens.text(at)) || tokens.text(at).len() == 2;
    let forward = small(first) && year(at + 4);
    let backward = is_year(tokens.text(at)) && small(last);
    (forward || backward).then_some(at + 5)
}

/// "3 May 1911", "May 3, 1911", "2 de octubre de 2017": a day, a month and a year with small words
/// between them.
fn in_words(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    let end = end.min(at + DAY_TOKENS);
    let year = (at..end).find(|&at| tokens.is_number(at) && is_year(tokens.text(at)))?;
    let is_day = |&at: &usize| {
        tokens.is_number(at)
            && tokens.text(at).parse().is_ok_and(|day: u32| (1..=31).contains(&day))
    };
    let is_month = |&at: &usize| tokens.is_word(at) && month(tokens.text(at)).is_some();
    let other = |at: &usize| !is_day(at) && !is_month(at);
    let small = |at: usize| {
        tokens.is_any(at, &[',', '.']) || tokens.is_word(at) && tokens.text(at).len() <= 3
    };
    let whole = (at..year).filter(is_day).count() == 1
        && (at..year).filter(is_month).count() == 1
        && (at..year).filter(other).all(small);
    whole.then_some(year + 1)
}

/// Those of the works cited by a day that are press: the name of one of them comes again, or the index
/// knows it. A place and a day that stand once may be those of an event; beside a habit they are not.
pub(crate) fn habitual(found: &[Citation], citation_index: &CitationIndex) -> Vec<Citation> {
    let key = |item: &CitedItem| item.names.first().map(|name| fold(&name.text));
    let mut names = HashSet::new();
    let mut keys = found.iter().flat_map(|citation| citation.items.iter().filter_map(key));
    match keys.any(|key| citation_index.knows(&key) || !names.insert(key)) {
        true => found.to_vec(),
        false => Vec::new(),
    }
}

/// Adds works cited by a day to the citations: beside other works of the same bracket they are of one
/// citation with them.
pub(crate) fn add(press: Vec<Citation>, citations: &mut Vec<Citation>) {
    let places = citations.iter().enumerate().map(|(at, citation)| (citation.span, at));
    let places: HashMap<Span, usize> = places.collect();
    for citation in press {
        let Some(&at) = places.get(&citation.span) else {
            citations.push(citation);
            continue;
        };
        let items = &mut citations[at].items;
        let free = |item: &CitedItem| !items.iter().any(|other| other.span.overlaps(item.span));
        let further: Vec<CitedItem> = citation.items.into_iter().filter(free).collect();
        items.extend(further);
        items.sort_by_key(|item| item.span.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::tokens::tokens_of;

    #[test]
    fn days_in_digits_and_in_words() {
        let after = |text: &str| {
            let tokens = tokens_of(text, 0..text.len());
            day(&tokens, 0, tokens.len()).map(|end| tokens.span_of(0, end).of(text).to_owned())
        };
        for text in [
            "24/7/17",
            "3.4.1911",
            "2017-07-24",
            "3 May 1911",
            "May 3, 1911",
            "2 de octubre de 2017",
            "3. April 1911",
        ] {
            assert_eq!(after(text).as_deref(), Some(text));
        }
        for text in ["1911", "May 1911", "2010, 24", "12.1", "3 apples 1911", "45/7/17"] {
            assert_eq!(after(text), None, "{text}");
        }
    }
}
