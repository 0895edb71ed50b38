//! Writes edits into a Word file as tracked changes.

use std::collections::BTreeMap;

use crate::document::archive::rewritten;
use crate::document::docx::comments::{AUTHOR, HIGHEST_ID};
use crate::document::docx::package::Package;
use crate::document::docx::runs::{Run, Runs};
use crate::document::splice::{Replacement, spliced};
use crate::document::xml::escaped;
use crate::model::document::Document;
use crate::model::finding::Edit;
use crate::model::origin::Origin;
use crate::model::source_map::Mapping;
use crate::text::span::Span;

/// The file of the document with these edits as tracked changes; none if one of them cannot be made:
/// it lies in a field, in a change of another author, or goes over what cannot be changed.
pub(super) fn edit(document: &Document, edits: &[&Edit]) -> Option<Vec<u8>> {
    let origin = document.origin.as_ref().filter(|origin| !origin.original)?;
    let mut package = Package::open(document.path(), &origin.bytes).ok()?;
    let mut parts = BTreeMap::new();
    for (part, name) in origin.parts.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let of_part: Vec<&&Edit> =
            edits.iter().filter(|edit| part_of(origin, edit.span) == Some(part)).collect();
        if of_part.is_empty() {
            continue;
        }
        let xml = package.utf8(name).ok()?;
        let mut tracker = Tracker { origin, part, runs: Runs::of(&xml), id: highest_id(&xml) };
        let mut replacements = Vec::new();
        for edit in of_part {
            replacements.extend(tracker.change(edit)?);
        }
        parts.insert(name.clone(), spliced(&xml, replacements)?.into_bytes());
    }
    rewritten(document.path(), &origin.bytes, &parts).ok()
}

/// The part in which the text under `span`, or before it, is.
fn part_of(origin: &Origin, span: Span) -> Option<usize> {
    origin
        .map
        .mappings_in(span)
        .next()
        .or_else(|| before(origin, span.start))
        .map(|mapping| mapping.part)
}

/// The mapping that ends at the byte `offset` of the text, or goes over it.
fn before(origin: &Origin, offset: usize) -> Option<Mapping<usize>> {
    origin.map.mappings_in(Span::new(offset.checked_sub(1)?, offset)).next()
}

struct Tracker<'a> {
    origin: &'a Origin,
    part: usize,
    runs: Runs<'a>,
    id: u64,
}

impl Tracker<'_> {
    /// What an edit puts where.
    fn change(&mut self, edit: &Edit) -> Option<Vec<Replacement>> {
        match edit.span.is_empty() {
            true => self.insertion(edit),
            false => self.replacement(edit),
        }
    }

    fn insertion(&mut self, edit: &Edit) -> Option<Vec<Replacement>> {
        let mapping = before(self.origin, edit.span.start)?;
        let run = self.run(mapping.source.end - 1)?.clone();
        let border = self.runs.border_after(&run, mapping.source.end);
        let inserted = self.inserted(&run, &edit.text);
        let mut all = keep(border.keep);
        all.push((
            Span::new(border.at, border.at),
            format!("{}{inserted}{}", border.close, border.open),
        ));
        Some(all)
    }

    fn replacement(&mut self, edit: &Edit) -> Option<Vec<Replacement>> {
        let mappings: Vec<Mapping<usize>> = self.origin.map.mappings_in(edit.span).collect();
        let (first, last) = (mappings.first()?, mappings.last()?);
        let (start, end) = (first.source.start, last.source.end);
        if mappings.iter().any(|mapping| mapping.part != self.part) {
            return None;
        }
        let from = self.run(start)?.clone();
        let to = self.run(end - 1)?.clone();
        let gone = Span::new(start, end);
        let touched: Vec<Run> = self.runs.within(gone).cloned().collect();
        let siblings = touched.iter().all(|run| run.is_free && run.parent == from.parent);
        if !siblings {
            return None;
        }
        let prefix = self.runs.prefix().to_owned();
        let (opens, closes) = (format!("<{prefix}t"), format!("</{prefix}t>"));
        let (deleted, restored) = (format!("<{prefix}delText"), format!("</{prefix}delText>"));
        let mut all = Vec::new();
        for text in
            touched.iter().flat_map(|run| &run.texts).filter(|text| text.content.overlaps(gone))
        {
            if gone.start <= text.content.start {
                let tag = Span::new(text.span.start, text.span.start + opens.len());
                all.push((tag, deleted.clone()));
            }
            if text.content.end <= gone.end {
                let tag = Span::new(text.content.end, text.content.end + closes.len());
                all.push((tag, restored.clone()));
            }
        }
        let before = self.runs.border_before(&from, start);
        let after = self.runs.border_after(&to, end);
        let begin = format!("<{prefix}del {}>", self.signed());
        let inserted = match edit.text.is_empty() {
            true => String::new(),
            false => self.inserted(&from, &edit.text),
        };
        let opened = before.open.replace(&format!("{opens} "), &format!("{deleted} "));
        let closed = after.close.replace(&closes, &restored);
        all.extend(keep(before.keep));
        all.push((Span::new(before.at, before.at), format!("{}{begin}{opened}", before.close)));
        all.push((
            Span::new(after.at, after.at),
            format!("{closed}</{prefix}del>{inserted}{}", after.open),
        ));
        Some(all)
    }

    fn run(&self, offset: usize) -> Option<&Run> {
        self.runs.at(offset).filter(|run| run.is_free)
    }

    fn inserted(&mut self, like: &Run, text: &str) -> String {
        let signed = self.signed();
        let (w, properties) = (self.runs.prefix(), self.runs.properties(like));
        let text = escaped(text);
        format!(
            "<{w}ins {signed}><{w}r>{properties}<{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}ins>"
        )
    }

    /// The attributes of a change.
    fn signed(&mut self) -> String {
        self.id += 1;
        let w = self.runs.prefix();
        format!("{w}id=\"{}\" {w}author=\"{AUTHOR}\"", self.id)
    }
}

fn keep(at: Option<usize>) -> Vec<Replacement> {
    at.map(|at| (Span::new(at, at), " xml:space=\"preserve\"".to_owned())).into_iter().collect()
}

/// The highest identifier of a change or anything else in a part.
fn highest_id(xml: &str) -> u64 {
    let ids = xml
        .match_indices(":id=\"")
        .filter_map(|(at, found)| xml[at + found.len()..].split('"').next()?.parse::<u64>().ok());
    ids.filter(|id| *id < HIGHEST_ID).max().unwrap_or(0)
}
