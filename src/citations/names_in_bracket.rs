//! Names without a year in a bracket: (Scholte), (see Hurd, p. 12).

use crate::citations::bracket::Bracket;
use crate::citations::locator::locator;
use crate::citations::name::{Context, NameForm};
use crate::citations::names::Names;
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::year_at;
use crate::model::citation::{Citation, CitationKind, CitedItem};
use crate::model::creator::initials;

/// A surname alone in a bracket: (Scholte). It is a citation only where there are others.
pub(super) fn lone(context: Context, pair: &Bracket) -> Option<Citation> {
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

/// The most words that lead to the names in a bracket, "(cf. however Hurd: 12)".
const MOST_LEADING: usize = 3;

/// A bracket with nothing in it but names and perhaps a page, (Scholte), (see Hurd, p. 12), (Hurd: 12, cf. section 3), or
/// with names in one of the parts that semicolons make: (second edition; Hurd and Cook), (Hurd, p. 12; my emphasis).
pub(super) fn in_bracket(context: Context, pair: &Bracket) -> Option<Citation> {
    let tokens = context.tokens;
    let inside = past_prefix(tokens, pair.open + 1, pair.close);
    let mut borders = vec![pair.open];
    if !joins_creators(context, inside, pair.close) {
        borders.extend((inside..pair.close).filter(|&at| tokens.is(at, ';')));
    }
    borders.push(pair.close);
    let mut parts = borders.windows(2).rev();
    parts.find_map(|part| in_part(context, pair, part[0] + 1, part[1]))
}

/// The names in a part of a bracket from token `begin` up to `close`.
fn in_part(context: Context, pair: &Bracket, begin: usize, close: usize) -> Option<Citation> {
    let tokens = context.tokens;
    let is_whole = begin == pair.open + 1 && close == pair.close;
    let start = past_prefix(tokens, begin, close);
    if (start..close).any(|at| year_at(tokens, at, close).is_some()) {
        return None;
    }
    let located = (start + 1..close).find_map(|at| {
        let (cited, after) = locator(tokens, at, close)?;
        let goes_on = tokens.is_any(after, &[',', ';']) || WORDS.and.is(tokens, after, after + 1);
        let whole = after == close || goes_on;
        (whole && tokens.is_any(at, &[',', ':'])).then_some((at, cited))
    });
    let end = located.as_ref().map_or(close, |(at, _)| *at);
    let led_to = || recommended(context, start, close).filter(|_| start > begin);
    let names = led_to().or_else(|| context.names_before(start, end, None))?;
    let parted = || tokens.is_any(names.from - 1, &[',', ';', ':', '-']);
    let lower = |at: usize| tokens.is_word(at) && !tokens.is_capitalised(at);
    let by = || WORDS.by.has(tokens, names.from - 1);
    // "see the references in Smith and Jones", "on this matter cf. Smith"
    let led = || names.list.len() > 1 && (start..names.from).all(lower);
    // "(transl. Barnes: 285)", "(adaptation Hurd et al.)"
    let introduced = || {
        let marked = located.is_some() || names.et_al.is_some();
        let stop = |at: usize| lower(at) || tokens.is(at, '.');
        let few = (start..names.from).filter(|&at| lower(at)).count() <= MOST_LEADING;
        marked && few && !by() && (start..names.from).all(stop)
    };
    let pointed = || WORDS.prefix.ending(tokens, start, names.from).is_some() && !by();
    // "(by Hurd and Lind)" says who did what is spoken of.
    if names.from == begin + 1 && WORDS.by.has(tokens, begin) && located.is_none() {
        return None;
    }
    let single = names.list.len() == 1 && names.et_al.is_none();
    // "the author [Hurd] says": who quotes adds the name.
    let added = tokens.is(pair.open, '[') && located.is_none() && start == begin;
    if single && (!is_whole && located.is_none() || added) {
        return None;
    }
    let grouped = || names.et_al.is_some() && parted();
    let reaches = || names.known && (grouped() || led() || introduced() || pointed());
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

/// Whether the bracket introduces the short form of the words before it, or the long form of a
/// short one: "the World Bank (WB)", "CADAP (Central Asian …)".
fn is_short_form(context: Context, names: &Names, pair: &Bracket) -> bool {
    let tokens = context.tokens;
    let [name] = names.list.as_slice() else { return false };
    let Some(before) = pair.open.checked_sub(1).filter(|_| names.et_al.is_none()) else {
        return false;
    };
    // A paper may write all its authors in capitals.
    let acronym = names.from + 1 == pair.close && tokens.is_acronym(names.from);
    let short = acronym && {
        let letters = has_initials(tokens, pair.open, tokens.text(names.from));
        let key = context.citation_index.key_of(&name.text);
        letters
            || tokens.is_capitalised(before)
                && !context.citation_index.is_first_name_of_person(&key)
    };
    let abbreviated = tokens.text(before);
    let long = initials(&name.text).as_deref() == Some(abbreviated)
        || name.text.contains(' ') && has_letters(&name.text, abbreviated);
    short || (long && tokens.is_acronym(before))
}

/// Whether words begin with the first letter of a short form, and have the others behind it in order: "VAR"
/// for "Vector Autoregressive Models".
fn has_letters(words: &str, short: &str) -> bool {
    let mut letters = words.chars().flat_map(char::to_lowercase);
    let mut short = short.chars().flat_map(char::to_lowercase);
    letters.next() == short.next() && short.all(|letter| letters.any(|other| other == letter))
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
