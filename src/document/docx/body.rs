//! Reads the text of a part: paragraphs, runs, and what is around and between them.

use quick_xml::events::{BytesStart, Event};

use crate::document::docx::citations;
use crate::document::docx::controls::Control;
use crate::document::docx::fields::{Field, Fields};
use crate::document::docx::marks::{Look, Marks};
use crate::document::docx::names::{Prefixes, Vocabulary};
use crate::document::docx::numbering::Numbering;
use crate::document::docx::package::Relationships;
use crate::document::docx::paragraph::Paragraph;
use crate::document::docx::sources::Sources;
use crate::document::docx::styles::Styles;
use crate::document::docx::symbols::symbol;
use crate::document::xml::{Xml, attribute, referred};
use crate::model::document::{BlockKind, DocumentWriter, MarkKind, Position};
use crate::text::span::Span;

/// What all parts of a document share.
pub(super) struct Context {
    /// The styles.
    pub styles: Styles,
    /// The numberings, and how far they have counted.
    pub numbering: Numbering,
    /// The works that Word itself keeps.
    pub sources: Sources,
    /// The notes that were called, in order.
    pub called: Vec<Call>,
    /// Whether tracked changes are read as rejected.
    pub original: bool,
}

/// The call of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// Whether it is an endnote.
    pub endnote: bool,
    /// Its identifier in its part.
    pub id: String,
    /// What it is called in the document.
    pub label: String,
}

/// Reads a part.
pub(super) struct Body<'a> {
    xml: &'a str,
    part: usize,
    prefixes: Prefixes,
    links: &'a Relationships,
    context: &'a mut Context,
    writer: &'a mut DocumentWriter,
    /// What its paragraphs are, unless they say otherwise.
    kind: BlockKind,
    state: State,
    /// How deep in text boxes the reading is.
    depth: usize,
}

/// What is open.
#[derive(Default)]
struct State {
    /// How many elements are open of which nothing is read.
    skipped: usize,
    /// Where the inside of a text box begins that is read later.
    text_box: Option<usize>,
    text_boxes: Vec<Span>,
    /// How many table cells are open.
    cells: usize,
    /// Whether the open row of a table was deleted.
    row_deleted: bool,
    /// Whether an alternative was read, so that what stands for it is not.
    chosen: bool,
    paragraph: Option<Paragraph>,
    /// Whether the end of the paragraph before was deleted.
    joined: bool,
    /// In which properties the reading is.
    properties: Properties,
    look: Look,
    marks: Marks,
    links: Vec<(String, Position)>,
    fields: Fields,
    controls: Vec<Control>,
    maths: Option<Position>,
    text: Text,
}

#[derive(Default, PartialEq, Eq)]
enum Properties {
    #[default]
    None,
    Paragraph,
    Run,
    Row,
}

/// What the character data that comes is.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
enum Text {
    #[default]
    None,
    /// Text that is shown, with its white space or trimmed.
    Shown {
        kept: bool,
    },
    Instruction,
    Data,
}

impl<'a> Body<'a> {
    /// A reader of the part with this index and text, whose paragraphs are of this kind.
    pub(super) fn new(
        xml: &'a str,
        part: usize,
        links: &'a Relationships,
        context: &'a mut Context,
        writer: &'a mut DocumentWriter,
        kind: BlockKind,
    ) -> Body<'a> {
        let prefixes = Prefixes::of(xml);
        Body {
            xml,
            part,
            prefixes,
            links,
            context,
            writer,
            kind,
            state: State::default(),
            depth: 0,
        }
    }

    /// Reads a segment of the part. What is wrong with the XML ends it, and is a fault.
    pub(super) fn read(&mut self, segment: Span) {
        let mut events = Xml::new(self.xml, segment);
        loop {
            match events.next_event() {
                Ok(Some((event, span))) => self.event(event, span),
                Ok(None) => break,
                Err(error) => {
                    let what =
                        format!("the text is cut off or damaged ({error}); the rest is not read");
                    self.writer.fault(None, what);
                    break;
                }
            }
        }
        self.end_paragraph();
    }

    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(tag) if self.state.skipped > 0 => {
                let _ = tag;
                self.state.skipped += 1;
            }
            Event::Start(tag) => self.start(&tag, span, false),
            Event::Empty(tag) if self.state.skipped == 0 => {
                self.start(&tag, span, true);
                if self.state.skipped > 0 {
                    self.state.skipped = 0;
                    self.state.text_box = None;
                } else {
                    self.end(tag.name().as_ref(), span);
                }
            }
            Event::End(_) if self.state.skipped > 1 => self.state.skipped -= 1,
            Event::End(_) if self.state.skipped == 1 => {
                self.state.skipped = 0;
                if let Some(start) = self.state.text_box.take() {
                    self.state.text_boxes.push(Span::new(start, span.start));
                }
            }
            Event::End(tag) => self.end(tag.name().as_ref(), span),
            Event::Text(_) | Event::CData(_) if self.state.text != Text::None => {
                let span = match event {
                    Event::CData(inside) => {
                        Span::new(span.start + 9, span.start + 9 + inside.len())
                    }
                    _ => span,
                };
                self.text(span);
            }
            Event::GeneralRef(reference) if self.state.text != Text::None => {
                let meant = referred(&reference);
                match self.state.text {
                    Text::Shown { .. } => self.push(&meant, span),
                    Text::Instruction => self.state.fields.instruct(&meant),
                    Text::Data => self.state.fields.keep(&meant),
                    Text::None => {}
                }
            }
            _ => {}
        }
    }

    fn skip(&mut self) {
        self.state.skipped = 1;
    }

    fn start(&mut self, tag: &BytesStart, span: Span, empty: bool) {
        let qualified = tag.name();
        let (vocabulary, name) = self.prefixes.parted(qualified.as_ref());
        match (vocabulary, name) {
            (Vocabulary::Word, name) if self.state.properties != Properties::None => {
                self.property(name, tag);
            }
            (Vocabulary::Word, name) => self.word(name, tag, span, empty),
            (Vocabulary::Maths, b"oMath") => {
                self.open_block();
                self.state.maths.get_or_insert(self.writer.here());
            }
            (Vocabulary::Maths, b"t") => self.state.text = Text::Shown { kept: true },
            (_, b"AlternateContent") => self.state.chosen = false,
            (_, b"Choice") => self.state.chosen = true,
            (_, b"Fallback") if self.state.chosen => self.skip(),
            _ => {}
        }
    }

    /// An element of a run or around runs and paragraphs.
    fn word(&mut self, name: &[u8], tag: &BytesStart, span: Span, empty: bool) {
        let value = |name| attribute(tag, name);
        match name {
            b"p" => self.begin_paragraph(),
            b"pPr" if !empty => self.state.properties = Properties::Paragraph,
            b"r" => self.state.look = Look::default(),
            b"rPr" if !empty => self.state.properties = Properties::Run,
            b"t" | b"delText" => {
                let kept = attribute(tag, "space").as_deref() == Some("preserve");
                self.state.text = Text::Shown { kept };
            }
            b"instrText" | b"delInstrText" => self.state.text = Text::Instruction,
            b"fldData" => self.state.text = Text::Data,
            b"tab" | b"ptab" => self.push("\t", span),
            b"br" | b"cr" => self.line_break(value("type").as_deref(), span),
            b"lastRenderedPageBreak" => self.writer.page(),
            b"noBreakHyphen" => self.push("-", span),
            b"sym" => {
                let font = value("font").unwrap_or_default();
                let meant = symbol(&font, &value("char").unwrap_or_default());
                if let Some(meant) = meant {
                    self.push(meant.encode_utf8(&mut [0; 4]), span);
                }
            }
            b"footnoteReference" | b"endnoteReference" => {
                self.call(name == b"endnoteReference", value("id").unwrap_or_default());
            }
            b"fldChar" => self.field_character(value("fldCharType").as_deref()),
            b"fldSimple" => {
                self.open_block();
                let at = self.writer.here();
                self.state.fields.begin_simple(value("instr").unwrap_or_default(), at);
            }
            b"hyperlink" => self.link(value("id"), value("anchor")),
            b"sdt" => self.state.controls.push(Control::default()),
            b"sdtPr" if !empty => {}
            b"sdtContent" => self.begin_control(),
            b"tc" if self.state.row_deleted => self.skip(),
            b"tc" => {
                self.end_paragraph();
                self.state.cells += 1;
            }
            b"tr" => self.state.row_deleted = false,
            b"trPr" if !empty => self.state.properties = Properties::Row,
            b"del" | b"moveFrom" if !self.context.original => self.skip(),
            b"ins" | b"moveTo" if self.context.original => self.skip(),
            b"txbxContent" => {
                self.state.text_box = Some(span.end);
                self.skip();
            }
            b"rt" | b"sectPr" | b"tblPr" | b"tblGrid" | b"sdtEndPr" | b"tblPrEx" | b"tcPr" => {
                self.skip();
            }
            name => {
                if let Some(control) = self.state.controls.last_mut() {
                    control.take(name, tag);
                }
            }
        }
    }

    /// An element inside the properties of a paragraph, a run or a row.
    fn property(&mut self, name: &[u8], tag: &BytesStart) {
        if name.ends_with(b"Change") {
            return self.skip();
        }
        let (deleted, inserted) =
            (matches!(name, b"del" | b"moveFrom"), matches!(name, b"ins" | b"moveTo"));
        let gone = if self.context.original { inserted } else { deleted };
        match self.state.properties {
            Properties::Row => self.state.row_deleted |= gone,
            Properties::Run => {
                let styles = &self.context.styles;
                let style = |id: &str| styles.get(id).cloned().unwrap_or_default();
                self.state.look.take(name, tag, style);
            }
            Properties::Paragraph => {
                if let Some(paragraph) = &mut self.state.paragraph {
                    paragraph.take(name, tag);
                    paragraph.end_deleted |= gone && paragraph.at_end;
                }
            }
            Properties::None => {}
        }
    }

    fn end(&mut self, qualified: &[u8], _: Span) {
        let (vocabulary, name) = self.prefixes.parted(qualified);
        match (vocabulary, name) {
            (Vocabulary::Word, b"pPr") => {
                self.state.properties = Properties::None;
                self.settle();
            }
            (Vocabulary::Word, b"rPr") if self.state.properties == Properties::Run => {
                self.state.properties = Properties::None;
            }
            (Vocabulary::Word, b"trPr") => self.state.properties = Properties::None,
            (Vocabulary::Word, b"p") => self.end_paragraph(),
            (Vocabulary::Word, b"t" | b"delText" | b"instrText" | b"delInstrText" | b"fldData")
            | (Vocabulary::Maths, b"t") => self.state.text = Text::None,
            (Vocabulary::Word, b"fldSimple") => self.end_field(),
            (Vocabulary::Word, b"hyperlink") => {
                if let Some((target, start)) = self.state.links.pop() {
                    self.writer.mark(MarkKind::Link { target }, start);
                }
            }
            (Vocabulary::Word, b"sdt") => self.end_control(),
            (Vocabulary::Word, b"tc") => {
                self.end_paragraph();
                self.state.cells = self.state.cells.saturating_sub(1);
            }
            (Vocabulary::Maths, b"oMath") => {
                if let Some(start) = self.state.maths.take() {
                    self.writer.mark(MarkKind::Math, start);
                }
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        let joined = std::mem::take(&mut self.state.joined);
        if !joined {
            self.close_block();
        }
        self.state.paragraph = Some(Paragraph::new(joined));
    }

    /// The properties of the paragraph are known: what it is.
    fn settle(&mut self) {
        let Some(paragraph) = &mut self.state.paragraph else { return };
        let cell = self.state.cells > 0;
        paragraph.settle(&self.context.styles, &mut self.context.numbering, &self.kind, cell);
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.state.paragraph.take() else { return };
        self.state.joined = paragraph.end_deleted;
        if !paragraph.end_deleted {
            self.close_block();
        }
        if self.state.text_boxes.is_empty() {
            return;
        }
        /// Word itself allows no text box inside another.
        const DEEPEST: usize = 4;
        let boxes = std::mem::take(&mut self.state.text_boxes);
        if self.depth < DEEPEST {
            self.close_block();
            let outer = std::mem::take(&mut self.state);
            self.depth += 1;
            boxes.into_iter().for_each(|segment| self.read(segment));
            self.depth -= 1;
            self.state = outer;
        }
    }

    fn close_block(&mut self) {
        self.state.marks.close(self.writer);
        self.writer.end();
    }

    /// Makes sure that there is a block to write to.
    fn open_block(&mut self) {
        if self.writer.is_open() {
            return;
        }
        let kind = self.state.paragraph.as_ref().and_then(|paragraph| paragraph.kind.clone());
        let cell = self.state.cells > 0;
        let otherwise = || if cell { BlockKind::TableCell } else { self.kind.clone() };
        self.writer.begin(kind.unwrap_or_else(otherwise));
    }

    /// Whether text that comes now is read.
    fn reads(&self) -> bool {
        let contents = self.state.paragraph.as_ref().is_some_and(|paragraph| paragraph.contents);
        !self.state.look.hidden && !contents && self.state.fields.show()
    }

    /// Appends what these bytes stand for.
    fn push(&mut self, text: &str, span: Span) {
        if self.reads() {
            self.open_block();
            self.state.marks.turn(self.writer, self.state.look);
            self.writer.push_from_part(text, self.part, span);
        }
    }

    fn line_break(&mut self, kind: Option<&str>, span: Span) {
        if !self.reads() {
            return;
        }
        if kind == Some("page") {
            self.writer.page();
        }
        self.open_block();
        self.state.marks.turn(self.writer, self.state.look);
        self.writer.push_break_from_part(self.part, span);
    }

    /// Appends character data: white space is a space, soft hyphens are nothing.
    fn text(&mut self, span: Span) {
        let text = span.of(self.xml);
        let kept = match self.state.text {
            Text::Instruction => return self.state.fields.instruct(text),
            Text::Data => return self.state.fields.keep(text),
            Text::Shown { kept } => kept,
            Text::None => return,
        };
        let span = if kept { span } else { self.trimmed(span) };
        let mut from = span.start;
        let odd = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{AD}');
        for (at, found) in span.of(self.xml).match_indices(odd) {
            let at = Span::new(at, at + found.len()).shift(span.start);
            self.push_verbatim(Span::new(from, at.start));
            if found != "\u{AD}" {
                self.push(" ", at);
            }
            from = at.end;
        }
        self.push_verbatim(Span::new(from, span.end));
    }

    /// Character data without the white space at the ends of its element.
    fn trimmed(&self, span: Span) -> Span {
        let trimmed = span.trim(self.xml);
        let first = self.xml[..span.start].ends_with('>');
        let last = self.xml[span.end..].starts_with("</");
        let start = if first { trimmed.start } else { span.start };
        Span::new(start, if last { trimmed.end.max(start) } else { span.end })
    }

    fn push_verbatim(&mut self, span: Span) {
        if !span.is_empty() {
            self.push(span.of(self.xml), span);
        }
    }

    fn call(&mut self, endnote: bool, id: String) {
        if !self.reads() {
            return;
        }
        self.open_block();
        let number = self.context.called.iter().filter(|call| call.endnote == endnote).count() + 1;
        let label = if endnote { format!("e{number}") } else { number.to_string() };
        self.writer.mark(MarkKind::NoteCall { label: label.clone() }, self.writer.here());
        self.context.called.push(Call { endnote, id, label });
    }

    fn link(&mut self, id: Option<String>, anchor: Option<String>) {
        self.open_block();
        let address = id.and_then(|id| self.links.get(&id)).map(|link| link.target.clone());
        let target = match (address, anchor) {
            (Some(address), _) => address,
            (None, anchor) => format!("#{}", anchor.unwrap_or_default()),
        };
        self.state.links.push((target, self.writer.here()));
    }

    fn field_character(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.state.fields.begin(),
            Some("separate") => {
                self.open_block();
                self.state.fields.separate(self.writer.here());
            }
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    fn end_field(&mut self) {
        let Some(field) = self.state.fields.end(self.writer.here()) else { return };
        if let Some(target) = field.address() {
            self.writer.mark(MarkKind::Link { target }, field.start);
        }
        self.keep_field(&field);
    }

    /// Keeps what a citation or bibliography field says.
    fn keep_field(&mut self, field: &Field) {
        if citations::is_bibliography(field) {
            self.writer.bibliography(field.start.offset);
        } else if let Some((software, works)) = citations::of_field(field, &self.context.sources) {
            self.writer.field(software, works, field.start.offset);
        }
    }

    fn begin_control(&mut self) {
        let at = self.writer.len();
        if let Some(control) = self.state.controls.last_mut() {
            control.start = at;
            if control.is_not_read() {
                self.skip();
            }
        }
    }

    fn end_control(&mut self) {
        let Some(control) = self.state.controls.pop() else { return };
        if control.is_bibliography() {
            self.writer.bibliography(control.start);
        } else if let Some((software, works)) = citations::of_control(&control.tag) {
            self.writer.field(software, works, control.start);
        }
    }
}
