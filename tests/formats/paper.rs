//! A paper as blocks of runs, to be written in any format.

use std::fs;
use std::path::Path;

use cite::internals::model::document::{BlockKind, MarkKind};
use cite::{Document, Span};
use serde_json::Value;

/// A paper.
pub struct Paper {
    pub blocks: Vec<Block>,
}

/// A block of it.
#[derive(Clone)]
pub struct Block {
    pub kind: BlockKind,
    pub runs: Vec<Run>,
    /// Whether it is an entry of the list.
    pub is_entry: bool,
}

/// A piece of a block of one look.
#[derive(Clone, Default, PartialEq)]
pub struct Run {
    pub text: String,
    pub raised: bool,
    pub lowered: bool,
    pub italic: bool,
    pub bold: bool,
    /// The note that is called before it.
    pub call: Option<String>,
    /// The address that it leads to.
    pub link: Option<String>,
    /// Whether a typed line ends before it.
    pub on_new_line: bool,
}

impl Paper {
    /// The paper that a document is, block by block.
    pub fn of(document: &Document) -> Paper {
        let blocks = document.blocks.iter();
        let block = |block: &cite::internals::model::document::Block| {
            of_span(document, block.kind.clone(), block.span, true)
        };
        Paper { blocks: blocks.map(block).collect() }.with_calls()
    }

    /// The paper with a call for each note that has none: where notes are typed, numbers in the text
    /// call them.
    fn with_calls(mut self) -> Paper {
        let runs = self.blocks.iter().flat_map(|block| &block.runs);
        let mut called: Vec<String> = runs.filter_map(|run| run.call.clone()).collect();
        let mut last = None;
        for at in 0..self.blocks.len() {
            match self.blocks[at].kind.clone() {
                BlockKind::Note { label } if !called.contains(&label) => {
                    called.push(label.clone());
                    let call = Run { call: Some(label), ..Run::default() };
                    let caller = last.unwrap_or(at);
                    self.blocks[caller].runs.push(call);
                }
                BlockKind::Paragraph => last = Some(at),
                _ => {}
            }
        }
        self
    }

    /// The notes: label, and the runs of each of its blocks.
    pub fn notes(&self) -> Vec<(String, Vec<&Block>)> {
        let mut notes: Vec<(String, Vec<&Block>)> = Vec::new();
        for block in &self.blocks {
            let BlockKind::Note { label } = &block.kind else { continue };
            match notes.iter_mut().find(|(known, _)| known == label) {
                Some((_, blocks)) => blocks.push(block),
                None => notes.push((label.clone(), vec![block])),
            }
        }
        notes
    }

    /// A published paper with its answers: the entries of its list are those of the answers, a block
    /// each, in place of what stands there.
    pub fn of_gold(folder: &Path) -> Paper {
        let document = Document::open(folder.join("paper.md")).expect("readable");
        let text = fs::read_to_string(folder.join("gold.json")).expect("readable");
        let gold: Value = serde_json::from_str(&text).expect("JSON");
        let source = document.source.text();
        let bytes: Vec<usize> =
            source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let at = |one: &Value, name: &str| bytes[one[name].as_u64().expect("an offset") as usize];
        let entries: Vec<(Span, Option<String>)> = gold["references"]
            .as_array()
            .expect("references")
            .iter()
            .map(|one| {
                let label = one["label"].as_str().map(str::to_owned);
                (Span::new(at(one, "start"), at(one, "end")), label)
            })
            .collect();
        let mut blocks = Vec::new();
        let mut written = 0;
        for block in &document.blocks {
            let place = document.in_source(block.span);
            let inside: Vec<&(Span, Option<String>)> =
                entries.iter().filter(|(span, _)| span.overlaps(place)).collect();
            if inside.is_empty() {
                blocks.push(of_span(&document, block.kind.clone(), block.span, false));
                continue;
            }
            for (span, label) in inside {
                if span.start >= written {
                    blocks.push(entry(&document, *span, label.as_deref()));
                    written = span.end;
                }
            }
        }
        Paper { blocks }.with_calls()
    }
}

/// An entry of the answers as a block: a numbered item, or a paragraph.
fn entry(document: &Document, source: Span, label: Option<&str>) -> Block {
    let inside = |offset: usize| {
        let place = document.in_source(Span::new(offset, offset + 1));
        source.start <= place.start && place.end <= source.end
    };
    let mut offsets = document.text.char_indices().map(|(at, _)| at).filter(|at| inside(*at));
    let start = offsets.next().unwrap_or(0);
    let last = offsets.next_back().unwrap_or(start);
    let end = last + document.text[last..].chars().next().map_or(0, char::len_utf8);
    let kind = match label.map(|label| label.trim_matches(|c: char| !c.is_ascii_digit())) {
        Some(number) if !number.is_empty() => BlockKind::ListItem { ordinal: number.parse().ok() },
        _ => BlockKind::Paragraph,
    };
    let block = of_span(document, kind, Span::new(start, end).trim(&document.text), false);
    Block { is_entry: true, ..block }
}

/// A stretch of running text as a block, cut where its look changes, and where typed lines end if they
/// are kept.
fn of_span(document: &Document, kind: BlockKind, span: Span, lines: bool) -> Block {
    let mut cuts = vec![span.start, span.end];
    let breaks = document.breaks.iter().copied();
    let breaks: Vec<usize> =
        breaks.filter(|at| lines && span.start < *at && *at < span.end).collect();
    cuts.extend(&breaks);
    for mark in document.marks_in(span) {
        cuts.extend([mark.span.start.max(span.start), mark.span.end.min(span.end)]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let run = |pair: &[usize]| {
        let piece = Span::new(pair[0], pair[1]);
        let is = |kind: MarkKind| {
            document.marks_in(piece).any(|mark| mark.kind == kind && mark.span.contains(piece))
        };
        let call =
            document.marks_in(Span::new(piece.start, piece.start + 1)).find_map(|mark| match &mark
                .kind
            {
                MarkKind::NoteCall { label } if mark.span.start == piece.start => {
                    Some(label.clone())
                }
                _ => None,
            });
        let on_new_line = breaks.contains(&piece.start);
        let text = piece.of(&document.text).replace('\n', " ");
        let text =
            if on_new_line { text.strip_prefix(' ').unwrap_or(&text).to_owned() } else { text };
        Run {
            text,
            on_new_line,
            raised: is(MarkKind::Superscript),
            lowered: is(MarkKind::Subscript),
            italic: is(MarkKind::Emphasis),
            bold: is(MarkKind::Strong),
            call,
            link: document.marks_in(piece).find_map(|mark| match &mark.kind {
                MarkKind::Link { target } if mark.span.contains(piece) => Some(target.clone()),
                _ => None,
            }),
        }
    };
    let mut runs: Vec<Run> = cuts.windows(2).map(run).collect();
    // A call behind the last letter lies outside the block.
    let last = document.marks.iter().find_map(|mark| match &mark.kind {
        MarkKind::NoteCall { label } if mark.span.start == span.end => Some(label.clone()),
        _ => None,
    });
    if last.is_some() {
        runs.push(Run { call: last, ..Run::default() });
    }
    Block { kind, runs, is_entry: false }
}

/// `text` for XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
