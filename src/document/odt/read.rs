//! Reads the text of an OpenDocument file.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use crate::document::archive::Archive;
use crate::document::csl;
use crate::document::format::File;
use crate::document::odt::styles::Styles;
use crate::document::xml::{self, Xml, attribute, referred};
use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind, Position};
use crate::model::error::Error;
use crate::model::field::FieldWork;
use crate::model::origin::Origin;
use crate::text::span::Span;

/// The part that holds the text.
pub(super) const CONTENT: &str = "content.xml";

/// Reads a text.
///
/// # Errors
///
/// It is cut off, locked, or holds no text.
pub(super) fn read(file: File) -> Result<Document, Error> {
    let mut archive = Archive::open(&file.path, &file.bytes)?;
    let wrong =
        |message: &str| Error::Content { path: file.path.clone(), message: message.to_owned() };
    let manifest = archive.part(&file.path, "META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(wrong("this is protected by a password; save it without one"));
    }
    let mut styles = Styles::default();
    if let Some(part) = archive.part(&file.path, "styles.xml")? {
        styles.read(&xml::text(part));
    }
    let content = archive.part(&file.path, CONTENT)?.map(xml::text);
    let content = content.ok_or_else(|| wrong("there is no text in it"))?;
    styles.read(&content);
    let origin = Origin {
        bytes: file.bytes,
        parts: vec![CONTENT.to_owned()],
        original: file.original,
        ..Origin::default()
    };
    let writer = DocumentWriter::extracted(file.path, origin);
    let changes = Changes::of(&content);
    let mut reader = Reader {
        xml: &content,
        styles: &styles,
        changes,
        original: file.original,
        writer,
        state: State::default(),
        called: Vec::new(),
        depth: 0,
    };
    let start = content.find("<office:text").unwrap_or(0);
    reader.read(Span::new(start, content.len()), &BlockKind::Paragraph);
    let notes = std::mem::take(&mut reader.called);
    for (label, segment) in notes {
        reader.read(segment, &BlockKind::Note { label });
    }
    Ok(reader.writer.finish())
}

/// The tracked changes: which are insertions, and what was deleted.
struct Changes {
    inserted: HashSet<String>,
    deleted: HashMap<String, Span>,
}

impl Changes {
    fn of(xml: &str) -> Changes {
        let mut changes = Changes { inserted: HashSet::new(), deleted: HashMap::new() };
        let start = xml.find("<text:tracked-changes").unwrap_or(xml.len());
        let mut events = Xml::new(xml, Span::new(start, xml.len()));
        let (mut id, mut info) = (String::new(), 0);
        while let Ok(Some((event, span))) = events.next_event() {
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    b"changed-region" => id = attribute(&tag, "id").unwrap_or_default(),
                    b"insertion" => drop(changes.inserted.insert(id.clone())),
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    b"change-info" => info = span.end,
                    b"deletion" => {
                        changes.deleted.insert(id.clone(), Span::new(info, span.start));
                    }
                    b"tracked-changes" => break,
                    _ => {}
                },
                _ => {}
            }
        }
        changes
    }
}

struct Reader<'a> {
    xml: &'a str,
    styles: &'a Styles,
    changes: Changes,
    original: bool,
    writer: DocumentWriter,
    state: State,
    /// The notes that were called: label, and where they are.
    called: Vec<(String, Span)>,
    depth: usize,
}

#[derive(Default)]
struct State {
    skipped: usize,
    /// What is skipped now and read later: a note by its label, or a text box.
    later: Option<(Option<String>, usize)>,
    boxes: Vec<Span>,
    paragraph: Option<BlockKind>,
    spans: Vec<(Vec<MarkKind>, Position)>,
    links: Vec<(String, Position)>,
    lists: Vec<List>,
    cells: usize,
    /// The citations that are open: the name of the mark, and where it begins.
    marks: Vec<(String, usize)>,
    sections: Vec<(bool, usize)>,
    /// How many insertions are open that are read as rejected.
    rejected: usize,
}

struct List {
    numbered: bool,
    count: u64,
    /// Whether no block of the item was written.
    fresh: bool,
}

impl Reader<'_> {
    fn read(&mut self, segment: Span, kind: &BlockKind) {
        let xml = self.xml;
        let mut events = Xml::new(xml, segment);
        loop {
            match events.next_event() {
                Ok(Some((event, span))) => self.event(event, span, kind),
                Ok(None) => break,
                Err(error) => {
                    let what =
                        format!("the text is cut off or damaged ({error}); the rest is not read");
                    self.writer.fault(None, what);
                    break;
                }
            }
        }
        self.end_paragraph(kind);
    }

    fn event(&mut self, event: Event, span: Span, kind: &BlockKind) {
        match event {
            Event::Start(_) if self.state.skipped > 0 => self.state.skipped += 1,
            Event::End(_) if self.state.skipped > 0 => {
                self.state.skipped -= 1;
                if self.state.skipped == 0
                    && let Some((label, start)) = self.state.later.take()
                {
                    let segment = Span::new(start, span.start);
                    match label {
                        Some(label) => self.called.push((label, segment)),
                        None => self.state.boxes.push(segment),
                    }
                }
            }
            Event::Start(tag) => self.start(&tag, span, kind),
            Event::Empty(tag) if self.state.skipped == 0 => {
                self.start(&tag, span, kind);
                match self.state.skipped {
                    0 => self.end(tag.local_name().as_ref(), kind),
                    _ => (self.state.skipped, self.state.later) = (0, None),
                }
            }
            Event::End(tag) => self.end(tag.local_name().as_ref(), kind),
            Event::Text(_) if self.state.skipped == 0 => self.text(span),
            Event::GeneralRef(reference) if self.state.skipped == 0 => {
                self.push(&referred(&reference), span);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &BytesStart, span: Span, kind: &BlockKind) {
        let value = |name| attribute(tag, name);
        match tag.local_name().as_ref() {
            b"tracked-changes"
            | b"annotation"
            | b"note-citation"
            | b"table-of-content"
            | b"desc"
            | b"title"
            | b"sequence-decls"
            | b"variable-decls"
            | b"user-field-decls"
            | b"forms"
            | b"illustration-index"
            | b"table-index"
            | b"ruby-text"
            | b"math"
            | b"bibliography-source" => self.state.skipped = 1,
            b"note-body" => {
                let label = (self.called.len() + 1).to_string();
                self.open_block(kind);
                self.writer.mark(MarkKind::NoteCall { label: label.clone() }, self.writer.here());
                (self.state.skipped, self.state.later) = (1, Some((Some(label), span.end)));
            }
            b"text-box" => (self.state.skipped, self.state.later) = (1, Some((None, span.end))),
            b"p" => {
                let heading = self.styles.heading(value("style-name").as_deref());
                let kind = match (heading, self.kind(kind)) {
                    (Some(level), BlockKind::Paragraph) => BlockKind::Heading(level),
                    (_, kind) => kind,
                };
                self.begin(kind);
            }
            b"h" => {
                let level =
                    value("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                let note = matches!(kind, BlockKind::Note { .. });
                self.begin(if note { kind.clone() } else { BlockKind::Heading(level) });
            }
            b"span" => {
                let marks = self.styles.marks(value("style-name").as_deref()).to_vec();
                self.state.spans.push((marks, self.writer.here()));
            }
            b"a" => self.state.links.push((value("href").unwrap_or_default(), self.writer.here())),
            b"s" => {
                let count = value("c").and_then(|count| count.parse().ok()).unwrap_or(1usize);
                self.push(&" ".repeat(count.min(1000)), span);
            }
            b"tab" => self.push("\t", span),
            b"line-break" if self.state.paragraph.is_some() => {
                self.open_block(kind);
                self.writer.push_break_from_part(0, span);
            }
            b"soft-page-break" => self.writer.page(),
            b"list" => self.begin_list(value("style-name")),
            b"list-item" => {
                if let Some(list) = self.state.lists.last_mut() {
                    let start = value("start-value").and_then(|value| value.parse().ok());
                    list.count = start.unwrap_or(list.count.saturating_add(1));
                    list.fresh = true;
                }
            }
            b"table-cell" => self.state.cells += 1,
            b"reference-mark-start" => {
                self.state.marks.push((value("name").unwrap_or_default(), self.writer.len()));
            }
            b"reference-mark-end" => self.end_mark(&value("name").unwrap_or_default()),
            b"section" | b"bibliography" => {
                let name = value("name").unwrap_or_default();
                let list = tag.local_name().as_ref() == b"bibliography" || name.contains("_BIBL");
                self.state.sections.push((list, self.writer.len()));
            }
            b"change-start" if self.original && self.is_insertion(tag) => self.state.rejected += 1,
            b"change-end" if self.original && self.is_insertion(tag) => {
                self.state.rejected = self.state.rejected.saturating_sub(1);
            }
            b"change" if self.original => self.restore(&value("change-id").unwrap_or_default()),
            _ => {}
        }
    }

    fn is_insertion(&self, tag: &BytesStart) -> bool {
        attribute(tag, "change-id").is_some_and(|id| self.changes.inserted.contains(&id))
    }

    /// Reads what was deleted here, as far as it is text of one paragraph.
    fn restore(&mut self, id: &str) {
        let Some(segment) = self.changes.deleted.get(id).copied() else { return };
        let xml = self.xml;
        let mut events = Xml::new(xml, segment);
        while let Ok(Some((event, span))) = events.next_event() {
            match event {
                Event::Text(_) => self.text(span),
                Event::GeneralRef(reference) => self.push(&referred(&reference), span),
                _ => {}
            }
        }
    }

    fn end(&mut self, name: &[u8], kind: &BlockKind) {
        match name {
            b"p" | b"h" => self.end_paragraph(kind),
            b"span" => {
                if let Some((marks, start)) = self.state.spans.pop() {
                    marks.into_iter().for_each(|mark| self.writer.mark(mark, start));
                }
            }
            b"a" => {
                if let Some((target, start)) = self.state.links.pop() {
                    self.writer.mark(MarkKind::Link { target }, start);
                }
            }
            b"list" => drop(self.state.lists.pop()),
            b"table-cell" => self.state.cells = self.state.cells.saturating_sub(1),
            b"section" | b"bibliography" => {
                if let Some((true, start)) = self.state.sections.pop() {
                    self.writer.bibliography(start);
                }
            }
            _ => {}
        }
    }

    fn begin_list(&mut self, style: Option<String>) {
        let outer = self.state.lists.last().map(|list| list.numbered);
        let numbered = style.map(|style| self.styles.is_numbered(&style)).or(outer);
        self.state.lists.push(List { numbered: numbered.unwrap_or(false), count: 0, fresh: false });
    }

    /// What a paragraph is.
    fn kind(&mut self, otherwise: &BlockKind) -> BlockKind {
        if matches!(otherwise, BlockKind::Note { .. }) {
            return otherwise.clone();
        }
        if self.state.cells > 0 {
            return BlockKind::TableCell;
        }
        match self.state.lists.last_mut() {
            Some(list) if list.fresh => {
                list.fresh = false;
                BlockKind::ListItem { ordinal: list.numbered.then_some(list.count) }
            }
            _ => otherwise.clone(),
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.writer.end();
        self.state.paragraph = Some(kind);
    }

    fn end_paragraph(&mut self, kind: &BlockKind) {
        if self.state.paragraph.take().is_some() {
            self.writer.end();
        }
        const DEEPEST: usize = 4;
        if self.state.boxes.is_empty() || self.depth >= DEEPEST {
            return;
        }
        let outer = std::mem::take(&mut self.state);
        self.depth += 1;
        outer.boxes.iter().for_each(|segment| self.read(*segment, kind));
        self.depth -= 1;
        self.state = State { boxes: Vec::new(), ..outer };
    }

    fn open_block(&mut self, otherwise: &BlockKind) {
        if !self.writer.is_open() {
            let kind = self.state.paragraph.clone().unwrap_or_else(|| otherwise.clone());
            self.writer.begin(kind);
        }
    }

    fn push(&mut self, text: &str, span: Span) {
        if self.state.paragraph.is_none() || self.state.rejected > 0 {
            return;
        }
        self.open_block(&BlockKind::Paragraph);
        self.writer.push_from_part(text, 0, span);
    }

    /// Appends character data: white space is one space, none at the start; soft hyphens are nothing.
    fn text(&mut self, span: Span) {
        let text = span.of(self.xml).to_owned();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let segment = |len: usize| Span::new(at, at + len).shift(span.start);
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            at += if spaces > 0 {
                let block = self.writer.block_text();
                if !block.is_empty() && !block.ends_with(' ') {
                    self.push(" ", segment(spaces));
                }
                spaces
            } else if rest.starts_with('\u{AD}') {
                '\u{AD}'.len_utf8()
            } else {
                let end = rest.find([' ', '\t', '\n', '\r', '\u{AD}']).unwrap_or(rest.len());
                self.push(&rest[..end], segment(end));
                end
            };
        }
    }

    /// Ends the mark around a citation of Zotero: `ZOTERO_ITEM CSL_CITATION {…}`.
    fn end_mark(&mut self, name: &str) {
        let Some(at) = self.state.marks.iter().rposition(|(open, _)| open == name) else { return };
        let (name, start) = self.state.marks.remove(at);
        if let Some(json) = name.find("CSL_CITATION").map(|at| &name[at + "CSL_CITATION".len()..]) {
            let works: Vec<FieldWork> = csl::items(json);
            let software = if name.starts_with("ZOTERO") { "Zotero" } else { "Mendeley" };
            self.writer.field(software, works, start);
        }
    }
}
