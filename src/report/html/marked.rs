//! A segment of running text with what is marked in it as nested elements.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::document::{Document, Mark, MarkKind};
use crate::model::finding::Severity;
use crate::report::html::page::Page;
use crate::report::html::paper::{Paper, letter, sign};
use crate::text::span::Span;

/// Something that is marked in the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    span: Span,
    kind: Kind,
}

/// What a segment is; of those with one span the first is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The finding with this index.
    Finding(usize),
    /// Another place of the finding with this index.
    Related(usize),
    /// The item with this index.
    Item(usize),
    /// Emphasis and the like: the tags around it.
    Markup(&'static str, &'static str),
    /// The call of a note, as the index of its mark.
    NoteCall(usize),
}

/// All that is marked in a paper, in the order in which it is opened.
pub(super) struct Marked<'a> {
    paper: &'a Paper<'a>,
    segments: Vec<Segment>,
    /// The length of the longest segment: none that begins earlier reaches a place.
    longest: usize,
}

impl<'a> Marked<'a> {
    /// Gathers what is marked.
    pub(super) fn of(paper: &'a Paper<'a>) -> Marked<'a> {
        let mut segments = markup(paper.document());
        let items = paper.items.iter().enumerate();
        segments.extend(
            items.map(|(index, item)| Segment { span: item.span, kind: Kind::Item(index) }),
        );
        let findings = paper.findings().iter().enumerate();
        segments.extend(findings.filter_map(|(index, finding)| {
            Some(Segment { span: finding.span?, kind: Kind::Finding(index) })
        }));
        let listed =
            |span: Span| paper.analysis().references().iter().any(|one| one.span.overlaps(span));
        for (index, finding) in paper.findings().iter().enumerate() {
            // What is said of an entry stands at the finding.
            let others = finding.related.iter().filter(|related| !listed(related.span));
            segments
                .extend(others.map(|one| Segment { span: one.span, kind: Kind::Related(index) }));
        }
        segments.sort_by_key(|one| (one.span.start, Reverse(one.span.end), one.kind));
        let longest = segments.iter().map(|one| one.span.len()).max().unwrap_or(0);
        Marked { paper, segments, longest }
    }

    /// Whether a finding or a citation stands in a segment of the running text.
    pub(super) fn is_marked(&self, range: Span) -> bool {
        self.inside(range)
            .any(|one| matches!(one.kind, Kind::Finding(_) | Kind::Related(_) | Kind::Item(_)))
    }

    /// Writes a segment of the running text.
    pub(super) fn write(&self, page: &mut Page, range: Span) {
        let mut writer = Writer {
            paper: self.paper,
            page,
            at: range.start,
            open: Vec::new(),
            in_link: false,
            markers: Vec::new(),
        };
        // What reaches beyond the element around it goes on behind that.
        let mut left: BinaryHeap<Reverse<Next>> = self
            .inside(range)
            .map(|one| {
                let start = one.span.start.max(range.start);
                let end = one.span.end.min(range.end);
                let first = one.span.start >= range.start;
                Reverse((start, Reverse(end), one.kind, !first))
            })
            .collect();
        while let Some(Reverse((start, Reverse(end), kind, goes_on))) = left.pop() {
            writer.close_until(start);
            let limit = writer.open.last().map_or(end, |open| open.end.min(end));
            if limit < end {
                left.push(Reverse((limit, Reverse(end), kind, true)));
            }
            writer.write_text(start);
            writer.open(kind, limit, goes_on, limit == end);
        }
        writer.close_until(range.end);
        writer.write_text(range.end);
        writer.write_markers();
    }

    fn inside(&self, range: Span) -> impl Iterator<Item = Segment> {
        let earliest = range.start.saturating_sub(self.longest);
        let first = self.segments.partition_point(|one| one.span.start < earliest);
        let rest = self.segments[first..].iter().take_while(move |one| {
            one.span.start < range.end || one.span.start == range.end && one.span.is_empty()
        });
        let reaches =
            move |one: &&Segment| one.span.end > range.start || one.span.start >= range.start;
        rest.filter(reaches).copied()
    }
}

/// A segment that waits: its start, its end, what it is, and whether a part of it was written.
type Next = (usize, Reverse<usize>, Kind, bool);

/// An element that is open.
struct Open {
    end: usize,
    closing: &'static str,
    link: bool,
    /// The finding whose number follows.
    marker: Option<usize>,
}

struct Writer<'a, 'p> {
    paper: &'a Paper<'a>,
    page: &'p mut Page,
    at: usize,
    open: Vec<Open>,
    in_link: bool,
    markers: Vec<usize>,
}

impl Writer<'_, '_> {
    fn write_text(&mut self, end: usize) {
        if end > self.at {
            self.page.text(Span::new(self.at, end).of(&self.paper.document().text));
            self.at = end;
        }
    }

    /// Closes the elements that end up to a place.
    fn close_until(&mut self, place: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= place) {
            self.write_text(open.end);
            self.page.markup(open.closing);
            self.in_link &= !open.link;
            self.markers.extend(open.marker);
            self.write_markers();
        }
    }

    fn open(&mut self, kind: Kind, end: usize, goes_on: bool, last: bool) {
        let mut open = Open { end, closing: "", link: false, marker: None };
        match kind {
            Kind::Markup(opening, closing) => {
                self.page.markup(opening);
                open.closing = closing;
            }
            Kind::NoteCall(index) => {
                let mark = &self.paper.document().marks[index];
                if let (MarkKind::NoteCall { label }, true) = (&mark.kind, mark.span.is_empty()) {
                    self.page.markup("<sup>").text(label).markup("</sup>");
                }
            }
            Kind::Finding(index) | Kind::Related(index) => {
                let goes_on = goes_on || matches!(kind, Kind::Related(_));
                let finding = &self.paper.findings()[index];
                self.page.markup("<mark").attribute(" class", letter(finding.severity));
                let name = if goes_on { " data-of" } else { " id" };
                self.page.attribute(name, &self.paper.name("m", index + 1));
                self.page.markup(">");
                open.closing = "</mark>";
                open.marker = last.then_some(index);
            }
            // A link cannot stand in another.
            Kind::Item(_) if self.in_link => {}
            Kind::Item(index) => {
                let target = self.paper.items[index].references.first();
                self.page.markup(if target.is_some() { "<a" } else { "<span" });
                if let Some(target) = target {
                    self.page.attribute(" href", &self.paper.link("r", target.index() + 1));
                }
                self.page.markup(" class=\"c\"");
                if !goes_on {
                    self.page.attribute(" id", &self.paper.name("c", index + 1));
                }
                self.page.markup(">");
                open.link = target.is_some();
                open.closing = if open.link { "</a>" } else { "</span>" };
                self.in_link |= open.link;
            }
        }
        self.open.push(open);
    }

    /// Writes the numbers of the findings that ended, unless a link is open.
    fn write_markers(&mut self) {
        if self.in_link {
            return;
        }
        for index in std::mem::take(&mut self.markers) {
            marker(self.page, self.paper, index);
        }
    }
}

/// The number of a finding as a link to what is said of it.
fn marker(page: &mut Page, paper: &Paper, index: usize) {
    let severity = paper.findings()[index].severity;
    page.markup("<a").attribute(" class", &format!("n {}", letter(severity)));
    page.attribute(" href", &paper.link("f", index + 1));
    page.attribute(" aria-label", &spoken(severity, index + 1));
    page.markup(">").markup(sign(severity)).text(&(index + 1).to_string()).markup("</a>");
}

fn spoken(severity: Severity, number: usize) -> String {
    format!("{severity} {number}")
}

/// The marks of the text as elements.
fn markup(document: &Document) -> Vec<Segment> {
    let kind = |(index, mark): (usize, &Mark)| match mark.kind {
        MarkKind::Emphasis => Some(Kind::Markup("<em>", "</em>")),
        MarkKind::Strong => Some(Kind::Markup("<strong>", "</strong>")),
        MarkKind::Superscript => Some(Kind::Markup("<sup>", "</sup>")),
        MarkKind::Subscript => Some(Kind::Markup("<sub>", "</sub>")),
        MarkKind::Code => Some(Kind::Markup("<code>", "</code>")),
        MarkKind::NoteCall { .. } => Some(Kind::NoteCall(index)),
        _ => None,
    };
    let marks = document.marks.iter().enumerate();
    let segment = |(index, mark): (usize, &Mark)| {
        Some(Segment { span: mark.span, kind: kind((index, mark))? })
    };
    marks.filter_map(segment).collect()
}
