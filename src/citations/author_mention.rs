//! Authors named in a sentence, though nothing tells that a work of theirs is meant.

use std::collections::HashSet;

use crate::citations::name::{Context, strip_possessive};
use crate::citations::names_only::{names_thing, narrative};
use crate::citations::words::WORDS;
use crate::model::citation::{Citation, Cited};
use crate::model::citation_index::CitationIndex;
use crate::model::ids::ReferenceId;
use crate::text::cover::Cover;
use crate::text::fold::fold;
use crate::text::span::Span;

/// With more works than these the text names authors without a year as a habit, as essays do.
const MOST_UNCITED: usize = 4;

/// How far behind the names, in bytes, a title is that of a work of theirs.
const NEAR_TITLE: usize = 24;

/// The creators of a work of the index that a sentence names, all of them or the first with "et al.", whether
/// or not anything tells that the work is meant: "in accordance with Matsuba", "in Lansing's study".
pub(crate) fn author_mentions(context: Context) -> Vec<Citation> {
    let mentions = (1..context.tokens.len()).filter_map(|at| {
        let end = family_end(context, at)?;
        author_mention(context, at, end)
    });
    mentions.collect()
}

/// The token after the longest family name that begins at token `at` and is that of the first creator of
/// some work of the index; what several words call is a person.
fn family_end(context: Context, at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let tokens = context.tokens;
    if !tokens.is_capitalised(at) {
        return None;
    }
    let begins_work = |key: &str| !context.citation_index.with_first(key).is_empty();
    let goes_on = |at: &usize| tokens.is_capitalised(*at) || WORDS.particle.has(tokens, *at);
    let rest = (at + 1..at + LONGEST).take_while(goes_on).count();
    let compound = (at + 2..=at + 1 + rest).rev().find(|&end| {
        let name = tokens.span_of(at, end).of(tokens.source());
        let key = context.citation_index.key_of(strip_possessive(name));
        context.citation_index.is_first_person(&key)
    });
    compound.or_else(|| begins_work(&context.key_at(at)).then_some(at + 1))
}

/// The mention of which the first family name stands between tokens `at` and `end`.
fn author_mention(context: Context, at: usize, end: usize) -> Option<Citation> {
    let tokens = context.tokens;
    let knows = |at: usize| context.citation_index.knows(&context.key_at(at));
    let comma = end + usize::from(tokens.is(end, ','));
    let others = WORDS.et_al.starting(tokens, comma, tokens.len());
    let end = others.unwrap_or_else(|| {
        let next = match WORDS.and.starting(tokens, end, tokens.len()) {
            Some(second) if tokens.is_capitalised(second) && knows(second) => second + 1,
            _ => end,
        };
        next + usize::from(tokens.is(next, '\''))
    });
    let names = context.names_before(0, end, None).filter(|names| names.from == at)?;
    let keys: Vec<String> =
        names.list.iter().map(|name| context.citation_index.key_of(&name.text)).collect();
    let inside_name = |at: usize| tokens.is_capitalised(at) || tokens.is_number(at);
    let dated = at > 1 && WORDS.by.has(tokens, at - 1) && tokens.is(at - 2, ')');
    let pointed = || WORDS.prefix.ending(tokens, at.saturating_sub(4), at).is_some();
    let stands_apart = !inside_name(at - 1)
        && !dated
        && !names_thing(tokens, at)
        && (!tokens.is(at - 1, '.') || pointed())
        && !inside_name(end)
        && !WORDS.thing.has(tokens, at - 1)
        && !WORDS.eponym.has(tokens, end);
    let works = context.citation_index.with_first(keys.first()?).iter();
    let made = works.map(|&index| context.citation_index.work(index)).any(|work| {
        let several = work.creators.len() > 1 || work.more_creators;
        let all = match names.et_al {
            Some(_) => several,
            None => keys.len() == work.creators.len() && !work.more_creators,
        };
        let creators = keys.iter().enumerate().all(|(place, key)| work.is_creator(place, key));
        all && creators && work.body().is_empty()
    });
    // "Hurd, in his *Order*": the title tells which work is meant.
    let close = tokens.span_of(at, end).end..=tokens.span_of(at, end).end + NEAR_TITLE;
    let titled = || context.titles.iter().any(|title| close.contains(&title.start));
    (made && stands_apart && !titled()).then(|| narrative(context, names, end))
}

/// Of the mentions outside what is skipped, those of creators of whom `cited` has no work, and whose names are no words of
/// the text: the works that are meant are cited there, without their year.
pub(crate) fn uncited_authors(
    author_mentions: Vec<Citation>,
    cited: &[Citation],
    citation_index: &CitationIndex,
    skip: &[Span],
    text: &str,
) -> Vec<Citation> {
    let elsewhere = Cover::of(cited.iter().map(|one| one.span).chain(skip.iter().copied()));
    let items = cited.iter().flat_map(|citation| &citation.items);
    let firsts = items.filter_map(|item| item.names.first());
    let works_of =
        |name: &Cited| citation_index.with_first(&citation_index.key_of(&name.text)).to_vec();
    let known: HashSet<ReferenceId> = firsts.flat_map(works_of).collect();
    let is_orphan = |citation: &Citation| {
        let names = &citation.items[0].names;
        let cited = works_of(&names[0]).iter().any(|work| known.contains(work));
        let place = names.iter().any(|name| WORDS.place.has_word(&name.text));
        !cited
            && !place
            && is_rare(text, citation, &elsewhere)
            && !names.iter().any(|name| is_word(text, &name.text))
    };
    let mut found: Vec<Citation> = author_mentions.into_iter().filter(is_orphan).collect();
    // Once for each work: who is cited is spoken of again.
    let mut seen = HashSet::new();
    found.retain(|citation| seen.insert(citation_index.key_of(&citation.items[0].names[0].text)));
    let dated = cited.iter().flat_map(|citation| &citation.items);
    let dated = dated.filter(|item| item.year.is_some()).count();
    let usual = found.len() > MOST_UNCITED || found.len() * 2 > dated;
    if usual { Vec::new() } else { found }
}

/// Whether the text names each of these here alone, besides its citations and the list: what it
/// is about is named more often.
fn is_rare(text: &str, citation: &Citation, elsewhere: &Cover) -> bool {
    const MOST: usize = 1;
    let names = &citation.items[0].names;
    names.iter().all(|name| {
        let places = text.match_indices(name.text.as_str());
        let spans = places.map(|(at, found)| Span::new(at, at + found.len()));
        let free = spans.filter(|span| !elsewhere.overlaps(*span)).take(MOST + 1).count();
        free <= MOST && fold(&name.text).len() > 2
    })
}

/// Whether the text also has the name in lower case: "White", "Young".
fn is_word(text: &str, name: &str) -> bool {
    let lower = name.to_lowercase();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(lower.as_str()).any(|(at, found)| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + found.len()..].chars().next())
    })
}
