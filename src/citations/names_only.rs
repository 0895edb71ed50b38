//! Names without a year in a document that cites by author and date.

use std::collections::{HashMap, HashSet};

use crate::citations::bracket::Bracket;
use crate::citations::locator::locator;
use crate::citations::name::{Context, NameForm, strip_possessive};
use crate::citations::names::Names;
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::year_at;
use crate::lexicon::years::year_of;
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::model::citation_index::CitationIndex;
use crate::model::creator::initials;
use crate::model::ids::ReferenceId;
use crate::text::cover::Cover;
use crate::text::fold::fold;

/// How far from a citation with a year its authors are still being spoken of, in bytes.
const NEAR: usize = 3000;

/// How many tokens of a sentence are looked at for a year, on either side of the names.
const SENTENCE: usize = 60;

/// Finds names without a year in a block, besides those in `dated`: who is cited there with a year
/// needs none the next time.
pub(crate) fn scan(context: Context, dated: &[Citation]) -> Vec<Citation> {
    let tokens = context.tokens;
    let pairs = context.brackets;
    let in_brackets = Cover::of(pairs.iter().map(|pair| tokens.span_of(pair.open, pair.close + 1)));
    let taken = Cover::of(dated.iter().map(|citation| citation.span));
    let title_like = is_title_like(tokens);
    let mut found = match title_like {
        true => Vec::new(),
        false => in_sentence(context, &places(context.citation_index, dated)),
    };
    found.retain(|one| !in_brackets.contains(one.span));
    let bracketed = pairs.iter().filter_map(|pair| in_bracket(context.in_bracket(), pair));
    // A surname alone may say whose idea a heading is about.
    found.extend(bracketed.filter(|one| !(title_like && is_alone(one))));
    found.retain(|one| !taken.overlaps(one.span));
    if context.citation_index.is_empty() && !(found.is_empty() && dated.is_empty()) {
        found.extend(pairs.iter().filter_map(|pair| lone(context.in_bracket(), pair)));
    }
    found
}

/// Whether a block is a few words without a stop: the heading of a section or a table, though
/// nothing marks it.
fn is_title_like(tokens: &Tokens) -> bool {
    const LONGEST: usize = 12;
    let last = tokens.len().saturating_sub(1);
    tokens.len() <= LONGEST && !tokens.is_any(last, &['.', '!', '?', ':'])
}

/// A surname alone in a bracket: (Scholte). It is a citation only where there are others.
fn lone(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let end = pair.close;
    let names = context.names_before(pair.open + 1, end, None)?;
    let whole = names.from == pair.open + 1 && names.form == NameForm::Surname;
    let [name] = names.list.as_slice() else { return None };
    let surname = name.text.contains(char::is_lowercase) && !WORDS.place.has_word(&name.text);
    let span = tokens.span_of(names.from, end);
    let item = CitedItem { span, names: names.list, ..CitedItem::default() };
    let span = tokens.span_of(pair.open, end + 1);
    let citation = Citation { span, kind: CitationKind::Parenthetical, items: vec![item] };
    (whole && surname).then_some(citation)
}

/// Where each first author of these citations is cited, in text order, by the key of the name.
fn places(citation_index: &CitationIndex, citations: &[Citation]) -> HashMap<String, Vec<usize>> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for citation in citations {
        for name in citation.items.iter().filter_map(|item| item.names.first()) {
            places.entry(citation_index.key_of(&name.text)).or_default().push(citation.span.start);
        }
    }
    places.values_mut().for_each(|places| places.sort_unstable());
    places
}

/// Whether a sentence ends between these places: at a stop, no abbreviation's, before a capital.
fn ends_between(tokens: &Tokens, from: usize, to: usize) -> bool {
    (tokens.index_at(from) + 1..tokens.index_at(to)).any(|at| {
        let abbreviates = tokens.is_initial(at - 1)
            || WORDS.et_al.ending(tokens, at.saturating_sub(4), at + 1).is_some();
        tokens.is_any(at, &['.', '?', '!']) && tokens.is_capitalised(at + 1) && !abbreviates
    })
}

/// A bracket with nothing in it but names and perhaps a page, (Scholte), (see Hurd, p. 12), (Hurd: 12, cf. section 3), or
/// with names after its last semicolon: (second edition; Hurd and Cook), (Parzival; Hurd: 12).
fn in_bracket(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let inside = past_prefix(tokens, pair.open + 1, pair.close);
    let semicolon = (inside..pair.close).rev().find(|&at| tokens.is(at, ';'));
    let semicolon = semicolon.filter(|_| !joins_creators(context, inside, pair.close));
    let begin = semicolon.unwrap_or(pair.open) + 1;
    let start = past_prefix(tokens, begin, pair.close);
    if (start..pair.close).any(|at| year_at(tokens, at, pair.close).is_some()) {
        return None;
    }
    let located = (start + 1..pair.close).find_map(|at| {
        let (cited, close) = locator(tokens, at, pair.close)?;
        let whole = close == pair.close || tokens.is_any(close, &[',', ';']);
        (whole && tokens.is_any(at, &[',', ':'])).then_some((at, cited))
    });
    let end = located.as_ref().map_or(pair.close, |(at, _)| *at);
    let led_to = || recommended(context, start, pair.close).filter(|_| start > begin);
    let names = led_to().or_else(|| context.names_before(start, end, None))?;
    let parted = || tokens.is_any(names.from - 1, &[',', ';', ':', '-']);
    let lower = |at: usize| tokens.is_word(at) && !tokens.is_capitalised(at);
    // "see the references in Smith and Jones", "on this matter cf. Smith"
    let led = || names.list.len() > 1 && (start..names.from).all(lower);
    let pointed = || {
        let prefix = WORDS.prefix.ending(tokens, start, names.from).is_some();
        prefix && !WORDS.by.has(tokens, names.from - 1)
    };
    // "(by Hurd and Lind)" says who did what is spoken of.
    if names.from == begin + 1 && WORDS.by.has(tokens, begin) && located.is_none() {
        return None;
    }
    let single = names.list.len() == 1 && names.et_al.is_none();
    // "the author [Hurd] says": who quotes adds the name.
    let added = tokens.is(pair.open, '[') && located.is_none() && start == begin;
    if single && (semicolon.is_some() && located.is_none() || added) {
        return None;
    }
    let reaches = || names.known && (names.et_al.is_some() && parted() || led() || pointed());
    if names.from != start && !reaches() {
        return None;
    }
    let has_sign = start > begin || names.from > start || located.is_some();
    let known = names.known
        && !is_short_form(context, &names, pair)
        && names_creator(context, &names, has_sign || ends_statement(tokens, &names, pair));
    // Where there is no list, "see" before the names or a page after them tells.
    let unlisted = context.citation_index.is_empty() && has_sign && names.form >= NameForm::Surname;
    if !(known || unlisted || is_body_alone(context, &names, pair)) {
        return None;
    }
    let before = works_before(context, pair, &names);
    let last = names.et_al.as_ref().or(names.list.last()).map(|name| name.span);
    let last = located.as_ref().map(|(_, cited)| cited.span).or(last);
    let first = tokens.span(names.from);
    let item = CitedItem {
        span: last.map_or(first, |last| first.join(last)),
        names: names.list,
        et_al: names.et_al,
        locator: located.map(|(_, cited)| cited),
        ..CitedItem::default()
    };
    let span = tokens.span_of(pair.open, pair.close + 1);
    let items = before.into_iter().chain([item]).collect();
    Some(Citation { span, kind: CitationKind::Parenthetical, items })
}

/// The works that a bracket names before its last one, each with "et al.": "(Hurd et al., Cook et al.)".
fn works_before(context: Context, pair: &Bracket, last: &Names) -> Vec<CitedItem> {
    let tokens = context.tokens;
    let start = past_prefix(tokens, pair.open + 1, pair.close);
    let mut items = Vec::new();
    let mut end = last.from;
    while end > start + 1 && tokens.is_any(end - 1, &[',', ';']) {
        let names = context.names_before(start, end - 1, None);
        let Some(names) = names.filter(|names| names.known && names.et_al.is_some()) else { break };
        end = names.from;
        let upto = names.et_al.as_ref().map_or(tokens.span(end), |et_al| et_al.span);
        let span = tokens.span(end).join(upto);
        items.push(CitedItem {
            span,
            names: names.list,
            et_al: names.et_al,
            ..CitedItem::default()
        });
    }
    items.reverse();
    items
}

/// Names after which a bracket says what their work is good for: "(see Hurd et al. for a review)".
fn recommended(context: Context, start: usize, end: usize) -> Option<Names> {
    let tokens = context.tokens;
    let lower = |at: &usize| tokens.is_word(*at) && !tokens.is_capitalised(*at);
    let inside = |at: usize| WORDS.particle.has(tokens, at) || WORDS.and.is(tokens, at, at + 1);
    let words = (start + 1..end).find(|at| lower(at) && !inside(*at))?;
    let upto = WORDS.et_al.starting(tokens, words, end).filter(|&after| after < end);
    let upto = upto.unwrap_or(words - usize::from(tokens.is(words - 1, ',')));
    let names = context.names_before(start, upto, None)?;
    let first = &names.list.first()?.text;
    let person = is_person(context, first) && first.contains(char::is_uppercase);
    let whole = names.from == start && (upto..end).all(|at| !tokens.is(at, ';'));
    (person && whole).then_some(names)
}

/// Whether the semicolons of a bracket part the creators of one work and nothing else: "(BRAIT; PISTORI, p. 37)"
/// (ABNT NBR 10520).
fn joins_creators(context: Context, from: usize, end: usize) -> bool {
    let tokens = context.tokens;
    let upto = (from..end).find(|&at| tokens.is_any(at, &[',', ':'])).unwrap_or(end);
    let names = context.names_before(from, upto, None);
    names.is_some_and(|names| names.known && names.from == from && names.list.len() > 1)
}

/// Whether a short name of a body stands in the bracket that ends a statement, and is not what the words
/// before it are called by: "… and higher temperatures (ICRISAT)."
fn ends_statement(tokens: &Tokens, names: &Names, pair: &Bracket) -> bool {
    let alone = names.list.len() == 1 && names.from == pair.open + 1;
    let acronym = alone && names.from + 1 == pair.close && tokens.is_acronym(names.from);
    let ends = tokens.is_any(pair.close + 1, &['.', ';']);
    let Some(before) = pair.open.checked_sub(1) else { return false };
    let said = tokens.is_number(before) || tokens.is_word(before) && !tokens.is_capitalised(before);
    acronym && ends && said && !has_initials(tokens, pair.open, tokens.text(names.from))
}

/// Whether the words that end before token `end` have the letters of a short form as initials, small words
/// left out.
fn has_initials(tokens: &Tokens, end: usize, short: &str) -> bool {
    const SMALL: usize = 4;
    let mut letters: Vec<char> = short.to_lowercase().chars().collect();
    let from = end.saturating_sub(letters.len() + SMALL);
    for at in (from..end).rev() {
        let initial = tokens.text(at).to_lowercase().chars().next();
        if initial.is_some() && initial == letters.last().copied() {
            letters.pop();
        } else if at + 1 == end {
            return false;
        }
    }
    letters.is_empty()
}

/// Whether names in a bracket are those of authors: one word alone may be a colour or a place, unless
/// it is the family name of a person, written with a capital, or something tells that a work is
/// meant.
fn names_creator(context: Context, names: &Names, has_sign: bool) -> bool {
    let [name] = names.list.as_slice() else { return true };
    if !has_sign && names.et_al.is_none() && WORDS.place.has_word(&name.text) {
        return false;
    }
    let person = is_person(context, &name.text);
    let word = !name.text.contains(' ');
    let capital = context.tokens.is_capitalised(names.from);
    names.et_al.is_some() || has_sign || !word || (person && capital)
}

/// Whether the first creator of some work of the index is a person of this name.
fn is_person(context: Context, name: &str) -> bool {
    context.citation_index.is_first_person(&context.citation_index.key_of(name))
}

/// Whether the bracket introduces the short form of what stands before it, or the long form of a
/// short one: "the World Bank (WB)", "CADAP (Central Asian …)".
fn is_short_form(context: Context, names: &Names, pair: &Bracket) -> bool {
    let tokens = context.tokens;
    let [name] = names.list.as_slice() else { return false };
    let Some(before) = pair.open.checked_sub(1).filter(|_| names.et_al.is_none()) else {
        return false;
    };
    // A paper may write all its authors in capitals.
    let short = names.from + 1 == pair.close && tokens.is_acronym(names.from) && {
        let letters = has_initials(tokens, pair.open, tokens.text(names.from));
        letters || !is_person(context, &name.text)
    };
    let long = initials(&name.text).as_deref() == Some(tokens.text(before));
    (short && tokens.is_capitalised(before)) || (long && tokens.is_acronym(before))
}

/// A long name of a body that is no list's, alone in the bracket that ends a sentence.
fn is_body_alone(context: Context, names: &Names, pair: &Bracket) -> bool {
    let tokens = context.tokens;
    let words = (names.from..pair.close).filter(|&at| tokens.is_word(at)).count();
    // After a name the bracket may say where someone works; at the end of a paragraph it does not.
    let last = pair.close + 2 >= tokens.len();
    let aside = pair.open > 0 && tokens.is_capitalised(pair.open - 1) && !last;
    let ends = tokens.is(pair.close + 1, '.') && !aside;
    let company = (names.from..pair.close).any(|at| WORDS.company.has(tokens, at));
    names.form == NameForm::Organisation && names.list.len() == 1 && words >= 3 && ends && !company
}

/// Names in a sentence that are cited as a source: "Smith et al. showed", "Erdal and Baum have argued".
fn in_sentence(context: Context, dated: &HashMap<String, Vec<usize>>) -> Vec<Citation> {
    let tokens = context.tokens;
    let mut found: Vec<Citation> = Vec::new();
    for at in 1..=tokens.len() {
        if !ends_names(context, at)
            || found.last().is_some_and(|last| last.span.end > tokens.span(at - 1).start)
        {
            continue;
        }
        let Some(names) = context.names_before(0, at, None) else {
            continue;
        };
        let Some(first) = names.list.first() else {
            continue;
        };
        let called = names.et_al.is_none() && names_thing(tokens, names.from);
        // A page is that of a work, whoever was cited before. "Hurd et al. showed … (Hurd et al., 2010)" cites
        // at the end of the sentence.
        let cited = dated.get(&context.citation_index.key_of(&first.text));
        let start = first.span.start;
        let here = |place: &usize| *place < start || !ends_between(tokens, start, *place);
        // Where a sentence ends before the first place, it does so before all others.
        let known = cited.and_then(|places| places.first()).is_some_and(here);
        // "Hurd et al., no prelo": what stands for a year follows.
        let comma = at + usize::from(tokens.is(at, ','));
        let is_dated = year_at(tokens, comma, tokens.len()).is_some();
        let spoken_of = called || (known && !is_paged(tokens, at));
        let goes_on = at < tokens.len() || names.et_al.is_some();
        let source = || goes_on && !spoken_of && is_source(context, &names, at);
        let in_series = || {
            let several = names.et_al.is_some() || names.list.len() > 1;
            names.known && several && is_in_series(tokens.source(), tokens.span(names.from).start)
        };
        if is_dated || !(source() || in_series()) {
            continue;
        }
        found.push(narrative(context, names, at));
    }
    found
}

/// Whether what begins at `start` goes on a series of works with their years: "Cook (2004), Moe
/// (2010), and Wang and Hong".
fn is_in_series(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    let word = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    let joined = WORDS.and.has_word(word) || before.ends_with('&');
    let before = match joined {
        true => before[..before.len() - word.len()].trim_end_matches(['&', ' ']),
        false => before,
    };
    let comma = before.trim_end_matches([',', ';']);
    let Some(dated) = comma.strip_suffix(')').filter(|_| joined || comma.len() < before.len())
    else {
        return false;
    };
    let year = dated.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let digits = &year[year.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    year_of(digits).is_some()
}

/// Whether an article says that the names at token `at` are what something is called after: "the
/// Royston and Parmar model".
pub(super) fn names_thing(tokens: &Tokens, at: usize) -> bool {
    at > 0 && WORDS.article.has(tokens, at - 1)
}

/// The citation of these names, which end before token `end`, with the year of a work of theirs that
/// the sentence gives: "In 2021, Bender and Gebru published …".
pub(super) fn narrative(context: Context, names: Names, end: usize) -> Citation {
    let tokens = context.tokens;
    let span = tokens.span_of(names.from, end);
    let of_work = |at: &usize| {
        let listed = |first: &Cited| context.citation_index.has(&first.text, tokens.text(*at));
        tokens.is_number(*at) && names.list.first().is_some_and(listed)
    };
    let near = |at: &usize| !tokens.is_any(*at, &['.', '!', '?', ';']);
    let before = (0..names.from).rev().take(SENTENCE).take_while(near).find(of_work);
    let after = || (end..tokens.len()).take(SENTENCE).take_while(near).find(of_work);
    let year = before.or_else(after);
    let year = year.map(|at| Cited::of(tokens.source(), tokens.span(at)));
    let located = is_paged(tokens, end).then(|| locator(tokens, end, tokens.len())).flatten();
    let locator = located.map(|(cited, _)| cited);
    let (names, et_al) = (names.list, names.et_al);
    let item = CitedItem { span, names, et_al, year, locator, ..CitedItem::default() };
    Citation { span, kind: CitationKind::Narrative, items: vec![item] }
}

/// Whether a list of names can end before token `at`: with "et al.", or before what authors do.
fn ends_names(context: Context, at: usize) -> bool {
    let tokens = context.tokens;
    if tokens.is_number(at) || tokens.is_any(at, &['(', '[']) {
        return false;
    }
    let grouped = WORDS.et_al.ending(tokens, at.saturating_sub(6), at).is_some();
    if WORDS.eponym.has(tokens, at) {
        return false;
    }
    // The full stop of "al." belongs to it; one more ends the sentence.
    let abbreviated =
        tokens.is(at, '.') && WORDS.et_al.ending(tokens, at.saturating_sub(5), at + 1).is_some();
    (grouped && !abbreviated)
        || reports(tokens, at)
        || is_paged(tokens, at)
        || follows_pair(context, at)
        || is_work_of(tokens, at)
}

/// Whether a name in the possessive stands before token `at`, and soon after it what authors give:
/// "Lansdown's classical study".
fn is_work_of(tokens: &Tokens, at: usize) -> bool {
    let name = at.saturating_sub(1);
    let possessive =
        || tokens.is(name, '\'') || strip_possessive(tokens.text(name)) != tokens.text(name);
    (at..at + 4).any(|word| WORDS.given.has(tokens, word)) && possessive()
}

/// Whether a page follows: "adapted from Sperber p. 317".
fn is_paged(tokens: &Tokens, at: usize) -> bool {
    let after = WORDS.page.starting(tokens, at, tokens.len());
    after.is_some_and(|after| tokens.is_number(after))
}

/// Whether two names that the index knows stand before token `at`, joined by "and".
fn follows_pair(context: Context, at: usize) -> bool {
    let tokens = context.tokens;
    let joint = (at.saturating_sub(4)..at).rev().find(|&at| WORDS.and.is(tokens, at, at + 1));
    let known = |at: usize| context.citation_index.knows(&context.key_at(at));
    joint.is_some_and(|joint| {
        let before = joint.saturating_sub(1 + usize::from(tokens.is(joint.max(1) - 1, ',')));
        let capital = joint > 0 && joint + 1 < at && tokens.is_capitalised(before);
        capital && known(before) && known(at - 1)
    })
}

/// "argue", "have argued", "also found".
fn reports(tokens: &Tokens, at: usize) -> bool {
    let helps = |at: usize| WORDS.auxiliary.has(tokens, at);
    let verb = (at..at + 3).find(|&at| !helps(at)).unwrap_or(at);
    let gives = || (verb + 1..verb + 6).any(|at| WORDS.given.has(tokens, at));
    WORDS.reporting.has(tokens, verb) || (WORDS.giving.has(tokens, verb) && gives())
}

/// Whether these names stand for a source, though no year is given.
fn is_source(context: Context, names: &Names, at: usize) -> bool {
    let tokens = context.tokens;
    let fits = |index: &ReferenceId| {
        let work = context.citation_index.work(*index);
        let keys = names.list.iter().map(|name| context.citation_index.key_of(&name.text));
        let there = if work.more_creators { work.creators.len() } else { usize::MAX };
        let all = keys.take(there).enumerate().all(|(place, key)| work.is_creator(place, &key));
        let has_sign_of_work =
            || reports(tokens, at) || is_paged(tokens, at) || is_work_of(tokens, at);
        let alone = names.list.len() > 1 || has_sign_of_work();
        // Names beyond those that the list gives before its own "et al." cannot be judged.
        let further = work.more_creators && names.list.len() > there.max(2);
        let exact = names.list.len() == work.creators.len() && !work.more_creators;
        let complete = alone && (exact || further);
        // Bodies act in a text without being its source, and who is called by his given names is
        // spoken of as a person.
        let surname = |(place, name): (usize, &Cited)| {
            work.creators.first(place) == Some(fold(&name.text).as_str())
        };
        let surnames = names.list.iter().enumerate().all(surname);
        let complete =
            complete && work.body().is_empty() && (surnames || !names.list[0].text.contains(' '));
        let grouped = work.creators.len() > 1 || work.more_creators;
        all && ((names.et_al.is_some() && grouped) || complete)
    };
    if names.known {
        let first = names
            .list
            .first()
            .map(|name| context.citation_index.key_of(&name.text))
            .unwrap_or_default();
        return context.citation_index.with_first(&first).iter().any(fits);
    }
    // Two single surnames that the rest of the text hardly uses, and what authors do.
    let lower = |text: &str| text.contains(char::is_lowercase);
    let single = names.list.iter().all(|name| !name.text.contains(' ') && lower(&name.text));
    names.et_al.is_none() && names.list.len() == 2 && single && reports(tokens, at)
}

/// Of the names without a year, those that are distinguished from the subject of the text and from authors
/// who are spoken of shortly after they were cited. `dated` is what the document cites with a year.
pub(crate) fn drop_topic_names(
    undated: Vec<Citation>,
    dated: &[Citation],
    citation_index: &CitationIndex,
    text: &str,
) -> Vec<Citation> {
    let places = places(citation_index, dated);
    let cited = works_of(dated, citation_index);
    let names_a_work = |citation: &Citation| {
        let Some(name) = citation.items.first().and_then(|item| item.names.first()) else {
            return false;
        };
        let key = citation_index.key_of(&name.text);
        let at = citation.span.start;
        let et_al = citation.items[0].et_al.as_ref();
        // "Hurd et al. found" is how a work is cited, and needs its year but in the paragraph where that was
        // given and the next; "as Hurd and colleagues found" speaks of them before and after it, too.
        let next_paragraph = |place: &usize| {
            let between = text.get(*place..at).map(|between| between.matches('\n').count());
            between.is_some_and(|ends| ends < 2)
        };
        let abbreviated = et_al.is_some_and(is_abbreviated);
        let begins = !text[..at].trim_end_matches([' ', '\n']).ends_with(char::is_alphanumeric);
        let near = |place: &usize| match abbreviated {
            true => (*place..place + NEAR).contains(&at) && (!begins || next_paragraph(place)),
            false => place.abs_diff(at) < NEAR,
        };
        let cited_near = places.get(&key).is_some_and(|places| places.iter().any(near));
        let of_body = |&index: &ReferenceId| !citation_index.work(index).body().is_empty();
        let paged = citation.items[0].locator.is_some();
        match (citation.kind, citation_index.with_first(&key).is_empty()) {
            (_, false) if paged => true,
            // Bodies act in a text without being its source: "a model (Anthropic)". A long name is
            // hardly given for that.
            (CitationKind::Parenthetical, false)
                if citation_index.with_first(&key).iter().all(of_body) =>
            {
                let long = name.text.split_whitespace().count() > 2;
                !places.contains_key(&key) || long || ends_clause(text, citation.span.end)
            }
            (CitationKind::Parenthetical, _) => true,
            (_, false) if !is_alone(citation) && is_in_series(text, at) => true,
            (_, true) => is_rare(text, citation, 0),
            // One who is cited with a year is spoken of again by his name alone.
            (_, false) if is_alone(citation) && places.contains_key(&key) => false,
            (_, false) => {
                // "et al." stands for the authors of a work, whatever else they are spoken of, and so do
                // the names of three.
                let grouped = citation.items[0].et_al.is_some();
                let many = grouped || citation.items[0].names.len() > 2;
                let by_several = |work: &&ReferenceId| {
                    let work = citation_index.work(**work);
                    work.creators.len() > 1 || work.more_creators
                };
                let mut works = citation_index.with_first(&key).iter().filter(by_several);
                // Nothing that they wrote is cited elsewhere.
                let alone = works.clone().next().is_some() && works.all(|id| !cited.contains(id));
                if many && alone {
                    return true;
                }
                let rare = || is_rare(text, citation, places.get(&key).map_or(0, Vec::len));
                !cited_near && (grouped || rare())
            }
        }
    };
    undated.into_iter().filter(names_a_work).collect()
}

/// The works of the list by the first authors and of the years that these citations name.
fn works_of(dated: &[Citation], citation_index: &CitationIndex) -> HashSet<ReferenceId> {
    let mut works = HashSet::new();
    for (named, item) in dated.iter().flat_map(Citation::named_items) {
        if let (Some(first), Some(year)) = (named.names.first(), &item.year) {
            let by_first = citation_index.with_first(&citation_index.key_of(&first.text)).iter();
            works.extend(by_first.filter(|id| citation_index.work(**id).is_of(&year.text)));
        }
    }
    works
}

/// Whether what ends at `end` is the last of a statement.
fn ends_clause(text: &str, end: usize) -> bool {
    text[end..].starts_with(['.', ';'])
}

/// Whether the words for further names end in an abbreviation: "et al.", "и др.".
fn is_abbreviated(et_al: &Cited) -> bool {
    const LONGEST: usize = 3;
    let last = et_al.text.rsplit(' ').next().unwrap_or_default();
    last.chars().filter(|c| c.is_alphanumeric()).count() <= LONGEST
}

/// Whether a citation names one author and no others.
fn is_alone(citation: &Citation) -> bool {
    citation.items[0].names.len() == 1 && citation.items[0].et_al.is_none()
}

/// Whether the text names each of these, besides the `cited` times, so rarely that they are not
/// what it is about. The list names them once more.
fn is_rare(text: &str, citation: &Citation, cited: usize) -> bool {
    let item = &citation.items[0];
    let most = cited + 3 + usize::from(item.names.len() > 1 || item.et_al.is_some()) * 5;
    item.names.iter().all(|name| {
        let times = text.match_indices(name.text.as_str()).take(most + 1).count();
        times < most && fold(&name.text).len() > 2
    })
}
