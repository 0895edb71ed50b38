//! The year of a work with its letter, changed in the list and wherever it is cited.

use std::sync::LazyLock;

use lsp_types::{
    PrepareRenameResponse, Range, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};
use regex::Regex;

use crate::lsp::edit::Changes;
use crate::lsp::snapshot::{Snapshot, Thing};
use crate::model::citation::{CitedItem, MatchKind};
use crate::model::ids::ReferenceId;
use crate::model::reference::Label;
use crate::text::pattern::regex;
use crate::text::span::Span;

/// A year, and the letter after it.
static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{4}[a-z]?$"));

/// Why nothing is renamed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum RenameError {
    /// What was typed is no year.
    #[error("\"{0}\" is no year; expected four digits and a letter: 2010b")]
    NoYear(String),
    /// No work with a year stands at the place.
    #[error("there is no entry with a year here")]
    NoEntry,
}

/// Returns the year at a place, if the work there has one that can be changed.
pub(super) fn prepare(
    snapshot: &Snapshot,
    place: &TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let (reference, here) = target(snapshot, place)?;
    let span = match here {
        Some(cited) => year_of_item(snapshot, cited)?,
        None => year_of_entry(snapshot, reference)?,
    };
    let (_, range) = snapshot.range(span)?;
    let placeholder = year_of_entry(snapshot, reference)?;
    let placeholder = snapshot.document.slice(placeholder).to_owned();
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
}

/// Returns the changes that give a work another year or letter.
///
/// # Errors
///
/// What was typed is no year, or no work stands at the place.
pub(super) fn answer(
    snapshot: &Snapshot,
    params: &RenameParams,
) -> Result<WorkspaceEdit, RenameError> {
    let new = params.new_name.trim();
    if !YEAR.is_match(new) {
        return Err(RenameError::NoYear(new.to_owned()));
    }
    let none = || RenameError::NoEntry;
    let (reference, _) = target(snapshot, &params.text_document_position).ok_or_else(none)?;
    changes(snapshot, reference, new).ok_or_else(none)?.into_edit().ok_or_else(none)
}

/// The changes of the entry and of every place that cites it.
fn changes(snapshot: &Snapshot, reference: ReferenceId, new: &str) -> Option<Changes> {
    let mut changes = Changes::default();
    let mut replace = |span: Span, new: &str| {
        let (file, place) = snapshot.place(span)?;
        changes.add(snapshot, file, place, new)
    };
    replace(year_of_entry(snapshot, reference)?, new)?;
    // What names another year is another fault.
    let of_that_year =
        |cited: &&CitedItem| cited.resolution.match_kind != Some(MatchKind::YearDiffers);
    for cited in snapshot.citing(reference).filter(of_that_year) {
        if let Some(span) = year_of_item(snapshot, cited) {
            // "2010a, b": the second has a letter alone.
            let letter_alone = cited.year.is_none();
            let new = if letter_alone {
                new.trim_start_matches(|ch: char| ch.is_ascii_digit())
            } else {
                new
            };
            replace(span, new)?;
        }
    }
    Some(changes)
}

/// The one entry that is meant at a place, and the citation if it is one.
fn target<'a>(
    snapshot: &'a Snapshot,
    place: &TextDocumentPositionParams,
) -> Option<(ReferenceId, Option<&'a CitedItem>)> {
    let range = Range::new(place.position, place.position);
    let (file, at) = snapshot.at(&place.text_document.uri, range)?;
    match snapshot.thing_at(file, at)? {
        Thing::Item(cited) => match cited.resolution.references.as_slice() {
            [one] => Some((*one, Some(cited))),
            _ => None,
        },
        Thing::Reference(index) => Some((index, None)),
    }
}

/// The year of an entry with its letter.
fn year_of_entry(snapshot: &Snapshot, reference: ReferenceId) -> Option<Span> {
    let reference = snapshot.references.get(reference.index())?;
    let date = reference.fields.iter().find(|field| field.label == Label::Date)?;
    let text = snapshot.document.slice(date.span);
    let start = text
        .match_indices(|ch: char| ch.is_ascii_digit())
        .map(|(at, _)| at)
        .find(|at| text[*at..].bytes().take_while(u8::is_ascii_digit).count() == 4)?;
    Some(with_letter(snapshot, Span::new(date.span.start + start, date.span.start + start + 4)))
}

/// The year of a citation with its letter; the letter alone where the year stands before.
fn year_of_item(snapshot: &Snapshot, cited: &CitedItem) -> Option<Span> {
    let item = cited;
    match &item.year {
        Some(year) => Some(with_letter(snapshot, year.span)),
        None => {
            let letter = item.suffix.as_ref()?;
            let text = snapshot.document.slice(item.span);
            let at = text.rfind(letter.as_str())?;
            Some(Span::new(item.span.start + at, item.span.start + at + letter.len()))
        }
    }
}

/// A year with the letter that follows it, if one does.
fn with_letter(snapshot: &Snapshot, year: Span) -> Span {
    let rest = snapshot.document.text.get(year.end..).unwrap_or("");
    let mut following = rest.chars();
    let is_letter = following.next().is_some_and(|ch| ch.is_ascii_lowercase())
        && !following.next().is_some_and(char::is_alphanumeric);
    Span::new(year.start, year.end + usize::from(is_letter))
}
