//! The text of a paper, block by block, without its list.

use crate::model::document::{Block, BlockKind};
use crate::report::html::marked::Marked;
use crate::report::html::page::Page;
use crate::report::html::paper::Paper;
use crate::text::span::Span;

/// The level of the first heading of the text on the page.
const FIRST_LEVEL: usize = 3;

/// Writes the text of a paper.
pub(super) fn write(page: &mut Page, paper: &Paper, marked: &Marked) {
    let document = paper.document();
    let listed = covered(paper);
    let mut text = Text { page, paper, marked, levels: Vec::new(), before: None };
    let mut in_list = false;
    for (index, block) in document.blocks.iter().enumerate() {
        let rest = without(block.span, &listed, &document.text);
        if rest.is_empty() {
            if !in_list {
                text.list_stands_here();
            }
            in_list = true;
            continue;
        }
        in_list = false;
        if block.kind == BlockKind::Metadata && !marked.is_marked(block.span) {
            continue;
        }
        let goes_on = index > 0 && document.blocks[index - 1].kind == block.kind;
        rest.into_iter().for_each(|range| text.block(block, range, goes_on));
    }
    text.end_of_cells(None);
}

struct Text<'p, 'a> {
    page: &'p mut Page,
    paper: &'a Paper<'a>,
    marked: &'a Marked<'a>,
    /// The levels of the headings around a place.
    levels: Vec<u8>,
    /// The kind of the block before.
    before: Option<&'a BlockKind>,
}

impl<'a> Text<'_, 'a> {
    fn block(&mut self, block: &'a Block, range: Span, goes_on: bool) {
        self.end_of_cells(Some(&block.kind));
        self.before = Some(&block.kind);
        let (opening, closing) = match &block.kind {
            BlockKind::Heading(level) => heading(self.depth(*level)),
            BlockKind::ListItem { .. } => ("<p class=\"item\">", "</p>\n"),
            BlockKind::TableCell => ("<span class=\"cell\">", "</span> "),
            BlockKind::Caption => ("<p class=\"caption\">", "</p>\n"),
            BlockKind::Note { .. } => ("<p class=\"note\">", "</p>\n"),
            BlockKind::Code | BlockKind::Math | BlockKind::Metadata => ("<pre>", "</pre>\n"),
            BlockKind::Paragraph => ("<p>", "</p>\n"),
        };
        self.page.markup(opening);
        match &block.kind {
            BlockKind::ListItem { ordinal: Some(number) } => {
                self.page.text(&format!("{number}. "));
            }
            BlockKind::ListItem { ordinal: None } => {
                self.page.markup("• ");
            }
            BlockKind::Note { label } if !goes_on => {
                self.page.markup("<sup>").text(label).markup("</sup> ");
            }
            _ => {}
        }
        self.marked.write(self.page, range);
        self.page.markup(closing);
    }

    /// Opens a table before its first cell, and closes it behind its last.
    fn end_of_cells(&mut self, next: Option<&BlockKind>) {
        let was = self.before == Some(&BlockKind::TableCell);
        match (was, next == Some(&BlockKind::TableCell)) {
            (false, true) => self.page.markup("<p class=\"cells\">"),
            (true, false) => self.page.markup("</p>\n"),
            _ => self.page,
        };
    }

    /// How deep a heading of this level stands; levels that the paper leaves out do not count.
    fn depth(&mut self, level: u8) -> usize {
        while self.levels.pop_if(|open| *open >= level).is_some() {}
        self.levels.push(level);
        FIRST_LEVEL + self.levels.len() - 1
    }

    /// Says where the entries are that stand here in the paper.
    fn list_stands_here(&mut self) {
        self.end_of_cells(None);
        self.before = None;
        self.page.markup("<p class=\"list-here\"><a");
        self.page.attribute(" href", &format!("#{}", self.paper.part("list")));
        self.page.markup(">The reference list</a> stands here.</p>\n");
    }
}

fn heading(depth: usize) -> (&'static str, &'static str) {
    match depth {
        3 => ("<h3>", "</h3>\n"),
        4 => ("<h4>", "</h4>\n"),
        5 => ("<h5>", "</h5>\n"),
        _ => ("<h6>", "</h6>\n"),
    }
}

/// The segments of running text that the entries cover, in order.
fn covered(paper: &Paper) -> Vec<Span> {
    let mut spans: Vec<Span> = paper.analysis().references().iter().map(|one| one.span).collect();
    spans.sort();
    spans
}

/// What is left of a block without the entries in it; an entry's number or bullet is no text.
fn without(block: Span, listed: &[Span], text: &str) -> Vec<Span> {
    let first = listed.partition_point(|one| one.end <= block.start);
    let inside: Vec<&Span> =
        listed[first..].iter().take_while(|one| one.start < block.end).collect();
    if inside.is_empty() {
        return vec![block];
    }
    let mut rest = Vec::new();
    let mut from = block.start;
    for one in inside {
        rest.push(Span::new(from, one.start.max(from)));
        from = from.max(one.end);
    }
    rest.push(Span::new(from, block.end.max(from)));
    let is_text = |span: &Span| span.of(text).chars().filter(|ch| ch.is_alphabetic()).count() > 1;
    rest.retain(is_text);
    rest
}
