//! JATS: the XML in which publishers keep articles (NISO Z39.96).

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::document::format::{Format, Reading};
use crate::document::html::character;
use crate::document::xml::{Xml, attribute};
use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind, Position};
use crate::model::field::FieldWork;
use crate::text::source::Source;
use crate::text::span::Span;

/// JATS.
pub(crate) const FORMAT: Format = Format {
    name: "jats",
    extensions: &["jats", "nxml"],
    walked: true,
    reader: Reading::Text(read),
    writer: None,
};

/// Reads an article. Its links to the list (`<xref ref-type="bibr">`) are the document's fields.
pub(crate) fn read(source: Source) -> Document {
    let xml = source.text().to_owned();
    let mut reader = Article { writer: DocumentWriter::new(source), ..Article::new(&xml) };
    let mut events = Xml::all(&xml);
    loop {
        match events.next_event() {
            Ok(Some((event, span))) => reader.event(event, span),
            Ok(None) => break,
            Err(error) => {
                let what = format!("the XML is cut off or damaged ({error}); the rest is not read");
                reader.writer.fault(None, what);
                break;
            }
        }
    }
    reader.finish()
}

/// Whether a text is an article in JATS.
pub(crate) fn claims(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(4000)];
    let article = head
        .find("<article")
        .is_some_and(|at| head[at + "<article".len()..].starts_with([' ', '>', '\n', '\r', '\t']));
    // A page may hold articles: in HTML the root says so before.
    let lower = head.to_ascii_lowercase();
    let page = ["<html", "<!doctype html"].iter().any(|root| lower.contains(root));
    let of_jats = ["JATS", "NLM//DTD", "article-type=", "<front", "<body", "dtd-version="];
    head.trim_start_matches('\u{FEFF}').trim_start().starts_with('<')
        && article
        && !page
        && of_jats.iter().any(|sign| head.contains(sign))
}

struct Article<'a> {
    xml: &'a str,
    writer: DocumentWriter,
    /// How many elements are open of which nothing is read.
    skipped: usize,
    open: Vec<Element>,
    /// Where each entry of the list is, by its identifier.
    entries: HashMap<String, Span>,
    /// The links to entries: what they show, and the identifiers.
    links: Vec<(Span, Vec<String>)>,
    /// The number of the entry that is being read.
    label: Option<String>,
}

/// An element that is open.
struct Element {
    name: Vec<u8>,
    start: Position,
    /// What its text is marked with.
    mark: Option<MarkKind>,
    /// What the blocks in it are.
    kind: Option<BlockKind>,
    /// The identifiers that it names: its own, or those it leads to.
    ids: Vec<String>,
    /// How many elements of this list or group of people were seen.
    count: u64,
}

/// Elements of which nothing is part of the text.
#[rustfmt::skip]
const SKIPPED: &[&[u8]] = &[
    b"journal-meta", b"tex-math", b"object-id", b"pub-id-list", b"processing-meta", b"sub-article",
    b"response", b"floats-wrap", b"alt-text", b"long-desc", b"annotation", b"nlm-citation-alternatives",
];

/// Elements of the article's data that are part of the text.
const SHOWN: &[&[u8]] = &[b"title-group", b"abstract", b"trans-abstract"];

/// Elements that begin and end a block.
#[rustfmt::skip]
const BLOCKS: &[&[u8]] = &[
    b"article-title", b"subtitle", b"title", b"p", b"td", b"th", b"caption", b"mixed-citation",
    b"element-citation", b"citation", b"nlm-citation", b"ref", b"list-item", b"fn", b"disp-formula", b"sec",
    b"ref-list", b"abstract", b"table-wrap", b"fig", b"list", b"verse-line", b"speech", b"attrib", b"boxed-text",
    b"def-item", b"term", b"def", b"label", b"ack", b"app", b"body", b"back", b"front", b"preformat",
];

impl<'a> Article<'a> {
    fn new(xml: &'a str) -> Article<'a> {
        Article {
            xml,
            writer: DocumentWriter::new(Source::new("", String::new())),
            skipped: 0,
            open: Vec::new(),
            entries: HashMap::new(),
            links: Vec::new(),
            label: None,
        }
    }

    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Start(tag) => self.start(&tag),
            Event::Empty(tag) if self.skipped == 0 && tag.local_name().as_ref() == b"break" => {
                self.writer.push_break(span);
            }
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(_) | Event::GeneralRef(_) if self.skipped == 0 => self.text(span),
            Event::CData(inside) if self.skipped == 0 => {
                self.text(Span::new(span.start + 9, span.start + 9 + inside.len()));
            }
            Event::Comment(inside) => {
                let text = String::from_utf8_lossy(&inside).trim().to_owned();
                self.writer.comment(&text, span);
            }
            _ => {}
        }
    }

    fn is_in(&self, name: &[u8]) -> bool {
        self.open.iter().any(|element| element.name == name)
    }

    fn start(&mut self, tag: &BytesStart) {
        let qualified = tag.local_name();
        let name = qualified.as_ref();
        let data = self.open.last().is_some_and(|outer| outer.name == b"article-meta");
        let call = name == b"xref" && attribute(tag, "ref-type").as_deref() == Some("fn");
        // A label of a note or a table is no part of what it says.
        let label = name == b"label" && !self.is_in(b"ref");
        if SKIPPED.contains(&name) || data && !SHOWN.contains(&name) || call || label {
            if call {
                self.open_block();
                let label = attribute(tag, "rid").unwrap_or_default();
                self.writer.mark(MarkKind::NoteCall { label }, self.writer.here());
            }
            self.skipped = 1;
            return;
        }
        if self.is_in(b"element-citation") {
            self.separate(name);
        } else if BLOCKS.contains(&name) && !self.is_in_citation() {
            self.writer.end();
        }
        let kind = self.kind(name, tag);
        let start = self.writer.here();
        let ids = match name {
            b"ref" => attribute(tag, "id").into_iter().collect(),
            b"xref" if attribute(tag, "ref-type").as_deref() == Some("bibr") => {
                let ids = attribute(tag, "rid").unwrap_or_default();
                ids.split_whitespace().map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        let mark = mark(name, tag);
        self.open.push(Element { name: name.to_vec(), start, mark, kind, ids, count: 0 });
    }

    /// Whether an entry of the list is open: nothing in it is a block.
    fn is_in_citation(&self) -> bool {
        self.open.iter().any(|element| is_citation(&element.name))
    }

    /// What the blocks in an element are.
    fn kind(&mut self, name: &[u8], tag: &BytesStart) -> Option<BlockKind> {
        let depth = self
            .open
            .iter()
            .filter(|it| matches!(&*it.name, b"sec" | b"app" | b"ref-list" | b"ack" | b"abstract"))
            .count();
        Some(match name {
            b"article-title" if self.is_in(b"title-group") => BlockKind::Heading(1),
            b"title" if self.is_in(b"caption") => BlockKind::Caption,
            b"title" => BlockKind::Heading(u8::try_from(depth + 1).unwrap_or(6).clamp(2, 6)),
            b"caption" => BlockKind::Caption,
            b"td" | b"th" => BlockKind::TableCell,
            b"fn" => BlockKind::Note { label: attribute(tag, "id").unwrap_or_default() },
            b"list-item" => {
                let list = self.open.iter_mut().rev().find(|element| element.name == b"list")?;
                list.count += 1;
                let ordered = matches!(list.kind, Some(BlockKind::ListItem { ordinal: Some(_) }));
                BlockKind::ListItem { ordinal: ordered.then_some(list.count) }
            }
            b"list" => {
                let ordered = attribute(tag, "list-type").as_deref() == Some("order");
                BlockKind::ListItem { ordinal: ordered.then_some(1) }
            }
            b"disp-formula" => BlockKind::Math,
            b"preformat" => BlockKind::Code,
            _ => return None,
        })
    }

    fn end(&mut self, name: &[u8]) {
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else { return };
        for element in self.open.drain(at..).rev() {
            if let Some(kind) = element.mark {
                self.writer.mark(kind, element.start);
            }
            let here = Span::new(element.start.offset, self.writer.len());
            if element.name == b"xref" && !element.ids.is_empty() {
                self.links.push((here, element.ids));
            } else if let Some(id) = element.ids.into_iter().next() {
                self.entries.insert(id, here);
                self.label = None;
            } else if element.name == b"ref-list" {
                self.writer.bibliography(element.start.offset);
            }
        }
        if BLOCKS.contains(&name)
            && (!self.is_in_citation() || is_citation(name))
            && name != b"label"
        {
            self.writer.end();
        }
    }

    /// Writes what publishers put between the parts of an entry that comes without it.
    fn separate(&mut self, name: &[u8]) {
        let end = self.writer.end_in_source(self.writer.len());
        let begun = !self.writer.block_text().trim().is_empty();
        let first = self.open.last().is_some_and(|group| group.count == 0);
        let between = match name {
            _ if !begun => "",
            b"name" | b"string-name" | b"collab" | b"etal" if first => "",
            b"name" | b"string-name" | b"collab" | b"etal" => ", ",
            b"given-names" | b"suffix" => " ",
            b"surname" | b"italic" | b"bold" | b"sup" | b"sub" | b"sc" => "",
            b"year" => " (",
            b"volume" => " ",
            b"issue" => "(",
            b"fpage" | b"elocation-id" => ": ",
            b"lpage" => "–",
            _ => ". ",
        };
        if let Some(group) = self.open.last_mut() {
            group.count += 1;
        }
        if !between.is_empty() {
            self.writer.push(between, Span::new(end, end));
        }
    }

    /// Appends text: white space is one space, references are what they stand for.
    fn text(&mut self, span: Span) {
        let text = span.of(self.xml);
        let inside = self.open.last().map(|element| element.name.clone());
        let inside = inside.as_deref();
        if inside == Some(b"label") && self.is_in(b"ref") {
            self.label.get_or_insert_default().push_str(text.trim());
            return;
        }
        let structural = matches!(
            inside,
            None | Some(
                b"element-citation"
                    | b"person-group"
                    | b"name"
                    | b"ref"
                    | b"ref-list"
                    | b"sec"
                    | b"body"
                    | b"list"
                    | b"table"
                    | b"tr"
                    | b"tbody"
                    | b"thead"
                    | b"article-meta"
                    | b"article"
                    | b"front"
                    | b"back"
            )
        );
        if text.trim().is_empty() && (structural || !self.writer.is_open()) {
            return;
        }
        self.open_block();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let segment = |len: usize| Span::new(at, at + len).shift(span.start);
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            at += if spaces > 0 {
                if !self.writer.block_text().ends_with(char::is_whitespace)
                    && !self.writer.block_text().is_empty()
                {
                    self.writer.push(" ", segment(spaces));
                }
                spaces
            } else if let Some((len, meant)) = character(rest) {
                self.writer.push(&meant, segment(len));
                len
            } else {
                let tail = &rest[rest.chars().next().map_or(1, char::len_utf8)..];
                let len = tail.find([' ', '\t', '\n', '\r', '&']).unwrap_or(tail.len())
                    + rest.len()
                    - tail.len();
                self.writer.push_source(segment(len));
                len
            };
        }
        if matches!(inside, Some(b"year" | b"issue")) && self.is_in(b"element-citation") {
            self.writer.push(")", Span::new(span.end, span.end));
        }
    }

    /// Makes sure that there is a block to write to.
    fn open_block(&mut self) {
        if self.writer.is_open() {
            return;
        }
        if self.is_in_citation() {
            let label = self.label.take().unwrap_or_default();
            let digits = label.trim_matches(|c: char| !c.is_ascii_digit());
            let ordinal = digits.parse().ok().filter(|_| label.len() < 8);
            self.writer.begin(match ordinal {
                Some(_) => BlockKind::ListItem { ordinal },
                None => BlockKind::Paragraph,
            });
            return;
        }
        let kind = self.open.iter_mut().rev().find_map(|element| match &element.kind {
            // Only the first block of an item is the item.
            Some(BlockKind::ListItem { .. }) if element.name == b"list-item" => {
                element.kind.replace(BlockKind::Paragraph)
            }
            kind => kind.clone(),
        });
        self.writer.begin(kind.unwrap_or(BlockKind::Paragraph));
    }

    fn finish(mut self) -> Document {
        for (shown, ids) in self.links {
            let listed = |id: &String| self.entries.get(id).copied();
            let works = ids
                .iter()
                .filter_map(listed)
                .map(|span| FieldWork { listed: Some(span), ..FieldWork::default() });
            self.writer.field_at("JATS", works.collect(), shown);
        }
        self.writer.finish()
    }
}

fn is_citation(name: &[u8]) -> bool {
    matches!(name, b"mixed-citation" | b"element-citation" | b"citation" | b"nlm-citation")
}

/// What an element says of its text.
fn mark(name: &[u8], tag: &BytesStart) -> Option<MarkKind> {
    Some(match name {
        b"italic" => MarkKind::Emphasis,
        b"bold" => MarkKind::Strong,
        b"sup" => MarkKind::Superscript,
        b"sub" => MarkKind::Subscript,
        b"monospace" => MarkKind::Code,
        b"inline-formula" => MarkKind::Math,
        b"ext-link" | b"uri" => MarkKind::Link { target: attribute(tag, "href")? },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_an_article_is_no_jats() {
        assert!(claims("<article article-type=\"research\"><front></front></article>"));
        assert!(!claims("<!DOCTYPE html>\n<html>\n<body>\n<article>\n<p>A</p>\n"));
    }
}
