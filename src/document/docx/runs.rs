//! Where the runs of a part begin and end, and where they can be parted.

use quick_xml::events::{BytesStart, Event};

use crate::document::docx::names::{Prefixes, Vocabulary};
use crate::document::xml::{Xml, attribute};
use crate::text::span::Span;

/// The runs of a part in order; what cannot be parted (a formula, a run with a text box in it, a field
/// inside a paragraph) is one.
pub(super) struct Runs<'a> {
    xml: &'a str,
    prefix: String,
    runs: Vec<Run>,
}

/// A run.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The whole element.
    pub span: Span,
    /// Its properties.
    properties: Span,
    /// The elements of text in it.
    pub texts: Vec<TextElement>,
    /// The place of the element around it.
    pub parent: usize,
    /// Whether it can be parted.
    whole: bool,
    /// Whether its text is the author's to change: it is in no field and no tracked change.
    pub is_free: bool,
    /// The field around it, if that begins and ends in one paragraph.
    field: Option<usize>,
}

/// An element of text (`<w:t>`).
#[derive(Debug, Clone, Copy)]
pub(super) struct TextElement {
    /// The whole element.
    pub span: Span,
    /// What is in it.
    pub content: Span,
    /// Whether its white space is kept.
    kept: bool,
}

/// A border between runs, or how to make one: what is to be put where, around what is to be between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Border {
    /// Where.
    pub at: usize,
    /// What ends the run before.
    pub close: String,
    /// What begins the run after.
    pub open: String,
    /// Where the element of text before needs to be said to keep its white space.
    pub keep: Option<usize>,
}

impl<'a> Runs<'a> {
    /// The runs of a part.
    pub(super) fn of(xml: &'a str) -> Runs<'a> {
        let prefixes = Prefixes::of(xml);
        let prefix = prefixes.word();
        let mut collector = Collector { prefixes, ..Collector::default() };
        let mut events = Xml::all(xml);
        while let Ok(Some((event, span))) = events.next_event() {
            match event {
                Event::Start(tag) => collector.start(&tag, span),
                Event::Empty(tag) => {
                    collector.start(&tag, span);
                    collector.end(span);
                }
                Event::End(_) => collector.end(span),
                _ => {}
            }
        }
        let mut runs = collector.runs;
        for run in &mut runs {
            if let Some(field) = run.field.and_then(|field| collector.fields[field]) {
                run.span = field;
                run.whole = true;
            }
        }
        runs.retain(|run| run.span.end > run.span.start);
        Runs { xml, prefix, runs }
    }

    /// The prefix of Word's elements, with its colon.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The run in which a byte of the part is.
    pub(super) fn at(&self, offset: usize) -> Option<&Run> {
        let next = self.runs.partition_point(|run| run.span.start <= offset);
        self.runs[..next].iter().rev().take(64).find(|run| offset < run.span.end)
    }

    /// The runs that share a byte with a segment of the part.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(move |run| run.span.overlaps(span))
    }

    /// The properties of a run, as they are written.
    pub(super) fn properties(&self, run: &Run) -> &'a str {
        run.properties.of(self.xml)
    }

    /// The border before the byte `offset` of a run.
    pub(super) fn border_before(&self, run: &Run, offset: usize) -> Border {
        let first = run.texts.first().map_or(run.span.start, |text| text.content.start);
        let leads = run.texts.is_empty() || offset <= first && self.is_first(run, offset);
        match run.whole || leads {
            true => Border::plain(run.span.start),
            false => self.inside(run, offset),
        }
    }

    /// The border after the byte before `offset` of a run.
    pub(super) fn border_after(&self, run: &Run, offset: usize) -> Border {
        let rest = Span::new(offset, run.span.end).of(self.xml);
        let ends = format!("</{0}t></{0}r>", self.prefix);
        let closes = format!("</{0}r>", self.prefix);
        match run.whole || rest == ends || rest == closes {
            true => Border::plain(run.span.end),
            false => self.inside(run, offset),
        }
    }

    /// Whether nothing but its properties is in the run before the text at `offset`.
    fn is_first(&self, run: &Run, offset: usize) -> bool {
        let element =
            run.texts.iter().find(|text| text.span.start <= offset && offset <= text.span.end);
        let start = element.map_or(offset, |text| text.span.start);
        let from = run.properties.end.max(run.span.start);
        let between = Span::new(from, start).of(self.xml);
        match run.properties.is_empty() {
            true => between.matches('<').count() <= 1,
            false => between.trim().is_empty(),
        }
    }

    fn inside(&self, run: &Run, offset: usize) -> Border {
        let prefix = &self.prefix;
        let reopened = format!("<{prefix}r>{}", self.properties(run));
        let element =
            run.texts.iter().find(|text| text.content.start < offset && offset < text.content.end);
        match element {
            Some(text) => {
                let spaced = self.xml[..offset].ends_with([' ', '\n', '\t']);
                Border {
                    at: offset,
                    close: format!("</{prefix}t></{prefix}r>"),
                    open: format!("{reopened}<{prefix}t xml:space=\"preserve\">"),
                    keep: (spaced && !text.kept).then_some(text.content.start - 1),
                }
            }
            None => {
                let edge = run.texts.iter().find_map(|text| match offset {
                    _ if offset == text.content.start => Some(text.span.start),
                    _ if offset == text.content.end => Some(text.span.end),
                    _ => None,
                });
                Border {
                    at: edge.unwrap_or(offset),
                    close: format!("</{prefix}r>"),
                    open: reopened,
                    keep: None,
                }
            }
        }
    }
}

impl Border {
    fn plain(at: usize) -> Border {
        Border { at, close: String::new(), open: String::new(), keep: None }
    }
}

/// Collects runs.
struct Collector {
    prefixes: Prefixes,
    runs: Vec<Run>,
    /// The elements that are open: where each begins, and what it is.
    open: Vec<(usize, Element)>,
    /// The run or formula that is open, by its index, and how deep in the elements it is.
    run: Option<(usize, usize)>,
    /// The fields, each with its place if it begins and ends in one paragraph.
    fields: Vec<Option<Span>>,
    /// The fields that are open: index, where the run of its first character begins, paragraph.
    open_fields: Vec<(usize, usize, usize)>,
    paragraph: usize,
}

impl Default for Collector {
    fn default() -> Collector {
        Collector {
            prefixes: Prefixes::of(""),
            runs: Vec::new(),
            open: Vec::new(),
            run: None,
            fields: Vec::new(),
            open_fields: Vec::new(),
            paragraph: 0,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Run,
    Properties,
    Text { kept: bool, content: usize },
    Change,
    Field,
    Other,
}

impl Collector {
    fn start(&mut self, tag: &BytesStart, span: Span) {
        let qualified = tag.name();
        let (vocabulary, name) = self.prefixes.parted(qualified.as_ref());
        let element = match (vocabulary, name) {
            (Vocabulary::Word, b"r") | (Vocabulary::Maths, b"oMath") if self.run.is_none() => {
                self.begin_run(span.start, vocabulary == Vocabulary::Maths);
                Element::Run
            }
            (Vocabulary::Word, b"rPr") if self.is_child_of_run() => Element::Properties,
            (Vocabulary::Word, b"t") if self.is_child_of_run() => {
                let kept = attribute(tag, "space").as_deref() == Some("preserve");
                Element::Text { kept, content: span.end }
            }
            (Vocabulary::Word, b"ins" | b"del" | b"moveFrom" | b"moveTo") => Element::Change,
            (Vocabulary::Word, b"fldSimple" | b"sdtContent") => Element::Field,
            (Vocabulary::Word, b"p") => {
                self.paragraph += 1;
                Element::Other
            }
            (Vocabulary::Word, b"fldChar") => {
                self.field_character(tag);
                Element::Other
            }
            (Vocabulary::Word, b"txbxContent") => {
                self.keep_whole();
                Element::Other
            }
            _ => Element::Other,
        };
        self.open.push((span.start, element));
    }

    fn end(&mut self, span: Span) {
        let Some((start, element)) = self.open.pop() else { return };
        let whole = Span::new(start, span.end);
        let Some((index, depth)) = self.run else { return };
        match element {
            Element::Properties => self.runs[index].properties = whole,
            Element::Text { kept, content } if content <= span.start => {
                let content = Span::new(content, span.start);
                self.runs[index].texts.push(TextElement { span: whole, content, kept });
            }
            Element::Run if depth == self.open.len() => {
                self.runs[index].span.end = span.end;
                self.run = None;
                self.end_fields(span.end);
            }
            _ => {}
        }
    }

    fn begin_run(&mut self, start: usize, formula: bool) {
        let is = |element: Element| self.open.iter().any(|(_, open)| *open == element);
        let free =
            !formula && !is(Element::Change) && !is(Element::Field) && self.open_fields.is_empty();
        self.runs.push(Run {
            span: Span::new(start, start),
            properties: Span::new(start, start),
            texts: Vec::new(),
            parent: self.open.last().map_or(0, |(start, _)| *start),
            whole: formula,
            is_free: free,
            field: self.open_fields.first().map(|(index, ..)| *index),
        });
        self.run = Some((self.runs.len() - 1, self.open.len()));
    }

    fn is_child_of_run(&self) -> bool {
        self.run.is_some_and(|(_, depth)| self.open.len() == depth + 1)
    }

    fn keep_whole(&mut self) {
        if let Some((index, _)) = self.run {
            self.runs[index].whole = true;
            self.runs[index].is_free = false;
        }
    }

    fn field_character(&mut self, tag: &BytesStart) {
        let Some((run, _)) = self.run else { return };
        match attribute(tag, "fldCharType").as_deref() {
            Some("begin") => {
                self.open_fields.push((
                    self.fields.len(),
                    self.runs[run].span.start,
                    self.paragraph,
                ));
                self.fields.push(None);
                let outermost = self.open_fields[0].0;
                self.runs[run].field.get_or_insert(outermost);
                self.runs[run].is_free = false;
            }
            Some("end") => {
                // Its place is known where its run ends.
                if let Some((index, start, paragraph)) = self.open_fields.pop()
                    && paragraph == self.paragraph
                {
                    self.fields[index] = Some(Span::new(start, 0));
                }
            }
            _ => {}
        }
    }

    fn end_fields(&mut self, end: usize) {
        for field in self.fields.iter_mut().rev().take(64).flatten().filter(|field| field.end == 0)
        {
            field.end = end;
        }
    }
}
