//! The entries of a paper's list that can be replaced.

use std::collections::HashSet;

use super::habits::Habits;
use super::kept::Kept;
use super::plausible::{implausible, is_named};
use crate::analysis::Analysis;
use crate::lexicon::lists::list;
use crate::lexicon::months::ENGLISH;
use crate::model::document::BlockKind;
use crate::model::entry::{Entry, Value};
use crate::model::reference::Reference;
use crate::render::formatted::{Display, Formatted};
use crate::text::span::Span;

/// How sure the reading of an entry must be.
const SURE: f32 = 0.5;

/// Where an entry is written, its number included if that is part of the text; or why it stays.
pub(crate) fn slot(
    analysis: &Analysis,
    reference: &Reference,
    habits: Habits,
) -> Result<Span, Kept> {
    if let Some(doubt) = reference.doubts.first() {
        let text = shortened(analysis.text(doubt.span));
        return Err(Kept::Doubt { text, doubt: doubt.message.to_string() });
    }
    if reference.confidence < SURE {
        return Err(Kept::Unsure);
    }
    if let Some(why) = implausible(&reference.entry) {
        return Err(Kept::Implausible(why));
    }
    if let Some(name) = habits.unlike(reference) {
        return Err(Kept::Unlike(name.to_owned()));
    }
    if is_headless(reference) {
        return Err(Kept::Headless);
    }
    if let Some(word) = lost(reference) {
        return Err(Kept::Lost(word.to_owned()));
    }
    let document = analysis.document;
    let block = document.block_at(reference.span.start);
    let block = block.map(|block| document.block(block)).ok_or(Kept::NoParagraph)?;
    if reference.span.end > block.span.end {
        return Err(Kept::Spread);
    }
    if goes_on(analysis, reference) {
        return Err(Kept::GoesOn);
    }
    let start = number(analysis, reference).map_or(reference.span.start, |number| number.start);
    Ok(Span::new(start, reference.span.end))
}

/// Where the number of an entry stands, up to the entry, if it is part of the text.
pub(crate) fn number(analysis: &Analysis, reference: &Reference) -> Option<Span> {
    let label = reference.label.as_deref()?;
    let document = analysis.document;
    let block = document.block(document.block_at(reference.span.start)?);
    // What stands before it in its block is its number, or another entry.
    let ends = analysis.references().iter().map(|other| other.span.end);
    let last = ends.filter(|end| *end <= reference.span.start).max().unwrap_or_default();
    let between = Span::new(last.max(block.span.start), reference.span.start);
    let before = document.slice(between);
    let start = between.start + (before.len() - before.trim_start().len());
    let found = before.trim().trim_matches(['[', ']', '(', ')', '.', ' ']) == label;
    found.then(|| Span::new(start, reference.span.start))
}

/// Whether an entry that names nobody begins with other words than its title.
fn is_headless(reference: &Reference) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|ch| ch.is_alphanumeric());
        letters.take(BEGINNING).flat_map(char::to_lowercase).collect()
    };
    let title = plain(reference.entry.text("title").unwrap_or_default());
    !is_named(&reference.entry) && !plain(&reference.raw).starts_with(&title)
}

/// The letters by which two beginnings are compared.
const BEGINNING: usize = 8;

/// Whether an entry without names follows one without a title: both may be one that was parted.
fn goes_on(analysis: &Analysis, reference: &Reference) -> bool {
    let references = analysis.references();
    let place = references.iter().position(|other| other.span == reference.span);
    let before = place.and_then(|place| references.get(place.checked_sub(1)?));
    !is_named(&reference.entry) && before.is_some_and(|one| one.entry.text("title").is_none())
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether the list itself numbers an entry, by its markup.
pub(crate) fn is_numbered(analysis: &Analysis, reference: &Reference) -> bool {
    let block = analysis.document.block_at(reference.span.start);
    let kind = block.map(|block| &analysis.document.block(block).kind);
    matches!(kind, Some(BlockKind::ListItem { ordinal: Some(_) }))
}

/// The first word of an entry that its record does not hold.
fn lost(reference: &Reference) -> Option<&str> {
    let mut held = HashSet::new();
    words_of(&reference.entry, &mut held);
    let strange = |word: &&str| {
        let folded = word.to_lowercase();
        let long = word.chars().count() > 2;
        let number = !word.is_empty() && word.chars().all(|ch| ch.is_ascii_digit());
        (long || number)
            && !held.contains(&folded)
            && !list("entry-filler").contains(&folded.as_str())
    };
    reference.raw.split(|ch: char| !ch.is_alphanumeric()).find(strange)
}

/// All words and numbers of a record, folded; months by their names in English.
fn words_of(entry: &Entry, held: &mut HashSet<String>) {
    let mut add = |text: &str| {
        held.extend(text.split(|ch: char| !ch.is_alphanumeric()).map(str::to_lowercase));
    };
    for value in entry.variables.values() {
        match value {
            Value::Text(text) => add(text),
            Value::Names(names) => {
                for name in names {
                    let parts = [
                        name.family.as_deref(),
                        name.given.as_deref(),
                        name.literal.as_deref(),
                        name.suffix(),
                        name.non_dropping_particle(),
                        name.dropping_particle(),
                    ];
                    parts.into_iter().flatten().for_each(&mut add);
                }
            }
            Value::Date(date) => {
                for parts in &date.date_parts {
                    parts.iter().for_each(|part| add(&part.to_string()));
                    let month = parts.get(1).and_then(|month| usize::try_from(*month - 1).ok());
                    if let Some(name) = month.and_then(|month| ENGLISH.get(month)) {
                        add(name);
                        add(&name[..3]);
                    }
                }
                date.literal.iter().for_each(|text| add(text));
            }
            Value::Other(value) => add(&value.to_string()),
        }
    }
    // "2001a" is a year with its suffix.
    let suffix = entry.text("year-suffix").unwrap_or_default();
    if let Some(year) = entry.year() {
        held.insert(format!("{year}{suffix}"));
    }
}

/// An entry's text without its number, where the list itself numbers it.
pub(crate) fn without_number(text: &Formatted) -> Formatted {
    let in_margin = |block: Option<(u16, Display)>| matches!(block, Some((_, Display::LeftMargin)));
    if text.pieces.first().is_some_and(|piece| in_margin(piece.block)) {
        let rest = text.pieces.iter().filter(|piece| !in_margin(piece.block));
        return Formatted { pieces: rest.cloned().collect() };
    }
    let mut text = text.clone();
    if let Some(first) = text.pieces.first_mut() {
        let rest = first.text.trim_start_matches(['[', '(']);
        let rest = rest.trim_start_matches(|ch: char| ch.is_ascii_digit());
        let rest = rest.trim_start_matches([']', ')', '.', ' ']);
        if rest.len() < first.text.len() {
            first.text = rest.to_owned();
        }
    }
    text
}
