//! A paper in a style, from its source to its source.

use std::collections::HashSet;

use super::citations::{self, Planned};
use super::edit::{Edit, Place, Skipped, done, replaced};
use super::habits::Habits;
use super::kept::Kept;
use super::list;
use super::settled::{drop_settled, is_settled, says_the_same};
use crate::analysis::Analysis;
use crate::model::citation::CitationKind;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::library::Library;
use crate::model::reference::Reference;
use crate::render::bibliography::cited;
use crate::render::citation::Citation;
use crate::render::conventions::conventions;
use crate::render::formatted::Formatted;
use crate::render::initials::parted;
use crate::render::style::Style;
use crate::render::write::format::Format;
use crate::text::span::Span;

/// How often it is tried again without what did not read back.
const ROUNDS: usize = 8;

/// A paper that was rewritten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// Its source.
    pub text: String,
    /// What was replaced, in the old source.
    pub edits: Vec<Edit>,
    /// What stays as it was, in the old source.
    pub skipped: Vec<Skipped>,
}

/// Writes the typed citations and the typed list of a paper in a style, in the markup of `format`.
///
/// Only what is understood in full is replaced. The outcome is read and written again: where that
/// would say something else, the place stays as it was. A second time changes nothing.
pub fn rewrite(
    document: &Document,
    style: &Style,
    locale: Option<&str>,
    format: &Format,
) -> Rewritten {
    let mut without: Vec<Span> = Vec::new();
    let numeric = conventions(style).numeric;
    for _ in 0..ROUNDS {
        let mut first = once(document, style, locale, format, &without);
        let (text, places) = done(document.source.text(), &mut first.edits);
        let again = document.read_again(text.clone());
        let moved: Vec<Span> = without.iter().map(|span| forward(*span, &first.edits)).collect();
        let second = once(&again, style, locale, format, &moved);
        let same = second.edits.iter().filter(|edit| edit.span.of(&text) == edit.text).count();
        let settled = is_settled(same, second.edits.len());
        let changed = second.edits.iter().filter(|edit| {
            let before = edit.span.of(&text);
            edit.text != before && !(settled && says_the_same(before, &edit.text))
        });
        let back: Vec<Span> =
            changed.map(|edit| backward(edit.span, &first.edits, &places)).collect();
        // A citation that is not found again may mean another work; an entry that is not understood
        // a second time was so once.
        let known = |place: &Span| {
            second.edits.iter().any(|edit| edit.span.overlaps(*place))
                || second
                    .skipped
                    .iter()
                    .any(|skipped| skipped.place == Place::Entry && skipped.span.overlaps(*place))
        };
        // "(3)" cannot always be told from other numbers in brackets.
        let number = |edit: &Edit| numeric && edit.place == Place::Citation;
        let missing =
            places.iter().zip(&first.edits).filter(|(place, edit)| !known(place) && !number(edit));
        let missing: Vec<Span> = missing.map(|(_, edit)| edit.span).collect();
        if back.is_empty() && missing.is_empty() {
            first.text = text;
            first.edits.retain(|edit| edit.span.of(document.source.text()) != edit.text);
            return first;
        }
        without.extend(back);
        without.extend(missing);
    }
    let all = Span::new(0, document.source.text().len());
    let skipped =
        vec![Skipped { place: Place::Entry, span: all, why: Kept::NotReadAgain.to_string() }];
    Rewritten { text: document.source.text().to_owned(), edits: Vec::new(), skipped }
}

/// The edits of one time, but for those that touch what is to be left out.
fn once(
    document: &Document,
    style: &Style,
    locale: Option<&str>,
    format: &Format,
    without: &[Span],
) -> Rewritten {
    let library = Library::none();
    let analysis = Analysis::gather(document, &library);
    let mut out = Rewritten::default();
    let barred = |span: Span| without.iter().any(|other| other.overlaps(span));
    let mut leave = |place: Place, span: Span, why: Kept| {
        let span = document.in_source(span);
        out.skipped.push(Skipped { place, span, why: why.to_string() });
    };
    let mut plans: Vec<Planned> = Vec::new();
    for typed in &analysis.citations {
        match citations::plan(&analysis, typed) {
            Ok(plan) if barred(replaced(document, plan.span)) => {
                leave(Place::Citation, plan.span, Kept::NotReadAgain)
            }
            Ok(plan) => plans.push(plan),
            Err(why) => leave(Place::Citation, typed.span, why),
        }
    }
    let in_notes = style.csl.is_note();
    if in_notes && !plans.is_empty() {
        for plan in plans.drain(..) {
            leave(Place::Citation, plan.span, Kept::StyleOfNotes);
        }
    }
    let mut slots: Vec<Option<Span>> = Vec::new();
    let habits = Habits::of(analysis.references());
    for reference in analysis.references() {
        let slot = list::slot(&analysis, reference, habits);
        slots.push(match slot {
            Ok(slot) if barred(replaced(document, slot)) => {
                leave(Place::Entry, reference.span, Kept::NotReadAgain);
                None
            }
            Ok(slot) => Some(slot),
            Err(why) => {
                leave(Place::Entry, reference.span, why);
                None
            }
        });
    }
    // A style that does not sort lists works as they are cited. If some stay, so does the order, and
    // so it does where numbers stand in the text: one that is not found must not lead elsewhere.
    let numbered = analysis.citations.iter().any(|one| one.kind == CitationKind::Numeric);
    let given: Vec<Option<usize>> = match slots.iter().all(Option::is_some) {
        _ if numbered => as_numbered(analysis.references()),
        true => as_cited(&plans, slots.len()).into_iter().map(Some).collect(),
        false => (0..slots.len()).map(Some).collect(),
    };
    let unread = Entry::default();
    let entry = |place: &Option<usize>| match place {
        Some(place) => &analysis.references()[*place].entry,
        None => &unread,
    };
    let entries: Vec<Entry> = given.iter().map(|place| parted(entry(place).clone())).collect();
    let entries: Vec<&Entry> = entries.iter().collect();
    let moved = |plan: &Planned| {
        let mut citation = plan.citation.clone();
        for cite in &mut citation.cites {
            let number = given.iter().position(|place| *place == Some(cite.entry));
            cite.entry = number.unwrap_or(cite.entry);
        }
        citation
    };
    let planned: Vec<Citation> = plans.iter().map(moved).collect();
    let (rendered, texts) = cited(&entries, &planned, style, locale);
    for (plan, text) in plans.iter().zip(&texts) {
        if !text.is_empty() {
            let text = (format.inline)(text);
            let span = replaced(document, plan.span);
            out.edits.push(Edit { place: Place::Citation, span, text });
        }
    }
    let order = rendered.order.iter().zip(&rendered.bibliography);
    let order: Vec<(usize, &Formatted)> =
        order.filter_map(|(place, line)| Some((given[*place]?, &line.text))).collect();
    out.edits.extend(entries_written(&analysis, &slots, &order, format));
    out.skipped.sort_by_key(|skipped| skipped.span.start);
    drop_settled(document.source.text(), &mut out.edits);
    out
}

/// The places of numbered entries by their numbers; nothing for a number that no entry has, because it
/// was not told from the one before.
fn as_numbered(references: &[Reference]) -> Vec<Option<usize>> {
    let number = |reference: &Reference| reference.label.as_deref()?.parse::<usize>().ok();
    let numbers: Option<Vec<usize>> = references.iter().map(number).collect();
    let all = || (0..references.len()).map(Some).collect();
    let Some(numbers) = numbers else { return all() };
    let rising = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let last = numbers.last().copied().unwrap_or_default();
    if !rising || numbers.first() == Some(&0) || last > 2 * references.len() {
        return all();
    }
    (1..=last).map(|number| numbers.binary_search(&number).ok()).collect()
}

/// The places of the entries in the order in which they are cited first; what is not cited last.
fn as_cited(plans: &[Planned], count: usize) -> Vec<usize> {
    let cited = plans.iter().flat_map(|plan| &plan.citation.cites).map(|cite| cite.entry);
    let mut order: Vec<usize> = Vec::with_capacity(count);
    let mut seen = HashSet::new();
    order.extend(cited.chain(0..count).filter(|place| *place < count && seen.insert(*place)));
    order
}

/// The entries in their slots: in the style's order if all can be written, else each in its own.
fn entries_written(
    analysis: &Analysis,
    slots: &[Option<Span>],
    order: &[(usize, &Formatted)],
    format: &Format,
) -> Vec<Edit> {
    let all = slots.iter().all(Option::is_some) && order.len() == slots.len();
    let distinct: HashSet<usize> = order.iter().map(|(place, _)| *place).collect();
    let sorted = all && distinct.len() == order.len();
    let mut edits = Vec::new();
    for (number, (place, text)) in order.iter().enumerate() {
        let target = if sorted { number } else { *place };
        let Some(slot) = slots.get(target).copied().flatten() else { continue };
        let reference = &analysis.references()[target];
        let numbered = list::is_numbered(analysis, reference);
        let text = if numbered { list::without_number(text) } else { (*text).clone() };
        let text = (format.paragraph)(&text).trim().to_owned();
        let span = replaced(analysis.document, slot);
        edits.push(Edit { place: Place::Entry, span, text });
    }
    edits.extend(numbers_written(analysis, slots, order, format));
    edits
}

/// The numbers of the entries that stay, as the style writes them: of a list that numbers its entries in
/// two ways, or not all, some would not be found.
fn numbers_written(
    analysis: &Analysis,
    slots: &[Option<Span>],
    order: &[(usize, &Formatted)],
    format: &Format,
) -> Vec<Edit> {
    let form = order.iter().find_map(|(_, text)| number_form(text, format));
    let Some((before, after)) = form else { return Vec::new() };
    let (document, references) = (analysis.document, analysis.references());
    let labelled = references.iter().any(|reference| reference.label.is_some());
    let staying = (0..slots.len()).filter(|place| slots[*place].is_none());
    let edit = |place: usize| {
        let reference = &references[place];
        let (span, number, kept) = match list::number(analysis, reference) {
            Some(span) => (replaced(document, span), reference.label.as_deref()?.to_owned(), ""),
            None if labelled || list::is_numbered(analysis, reference) => return None,
            None => {
                let first = document.slice(reference.span).chars().next()?;
                let start = reference.span.start;
                let span = replaced(document, Span::new(start, start + first.len_utf8()));
                (span, (place + 1).to_string(), span.of(document.source.text()))
            }
        };
        let text = format!("{before}{number}{after}{kept}");
        Some(Edit { place: Place::Entry, span, text })
    };
    staying.filter_map(edit).collect()
}

/// What a style writes before and after the number of an entry, if it numbers them.
fn number_form(text: &Formatted, format: &Format) -> Option<(String, String)> {
    let written = |text: &Formatted| (format.paragraph)(text).trim().to_owned();
    let whole = written(text);
    let number = whole.strip_suffix(&written(&list::without_number(text)))?;
    let (before, digits) = number.split_at(number.find(|ch: char| ch.is_ascii_digit())?);
    let after = digits.trim_start_matches(|ch: char| ch.is_ascii_digit());
    Some((before.to_owned(), after.to_owned()))
}

/// Where a segment of the old source stands in the new one.
fn forward(span: Span, edits: &[Edit]) -> Span {
    let moved = |offset: usize| {
        let before = edits.iter().filter(|edit| edit.span.end <= offset);
        before.fold(offset, |at, edit| at + edit.text.len() - edit.span.len())
    };
    Span::new(moved(span.start), moved(span.end))
}

/// Where a segment of the new source stands in the old one.
fn backward(span: Span, edits: &[Edit], places: &[Span]) -> Span {
    let touched = places.iter().zip(edits).find(|(place, _)| place.overlaps(span));
    if let Some((_, edit)) = touched {
        return edit.span;
    }
    let moved = |offset: usize| {
        let before = places.iter().zip(edits).filter(|(place, _)| place.end <= offset);
        before.fold(offset, |at, (place, edit)| at + edit.span.len() - place.len())
    };
    Span::new(moved(span.start), moved(span.end))
}
