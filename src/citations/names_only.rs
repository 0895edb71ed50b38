//! Names without a year in a document that cites by author and date.

use std::collections::{HashMap, HashSet};

use crate::citations::capitals::{self, are_capitals};
use crate::citations::locator::locator;
use crate::citations::name::{Context, strip_possessive};
use crate::citations::names::Names;
use crate::citations::names_in_bracket::{in_bracket, lone};
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::year_at;
use crate::lexicon::years::year_of;
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::model::citation_index::CitationIndex;
use crate::model::ids::ReferenceId;
use crate::text::cover::Cover;
use crate::text::fold::fold;
use crate::text::span::Span;

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
    let alone = Cover::of(found.iter().map(|citation| citation.span));
    let in_series = Series::of(dated).before_years(context, dated);
    found.extend(in_series.into_iter().filter(|one| !alone.overlaps(one.span)));
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

/// Where works cited with their years begin and end in a text, in bytes: names between them belong to
/// the same series.
struct Series {
    begins: HashSet<usize>,
    ends: HashSet<usize>,
}

impl Series {
    fn of(dated: &[Citation]) -> Series {
        let spans = || dated.iter().map(|citation| citation.span);
        Series {
            begins: spans().map(|span| span.start).collect(),
            ends: spans().map(|span| span.end).collect(),
        }
    }

    /// Names of the list that stand right before works with their years: "Cook (2004), Hurd and Moe (2010)".
    fn before_years(&self, context: Context, dated: &[Citation]) -> Vec<Citation> {
        let tokens = context.tokens;
        let before = |citation: &Citation| {
            let next = tokens.index_at(citation.span.start);
            let joins =
                |at: usize| tokens.is_any(at, &[',', ';', '&']) || WORDS.and.is(tokens, at, at + 1);
            let end = (0..next).rev().take_while(|&at| joins(at)).last()?;
            let names = context.names_before(0, end, None)?;
            let first = context.citation_index.key_of(&names.list.first()?.text);
            let person = names.known && context.citation_index.is_first_person(&first);
            let last = names.et_al.as_ref().or(names.list.last())?;
            let span = tokens.span(names.from).join(last.span);
            let series = || self.has(tokens.source(), span, names.et_al.is_some());
            (person && series()).then(|| narrative(context, names, end))
        };
        dated.iter().filter_map(before).collect()
    }

    /// Whether a work with its year follows names at `span`, and another stands before them, or the names
    /// are `grouped` by "et al.", so that what follows "and" is no further name.
    fn has(&self, text: &str, span: Span, grouped: bool) -> bool {
        let after = &text[span.end..];
        let next = past_joints(after);
        let follows = next > 0 && self.begins.contains(&(span.end + next));
        follows && (grouped || self.stands_before(text, span.start))
    }

    fn stands_before(&self, text: &str, start: usize) -> bool {
        let last = text[..start].trim_end_matches([' ', '\n', ',', ';']).len();
        last < start && text[last..start].contains([',', ';']) && self.ends.contains(&last)
    }
}

/// How long the commas, semicolons and words for "and" at the beginning of a text are, in bytes.
fn past_joints(text: &str) -> usize {
    let signs = |text: &str| text.len() - text.trim_start_matches([' ', '\n', ',', ';', '&']).len();
    let mut at = signs(text);
    let word = &text[at..][..text[at..].find([' ', '\n']).unwrap_or(0)];
    if at > 0 && WORDS.and.has_word(word) {
        at += word.len();
        at += signs(&text[at..]);
    }
    match text[..at].trim().is_empty() {
        true => 0,
        false => at,
    }
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
    let series = Series::of(dated);
    // Where works are cited by names in capitals, other names are those of people.
    let capitals = capitals::is_habit(dated);
    let names_a_work = |citation: &Citation| {
        let Some(name) = citation.items.first().and_then(|item| item.names.first()) else {
            return false;
        };
        let paged = citation.items[0].locator.is_some();
        if capitals && !are_capitals(&name.text) && !paged {
            return false;
        }
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
        let grouped = et_al.is_some();
        match (citation.kind, citation_index.with_first(&key).is_empty()) {
            (CitationKind::Narrative, _) if series.has(text, citation.span, grouped) => true,
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
