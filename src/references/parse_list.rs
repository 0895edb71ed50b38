//! Reads the reference list of a document.

use crate::model::document::Document;
use crate::model::reference::{Label, Reference, ReferenceList, Section};
use crate::references::fields::names::is_repeat;
use crate::references::key;
use crate::references::lines::{Line, lines};
use crate::references::parse_one;
use crate::references::section;
use crate::references::split::split;
use crate::text::span::Span;

/// Finds the reference list of a document, cuts it into entries and reads each.
///
/// A document without a heading for its list is searched for a run of references; a bare list
/// is one as a whole. Spans count bytes of the document's running text.
pub fn parse_list(document: &Document) -> ReferenceList {
    let lines = lines(document);
    let mut list = ReferenceList::default();
    for stretch in section::find(document, &lines) {
        let stretch_lines = &lines[stretch.lines.clone()];
        let items = split(document, stretch_lines);
        if items.is_empty() && stretch.heading.is_none() {
            continue;
        }
        list.sections.push(Section {
            heading: stretch.heading,
            span: extent(stretch.heading, stretch_lines),
        });
        let read =
            items.into_iter().map(|item| parse_one::read(&document.text, item.span, item.label));
        list.references.extend(read);
    }
    repeat_creators(&document.text, &mut list.references);
    key::assign(&mut list.references);
    list
}

/// From the end of the heading to the end of the last line.
fn extent(heading: Option<Span>, lines: &[Line]) -> Span {
    let start = heading.map(|heading| heading.end);
    let start = start.or(lines.first().map(|line| line.span.start)).unwrap_or_default();
    Span::new(start, lines.last().map_or(start, |line| line.span.end))
}

/// A dash in place of the names stands for the creators of the entry before.
fn repeat_creators(text: &str, references: &mut [Reference]) {
    for index in 1..references.len() {
        let (before, rest) = references.split_at_mut(index);
        let (Some(last), Some(this)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let named = this.field(Label::Author).map(|field| field.span.of(text));
        // A lone dash may be read as nothing at all.
        let lead = || this.raw.split([' ', '.', ',']).next().unwrap_or_default();
        let dash = is_repeat(named.unwrap_or_else(lead));
        if dash {
            let creators = last.entry.creators().to_vec();
            this.entry.set("author", creators);
        }
    }
}
