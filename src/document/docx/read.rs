//! Reads a Word file: its text, then the notes that it calls.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::document::docx::body::{Body, Call, Context};
use crate::document::docx::numbering::Numbering;
use crate::document::docx::package::{Package, Relationships};
use crate::document::docx::sources::Sources;
use crate::document::docx::styles::Styles;
use crate::document::format::File;
use crate::document::xml::{Xml, attribute};
use crate::model::document::{BlockKind, Document, DocumentWriter};
use crate::model::error::Error;
use crate::model::origin::Origin;
use crate::text::span::Span;

/// Reads a Word file.
///
/// # Errors
///
/// It is cut off, damaged beyond reading, or holds no text.
pub(super) fn read(file: File) -> Result<Document, Error> {
    let mut package = Package::open(&file.path, &file.bytes)?;
    let main = package.main()?;
    let links = package.relationships(&main)?;
    let mut context = context(&mut package, &links, file.original)?;
    let names = [Some(main), named(&links, "footnotes"), named(&links, "endnotes")];
    let mut origin = Origin { bytes: file.bytes, original: file.original, ..Origin::default() };
    origin.parts = names.iter().map(|name| name.clone().unwrap_or_default()).collect();
    let mut writer = DocumentWriter::extracted(file.path, origin);
    for (part, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        let xml = package.text(name)?.unwrap_or_default();
        let links = package.relationships(name)?;
        let mut reading = PartReader { part, xml: &xml, links: &links, context: &mut context };
        match part {
            0 => reading.all(&mut writer),
            _ => reading.notes(&mut writer, part == 2),
        }
    }
    Ok(writer.finish())
}

/// What all parts share.
fn context(package: &mut Package, links: &Relationships, original: bool) -> Result<Context, Error> {
    let mut text = |kind: &str| match named(links, kind) {
        Some(name) => Ok(package.text(&name)?.unwrap_or_default()),
        None => Ok::<String, Error>(String::new()),
    };
    let styles = Styles::read(&text("styles")?);
    let numbering = Numbering::read(&text("numbering")?);
    let mut sources = Sources::default();
    for custom in links.values().filter(|link| link.kind == "customXml") {
        sources.read(&package.text(&custom.target)?.unwrap_or_default());
    }
    Ok(Context { styles, numbering, sources, called: Vec::new(), original })
}

/// The part of this kind.
fn named(links: &Relationships, kind: &str) -> Option<String> {
    links.values().find(|link| link.kind == kind).map(|link| link.target.clone())
}

/// A part that is being read.
struct PartReader<'a> {
    part: usize,
    xml: &'a str,
    links: &'a Relationships,
    context: &'a mut Context,
}

impl PartReader<'_> {
    fn all(&mut self, writer: &mut DocumentWriter) {
        self.read(writer, Span::new(0, self.xml.len()), BlockKind::Paragraph);
    }

    /// Reads the notes that were called, in the order of their calls.
    fn notes(&mut self, writer: &mut DocumentWriter, endnotes: bool) {
        let segments = segments(self.xml);
        let called: Vec<Call> =
            self.context.called.iter().filter(|call| call.endnote == endnotes).cloned().collect();
        for call in called {
            if let Some(segment) = segments.get(&call.id) {
                self.read(writer, *segment, BlockKind::Note { label: call.label });
            }
        }
    }

    fn read(&mut self, writer: &mut DocumentWriter, segment: Span, kind: BlockKind) {
        Body::new(self.xml, self.part, self.links, self.context, writer, kind).read(segment);
    }
}

/// The insides of the notes of a part, by their identifiers.
fn segments(xml: &str) -> HashMap<String, Span> {
    let mut found = HashMap::new();
    let mut open: Option<(String, usize)> = None;
    let mut events = Xml::all(xml);
    while let Ok(Some((event, span))) = events.next_event() {
        match event {
            Event::Start(tag) if matches!(tag.local_name().as_ref(), b"footnote" | b"endnote") => {
                open = attribute(&tag, "id").map(|id| (id, span.end));
            }
            Event::End(tag) if matches!(tag.local_name().as_ref(), b"footnote" | b"endnote") => {
                found.extend(open.take().map(|(id, start)| (id, Span::new(start, span.start))));
            }
            _ => {}
        }
    }
    found
}
