//! Reads the entries of one list in the light of one another.

use crate::model::document::{Document, MarkKind};
use crate::model::reference::{Label, Reference};
use crate::references::cut::split::Item;
use crate::references::doubts::second;
use crate::references::entry_memo::EntryMemo;
use crate::references::fields::name_form::{self, NameForm};
use crate::references::form::{self, Form};
use crate::references::numbering;
use crate::references::parse_one::Reading;
use crate::text::span::Span;

/// An entry that is surer than this by all its words is not read again.
const SURE: f32 = 0.9;

/// Of no more entries that are in doubt the weights of their words are kept.
const MOST_WEIGHED: usize = 200;

/// Reads the entries of one list, in order. One in which a second seems to begin where a line was
/// begun is two.
pub(crate) fn read(document: &Document, items: &[Item], memo: &EntryMemo) -> Vec<Reference> {
    let references = read_items(document, items, memo);
    let parted = parted(document, items, &references);
    if parted.len() == items.len() {
        return references;
    }
    drop(references);
    read_items(document, &parted, memo)
}

/// The items, with those cut in two that hold a second entry.
fn parted(document: &Document, items: &[Item], references: &[Reference]) -> Vec<Item> {
    let mut parted = Vec::with_capacity(items.len());
    for (item, reference) in items.iter().zip(references) {
        let second = second(reference).filter(|span| begins_line(document, span.start));
        match second {
            Some(second) => {
                let first = Span::new(item.span.start, second.start).trim(&document.text);
                parted.push(Item { span: first, label: item.label.clone() });
                parted.push(Item { span: second, label: None });
            }
            None => parted.push(item.clone()),
        }
    }
    parted
}

/// Whether a line was begun at a byte of the running text.
fn begins_line(document: &Document, at: usize) -> bool {
    let before = document.text[..at].trim_end_matches(' ').len();
    document.text[..before].ends_with('\n')
        || document.breaks.iter().any(|end| (before..=at).contains(end))
}

fn read_items(document: &Document, items: &[Item], memo: &EntryMemo) -> Vec<Reference> {
    let text = &document.text;
    let keyed = keyed(text, items);
    let mut readings = Vec::with_capacity(items.len());
    let mut form = Form::default();
    // Of an entry that is sure only its part in the form is kept, and of few that are not the weights:
    // lists may be long.
    let mut doubtful: Vec<usize> = Vec::new();
    for item in items {
        let key = if keyed { numbering::repeated_key(item.span.of(text)) } else { None };
        let emphasised = emphasised(document, item.span);
        let weigh = |sure: f32| sure < SURE && doubtful.len() < MOST_WEIGHED;
        let number = item.label.clone();
        let mut reading = Reading::of(text, item.span, number, key, emphasised, memo, weigh);
        let words = &reading.alone().words;
        form.count(words, 1.0);
        match words.least_sure() < SURE {
            true => doubtful.push(readings.len()),
            false => reading.forget_words(),
        }
        readings.push(reading);
    }
    if readings.len() >= form::FEWEST {
        let number = memo.number(&form);
        doubtful.iter().for_each(|&at| readings[at].read_again(&mut form, number));
    }
    let names = name_form(&readings);
    let read =
        |(reading, item): (Reading, &Item)| reading.reference(names, link(document, item.span));
    readings.into_iter().zip(items).map(read).collect()
}

/// The address to which an entry links, where it links to one alone.
fn link(document: &Document, span: Span) -> Option<&str> {
    let mut targets = document.marks_in(span).filter_map(|mark| match &mark.kind {
        MarkKind::Link { target } if target.starts_with("http") => Some(target.as_str()),
        _ => None,
    });
    let first = targets.next()?;
    targets.all(|other| other == first).then_some(first)
}

/// Whether the entries of a list begin with the keys by which they are cited: most of them do.
fn keyed(text: &str, items: &[Item]) -> bool {
    let keys = items.iter().filter(|item| numbering::repeated_key(item.span.of(text)).is_some());
    items.len() >= form::FEWEST && keys.count() * 5 > items.len() * 3
}

/// What is emphasised in an entry, counted from its beginning.
fn emphasised(document: &Document, span: Span) -> Vec<Span> {
    let marks = document
        .marks_in(span)
        .filter(|mark| matches!(mark.kind, MarkKind::Emphasis | MarkKind::Strong));
    let inside = |mark: Span| {
        let (start, end) = (mark.start.max(span.start), mark.end.min(span.end));
        Span::new(start - span.start, end.max(start) - span.start)
    };
    marks.map(|mark| inside(mark.span)).filter(|span| !span.is_empty()).collect()
}

/// How the names of a list are written where no sign parts surname and given name.
fn name_form(readings: &[Reading]) -> NameForm {
    let authors: Vec<&str> =
        readings.iter().filter_map(|reading| reading.segment(Label::Author)).collect();
    let colons = readings.iter().filter(|reading| reading.colon_after(Label::Author)).count();
    name_form::of(&authors, colons)
}
