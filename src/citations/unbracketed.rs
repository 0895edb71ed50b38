//! Names and years without brackets: in source notes, and where the list knows both.

use crate::citations::capitals::are_capitals;
use crate::citations::name::{Context, NameForm};
use crate::citations::names::Names;
use crate::citations::words::WORDS;
use crate::citations::year::{Year, year_at};
use crate::model::citation::{Citation, CitationKind, CitedItem};
use crate::model::ids::ReferenceId;
use crate::text::cover::Cover;

/// How far before a year its names are looked for, in tokens.
const FARTHEST: usize = 40;

/// Finds citations without brackets outside those in `found`.
pub(crate) fn scan(context: Context, found: &[Citation]) -> Vec<Citation> {
    let tokens = context.tokens;
    let note = WORDS.source_note.starting(tokens, 0, tokens.len());
    let taken = Cover::of(found.iter().map(|citation| citation.span));
    let free =
        (1..tokens.len()).filter(|&at| tokens.is_number(at) && !taken.overlaps(tokens.span(at)));
    free.filter_map(|at| {
        let year = year_at(tokens, at, tokens.len())?;
        let cited = year.span.of(tokens.source());
        let from = note.filter(|&after| after <= at).unwrap_or(at.saturating_sub(FARTHEST));
        let names = context.names_before(from, at, Some(cited))?;
        let listed = names.known && context.is_listed(&names, cited);
        let slip = names.misspelled && is_marked(context, &names, at, year.end);
        let plain = year.plain && context.is_past(&year);
        let sourced = note.is_some() && plain && names.form >= NameForm::Surname;
        let grouped = names.et_al.is_some() && plain;
        // "Hurd & Moe 2002" are the authors of a work of the list, whatever its year.
        let paired = plain && names.known && is_pair(context, &names);
        let introduced = plain && names.known && is_introduced(context, &names, at);
        let unlisted = (sourced || grouped || slip || paired || introduced)
            && !context.is_doubtful(&names, &year);
        (listed || unlisted).then(|| citation(context, names, year))
    })
    .collect()
}

/// Whether these are two names or more, and all those of a work of the index.
fn is_pair(context: Context, names: &Names) -> bool {
    let keys: Vec<String> =
        names.list.iter().map(|name| context.citation_index.key_of(&name.text)).collect();
    let by_all = |id: &ReferenceId| {
        let work = context.citation_index.work(*id);
        let mut keys = keys.iter().enumerate();
        work.creators.len() == names.list.len() && keys.all(|(at, key)| work.is_creator(at, key))
    };
    keys.len() > 1 && context.citation_index.with_first(&keys[0]).iter().any(by_all)
}

/// Whether names of the list are written as no other word is before a year that the list does not have: in
/// capitals, with a comma before the year, "de HURD, 1999", or behind "see": "see Hurd 1999".
fn is_introduced(context: Context, names: &Names, at: usize) -> bool {
    let tokens = context.tokens;
    let in_capitals = || names.list.iter().all(|name| are_capitals(&name.text));
    let before = names.from.checked_sub(1);
    let leads = |word: usize| {
        let other = [&WORDS.by, &WORDS.preposition, &WORDS.locative];
        !other.iter().any(|words| words.has(tokens, word))
    };
    let led = before.is_some_and(leads) && WORDS.prefix.ending(tokens, 0, names.from).is_some();
    let is_place = names.list.iter().any(|name| WORDS.place.has_word(&name.text));
    !is_place && (led || tokens.is(at - 1, ',') && in_capitals())
}

/// Whether a sign tells that names and the year at token `at`, which ends before `end`, cite: a comma
/// between them, "see" before them, a page or a further work behind them.
fn is_marked(context: Context, names: &Names, at: usize, end: usize) -> bool {
    let tokens = context.tokens;
    let led = || {
        let word = names.from.checked_sub(1);
        let by = word.is_some_and(|word| WORDS.by.has(tokens, word) || tokens.is_capitalised(word));
        WORDS.prefix.ending(tokens, 0, names.from).is_some() && !by
    };
    let paged = || tokens.is(end, ':') && tokens.is_number(end + 1) || tokens.is(end, ';');
    tokens.is(at - 1, ',') || led() || paged()
}

/// The citation of the work with these names and this year, and of their further works: "Kim 1999a, b",
/// "Kim 1999, 2001 and 2004".
fn citation(context: Context, names: Names, year: Year) -> Citation {
    let tokens = context.tokens;
    let named =
        CitedItem { names: names.list.clone(), et_al: names.et_al.clone(), ..CitedItem::default() };
    let mut items = year.works(tokens, names.from, named);
    let mut end = year.end;
    while let Some(next) = further_year(context, &names, end) {
        let further = CitedItem { inherits_names: true, ..CitedItem::default() };
        items.extend(next.works(tokens, next.from, further));
        end = next.end;
    }
    Citation { span: tokens.span_of(names.from, end), kind: CitationKind::Narrative, items }
}

/// The year behind a comma or "and" of another work that the list has under the same names.
fn further_year(context: Context, names: &Names, end: usize) -> Option<Year> {
    let tokens = context.tokens;
    let comma = end + usize::from(tokens.is(end, ','));
    let at = WORDS.and.starting(tokens, comma, tokens.len()).unwrap_or(comma);
    let year = year_at(tokens, at, tokens.len()).filter(|_| at > end)?;
    let listed = context.is_listed(names, year.span.of(tokens.source()));
    (names.known && year.plain && listed).then_some(year)
}
