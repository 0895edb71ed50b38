//! A paper as blocks of runs, to be written in any format.

use std::fs;
use std::path::Path;

use cite::internals::model::document::{BlockKind, MarkKind};
use cite::{Document, Span};
use serde_json::Value;

/// A paper.
#[derive(Default)]
pub struct Paper {
    pub blocks: Vec<Block>,
    /// What each field cites: works by their places in the list of the answers.
    pub fields: Vec<Vec<usize>>,
    /// The works of that list, in CSL-JSON.
    pub works: Vec<Value>,
}

/// What a field holds.
#[allow(dead_code)]
#[derive(Clone, Copy, PartialEq)]
pub enum Fields {
    /// Nothing: all citations are typed.
    None,
    /// Each citation by itself, as the links of publishers.
    Citations,
    /// All that one bracket cites, as a reference manager has it.
    Groups,
}

/// A block of it.
#[derive(Clone)]
pub struct Block {
    pub kind: BlockKind,
    pub runs: Vec<Run>,
    /// The place in the list of the answers, if it is an entry of it.
    pub entry: Option<usize>,
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
    /// The field in which it stands.
    pub field: Option<usize>,
}

impl Paper {
    /// The paper that a document is, block by block.
    pub fn of(document: &Document) -> Paper {
        let blocks = document.blocks.iter();
        let block = |block: &cite::internals::model::document::Block| {
            of_span(document, block.kind.clone(), block.span, true, &[])
        };
        Paper { blocks: blocks.map(block).collect(), ..Paper::default() }.with_calls()
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
        Paper::with_fields(folder, Fields::None)
    }

    /// The same with citations in fields.
    pub fn with_fields(folder: &Path, kind: Fields) -> Paper {
        let document = Document::open(folder.join("paper.md")).expect("readable");
        let text = fs::read_to_string(folder.join("gold.json")).expect("readable");
        let gold: Value = serde_json::from_str(&text).expect("JSON");
        let source = document.source.text();
        let bytes: Vec<usize> =
            source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let at = |one: &Value, name: &str| bytes[one[name].as_u64().expect("an offset") as usize];
        let references = gold["references"].as_array().expect("references");
        let entries: Vec<(usize, Span, Option<String>)> = references
            .iter()
            .enumerate()
            .map(|(place, one)| {
                let label = one["label"].as_str().map(str::to_owned);
                (place, Span::new(at(one, "start"), at(one, "end")), label)
            })
            .collect();
        let cited = cited(&gold, kind);
        let spans = cited.iter().map(|(start, end, _)| Span::new(bytes[*start], bytes[*end]));
        let letters = letters(&document);
        let places: Vec<Span> = spans.map(|span| in_text(&letters, span)).collect();
        let mut blocks = Vec::new();
        let mut written = 0;
        for block in &document.blocks {
            let place = document.in_source(block.span);
            let inside: Vec<&(usize, Span, Option<String>)> =
                entries.iter().filter(|(_, span, _)| span.overlaps(place)).collect();
            if inside.is_empty() {
                blocks.push(of_span(&document, block.kind.clone(), block.span, false, &places));
                continue;
            }
            for (place, span, label) in inside {
                if span.start >= written {
                    let place_in_text = in_text(&letters, *span);
                    let block = entry(&document, place_in_text, label.as_deref());
                    blocks.push(Block { entry: Some(*place), ..block });
                    written = span.end;
                }
            }
        }
        let fields = cited.into_iter().map(|(.., works)| works).collect();
        let works = references.iter().enumerate().map(|(place, one)| item(place, one)).collect();
        Paper { blocks, fields, works }.with_calls()
    }
}

/// What fields hold: from, to (in scalar values of the source), and the works by their places.
fn cited(gold: &Value, kind: Fields) -> Vec<(usize, usize, Vec<usize>)> {
    let list = |name: &str| gold[name].as_array().cloned().unwrap_or_default();
    let ids: Vec<Value> = list("references").iter().map(|one| one["id"].clone()).collect();
    let mut found: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    let mut last = None;
    for citation in list("citations").iter().filter(|_| kind != Fields::None) {
        let at = |name: &str| citation[name].as_u64().expect("an offset") as usize;
        let targets = citation["targets"].as_array().cloned().unwrap_or_default();
        let works = targets.iter().filter_map(|id| ids.iter().position(|one| one == id));
        let group = citation["group"].as_u64();
        match found.last_mut() {
            Some((_, end, before)) if kind == Fields::Groups && group == last => {
                *end = at("end").max(*end);
                before.extend(works);
            }
            _ => found.push((at("start"), at("end"), works.collect())),
        }
        last = group;
    }
    found
}

/// The letters of running text with their places in the source, in the order of these.
fn letters(document: &Document) -> Vec<(Span, Span)> {
    let letter = |(at, c): (usize, char)| {
        let whole = Span::new(at, at + c.len_utf8());
        (document.in_source(whole), whole)
    };
    let mut letters: Vec<(Span, Span)> = document.text.char_indices().map(letter).collect();
    letters.sort_by_key(|(source, _)| source.start);
    letters
}

/// Where a segment of the source stands in running text.
fn in_text(letters: &[(Span, Span)], span: Span) -> Span {
    let first = letters.partition_point(|(source, _)| source.start < span.start);
    let last = letters.partition_point(|(source, _)| source.start < span.end);
    let inside = &letters[first..last.max(first)];
    inside.iter().map(|(_, text)| *text).reduce(Span::join).unwrap_or_default()
}

/// A work of the answers in CSL-JSON.
fn item(place: usize, work: &Value) -> Value {
    let kind = match work["type"].as_str().unwrap_or_default() {
        "journal" => "article-journal",
        "book" => "book",
        "chapter" => "chapter",
        _ => "document",
    };
    let year = work["year"].as_str().and_then(|year| year.parse::<i64>().ok());
    let mut item = serde_json::json!({
        "id": place, "type": kind, "title": work["title"], "author": work["authors"],
        "container-title": work["container"], "volume": work["volume"], "page": work["pages"],
        "DOI": work["doi"], "issued": year.map(|year| serde_json::json!({"date-parts": [[year]]})),
    });
    if let Some(fields) = item.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    item
}

/// An entry of the answers as a block: a numbered item, or a paragraph.
fn entry(document: &Document, place: Span, label: Option<&str>) -> Block {
    let kind = match label.map(|label| label.trim_matches(|c: char| !c.is_ascii_digit())) {
        Some(number) if !number.is_empty() => BlockKind::ListItem { ordinal: number.parse().ok() },
        _ => BlockKind::Paragraph,
    };
    of_span(document, kind, place.trim(&document.text), false, &[])
}

/// A segment of running text as a block, cut where its look changes, and where typed lines end if they
/// are kept.
fn of_span(
    document: &Document,
    kind: BlockKind,
    span: Span,
    lines: bool,
    fields: &[Span],
) -> Block {
    let mut cuts = vec![span.start, span.end];
    let breaks = document.breaks.iter().copied();
    let breaks: Vec<usize> =
        breaks.filter(|at| lines && span.start < *at && *at < span.end).collect();
    cuts.extend(&breaks);
    for mark in document.marks_in(span) {
        cuts.extend([mark.span.start.max(span.start), mark.span.end.min(span.end)]);
    }
    for field in fields.iter().filter(|field| !field.is_empty() && field.overlaps(span)) {
        cuts.extend([field.start.max(span.start), field.end.min(span.end)]);
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
            field: fields.iter().position(|field| field.contains(piece)),
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
    Block { kind, runs, entry: None }
}

/// `text` for XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
