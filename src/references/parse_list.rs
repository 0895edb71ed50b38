//! Reads the reference list of a document.

use std::cell::LazyCell;

use tracing::{debug_span, info};

use crate::lexicon::years::year_of;
use crate::model::document::Document;
use crate::model::entry::Date;
use crate::model::reference::{Label, Reference, ReferenceList, Section};
use crate::references::cut::{Cut, cuts};
use crate::references::entry_memo::EntryMemo;
use crate::references::fields::names::is_repeat;
use crate::references::fields::roles::is_and;
use crate::references::key;
use crate::references::lines::{Line, lines};
use crate::references::section;
use crate::references::together;
use crate::text::span::Span;

/// Finds the reference list of a document, cuts it into entries and reads each.
///
/// A document without a heading for its list is searched for a run of references; a bare list
/// is one as a whole. Spans count bytes of the document's running text.
pub fn parse_list(document: &Document) -> ReferenceList {
    let _stage = debug_span!("read list").entered();
    let list = Segments::of(document).list(document, None, &EntryMemo::none());
    info!(entries = list.references.len(), sections = list.sections.len(), "list read");
    list
}

/// The likely readings of the reference list, the likeliest first, each with how much less likely it
/// is: a logarithm of odds. Each after the first has one segment of the list cut otherwise.
pub(crate) fn list_readings<'a>(
    document: &'a Document,
    memo: &'a EntryMemo,
) -> impl Iterator<Item = (ReferenceList, f64)> + 'a {
    let likeliest = || (Segments::of(document).list(document, None, memo), 0.0);
    std::iter::once_with(likeliest).chain(other_readings(document, memo)).take(MOST_READINGS)
}

/// The less likely readings. Most documents need none: nothing is done before one is asked for.
fn other_readings<'a>(
    document: &'a Document,
    memo: &'a EntryMemo,
) -> impl Iterator<Item = (ReferenceList, f64)> + 'a {
    let segments = LazyCell::new(|| Segments::of(document));
    let mut others = None;
    std::iter::from_fn(move || {
        let others = others.get_or_insert_with(|| segments.others(document).into_iter());
        let (at, cut): (usize, Cut) = others.next()?;
        Some((segments.list(document, Some((at, &cut)), memo), cut.cost))
    })
}

/// More readings are not tried.
const MOST_READINGS: usize = 6;

/// Where the lists of a document stand and how each may be cut.
struct Segments(Vec<Segment>);

struct Segment {
    section: Section,
    lines: Vec<Line>,
    /// The likeliest cut.
    cut: Cut,
}

impl Segments {
    fn of(document: &Document) -> Segments {
        let lines = lines(document);
        let found = section::find(document, &lines).into_iter();
        let segment = |segment: section::ListRange| {
            let lines = lines[segment.lines].to_vec();
            let span = extent(segment.heading, &lines);
            let section = Section { heading: segment.heading, span };
            let cut = cuts(document, &lines).next().unwrap_or_default();
            Segment { section, lines, cut }
        };
        Segments(found.map(segment).collect())
    }

    /// The less likely cuts, each with the index of its segment.
    fn others(&self, document: &Document) -> Vec<(usize, Cut)> {
        let others =
            |segment: &Segment| cuts(document, &segment.lines).skip(1).collect::<Vec<Cut>>();
        let segments = self.0.iter().enumerate();
        segments.flat_map(|(at, one)| others(one).into_iter().map(move |cut| (at, cut))).collect()
    }

    /// The list, with one segment of it cut in another way than the likeliest.
    fn list(
        &self,
        document: &Document,
        other: Option<(usize, &Cut)>,
        memo: &EntryMemo,
    ) -> ReferenceList {
        let mut list = ReferenceList::default();
        for (at, segment) in self.0.iter().enumerate() {
            let cut = other.filter(|(index, _)| *index == at).map_or(&segment.cut, |(_, cut)| cut);
            if cut.items.is_empty() && segment.section.heading.is_none() {
                continue;
            }
            list.sections.push(segment.section.clone());
            list.references.extend(together::read(document, &cut.items, memo));
        }
        repeat_creators(&document.text, &mut list.references);
        dates_of_keys(&mut list.references);
        key::assign(&mut list.references);
        list
    }
}

/// From the end of the heading to the end of the last line.
fn extent(heading: Option<Span>, lines: &[Line]) -> Span {
    let start = heading.map(|heading| heading.end);
    let start = start.or(lines.first().map(|line| line.span.start)).unwrap_or_default();
    Span::new(start, lines.last().map_or(start, |line| line.span.end))
}

/// Whether a dash stands before the names, with a comma or a word that joins them to it.
fn dash_before(text: &str, reference: &Reference) -> bool {
    let author = reference.field(Label::Author).map(|field| field.span.start);
    let head = author.and_then(|start| text.get(reference.span.start..start));
    let dash = head.map(|head| head.trim_end().rsplit_once(' ').unwrap_or((head, "")));
    dash.is_some_and(|(dash, joint)| is_repeat(dash) && (joint.is_empty() || is_and(joint)))
}

/// A dash in place of the names stands for the creators of the entry before; so does nothing at all in
/// a list where names begin most entries and a year those of the same creators.
fn repeat_creators(text: &str, references: &mut [Reference]) {
    let years = references.iter().filter(|reference| begins_with_year(reference)).count();
    let left_out = years * 2 < references.len();
    for index in 1..references.len() {
        let (before, rest) = references.split_at_mut(index);
        let (Some(last), Some(this)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let named = this.field(Label::Author).map(|field| field.span.of(text));
        // A lone dash may be read as nothing at all.
        let lead = || this.raw.split([' ', '.', ',']).next().unwrap_or_default();
        let nameless = left_out && begins_with_year(this) && this.entry.names("author").is_empty();
        if nameless || is_repeat(named.unwrap_or_else(lead)) {
            let creators = last.entry.creators().to_vec();
            this.entry.set("author", creators);
        } else if named.and_then(|named| named.split_once(',')).is_some_and(|it| is_repeat(it.0))
            || dash_before(text, this)
        {
            // "———, and B. Moe": the dash stands for the first alone.
            let repeated = last.entry.creators().first().cloned();
            let others = this.entry.names("author").to_vec();
            if others.is_empty() {
                this.entry.set_others("author");
            }
            let creators: Vec<_> = repeated.into_iter().chain(others).collect();
            this.entry.set("author", creators);
        }
    }
}

/// Whether an entry begins with its year, and a title behind it.
fn begins_with_year(reference: &Reference) -> bool {
    let year = reference.entry.year().map(|year| year.to_string());
    let raw = reference.raw.trim_start_matches(['(', '[']);
    let rest = year.and_then(|year| raw.strip_prefix(&year));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
        rest.starts_with([' ', '.', ',', ')', ']', ':']) && reference.label.is_none()
    })
}

/// The year and its letter may stand in the key before an entry alone: "Moe 2017a : MOE (B.) – …". A year
/// in the entry is then part of its title, or of another printing.
fn dates_of_keys(references: &mut [Reference]) {
    for reference in references {
        let Some(label) = reference.label.as_deref() else { continue };
        let dated = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let letter = &label[dated.len()..];
        let year = dated.rsplit_once(' ').and_then(|(_, year)| year_of(year));
        let Some(year) = year.filter(|_| letter.len() < 2) else { continue };
        if reference.entry.year() != Some(year) {
            reference.entry.set("issued", Date::of_year(year));
        }
        if !letter.is_empty() && reference.entry.text("year-suffix").is_none() {
            reference.entry.set("year-suffix", letter.to_owned());
        }
    }
}
