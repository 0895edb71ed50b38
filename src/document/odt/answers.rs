//! Writes comments and tracked changes into an OpenDocument text.

use std::collections::{BTreeMap, HashSet};

use quick_xml::events::Event;

use crate::document::archive::{Archive, rewritten};
use crate::document::format::Note;
use crate::document::odt::read::CONTENT;
use crate::document::splice::{Replacement, spliced};
use crate::document::xml::{Xml, attribute, escaped};
use crate::model::document::{BlockKind, Document, MarkKind};
use crate::model::error::Error;
use crate::model::finding::Edit;
use crate::model::origin::Origin;
use crate::model::source_map::Mapping;
use crate::text::span::Span;

/// The author of comments and changes.
const AUTHOR: &str = "cite";

/// The file of the document with a comment for each note, in place of those of this program that are
/// there already.
///
/// # Errors
///
/// The file is damaged, or its text not in UTF-8.
pub(super) fn annotate(document: &Document, notes: &[Note]) -> Result<Vec<u8>, Error> {
    let damaged = || Error::Content {
        path: document.path().to_owned(),
        message: "comments cannot be written into it: its text is damaged or not in UTF-8"
            .to_owned(),
    };
    let origin = document.origin.as_ref().ok_or_else(damaged)?;
    let xml = content(document, origin).ok_or_else(damaged)?;
    let mut replacements = without(&xml);
    for (number, note) in notes.iter().enumerate() {
        let Some(place) = place(document, origin, note.span) else { continue };
        let name = format!("{AUTHOR}{number}");
        let paragraphs = note.text.iter().map(|it| format!("<text:p>{}</text:p>", escaped(it)));
        let comment = format!(
            "<office:annotation office:name=\"{name}\"><dc:creator>{AUTHOR}</dc:creator>{}</office:annotation>",
            paragraphs.collect::<String>()
        );
        let end = format!("<office:annotation-end office:name=\"{name}\"/>");
        replacements.push((Span::new(place.start, place.start), comment));
        replacements.push((Span::new(place.end, place.end), end));
    }
    if replacements.is_empty() {
        return Ok(origin.bytes.to_vec());
    }
    let text = spliced(&xml, replacements).ok_or_else(damaged)?;
    let parts = BTreeMap::from([(CONTENT.to_owned(), text.into_bytes())]);
    rewritten(document.path(), &origin.bytes, &parts)
}

fn content(document: &Document, origin: &Origin) -> Option<String> {
    let mut archive = Archive::open(document.path(), &origin.bytes).ok()?;
    let bytes = archive.part(document.path(), CONTENT).ok()??;
    String::from_utf8(bytes).ok()
}

/// Where the text under `span` is; that of a note is where it is called.
fn place(document: &Document, origin: &Origin, span: Span) -> Option<Span> {
    let block = document.block_at(span.start).map(|at| document.block(at));
    if let Some(BlockKind::Note { label }) = block.map(|block| &block.kind) {
        let call = document.marks.iter().find(
            |mark| matches!(&mark.kind, MarkKind::NoteCall { label: called } if called == label),
        )?;
        let before =
            origin.map.mappings().rev().find(|mapping| mapping.text.end <= call.span.start)?;
        return Some(Span::new(before.source.end, before.source.end));
    }
    let mappings: Vec<Mapping<usize>> = origin.map.mappings_in(span).collect();
    Some(Span::new(mappings.first()?.source.start, mappings.last()?.source.end))
}

/// What takes the comments of this program away.
fn without(xml: &str) -> Vec<Replacement> {
    let mut gone: Vec<Replacement> = Vec::new();
    let mut names: HashSet<String> = HashSet::new();
    let mut open: Option<(usize, String, bool)> = None;
    let mut creator = false;
    let mut events = Xml::all(xml);
    while let Ok(Some((event, span))) = events.next_event() {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"annotation" => {
                    open = Some((span.start, attribute(&tag, "name").unwrap_or_default(), false))
                }
                b"creator" => creator = true,
                _ => {}
            },
            Event::Text(_) if creator => {
                if let Some((_, _, ours)) = &mut open {
                    *ours |= span.of(xml) == AUTHOR;
                }
            }
            Event::Empty(tag) if tag.local_name().as_ref() == b"annotation-end" => {
                let name = attribute(&tag, "name").unwrap_or_default();
                if names.contains(&name) {
                    gone.push((span, String::new()));
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                b"creator" => creator = false,
                b"annotation" => {
                    if let Some((start, name, true)) = open.take() {
                        gone.push((Span::new(start, span.end), String::new()));
                        names.insert(name);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    gone
}

/// The file of the document with these edits as tracked changes; none if one of them goes over markup,
/// or lies in a citation that a program keeps.
pub(super) fn edit(document: &Document, edits: &[&Edit]) -> Option<Vec<u8>> {
    let origin = document.origin.as_ref().filter(|origin| !origin.original)?;
    let xml = content(document, origin)?;
    let mut replacements = Vec::new();
    let mut regions = String::new();
    let changes = Changes::of(&xml);
    let first = (0..).find(|number| !xml.contains(&format!("\"{AUTHOR}-{number}-")))?;
    for (number, edit) in edits.iter().enumerate() {
        let kept = document.fields.iter().any(|field| field.span.overlaps(edit.span));
        let id = format!("{AUTHOR}-{first}-{number}");
        let at = match edit.span.is_empty() {
            true => {
                let before = edit.span.start.checked_sub(1)?;
                let mapping = origin.map.mappings_in(Span::new(before, edit.span.start)).next()?;
                Span::new(mapping.source.end, mapping.source.end)
            }
            false => {
                let mappings: Vec<Mapping<usize>> = origin.map.mappings_in(edit.span).collect();
                let whole = Span::new(mappings.first()?.source.start, mappings.last()?.source.end);
                if whole.of(&xml).contains('<') {
                    return None;
                }
                whole
            }
        };
        if kept || changes.hold(at.start) {
            return None;
        }
        let mut new = String::new();
        if !edit.text.is_empty() {
            regions.push_str(&region(&id, "insertion", ""));
            new.push_str(&format!(
                "<text:change-start text:change-id=\"{id}\"/>{}<text:change-end text:change-id=\"{id}\"/>",
                escaped(&edit.text)
            ));
        }
        if !at.is_empty() {
            let id = format!("{id}d");
            regions.push_str(&region(
                &id,
                "deletion",
                &format!("<text:p>{}</text:p>", at.of(&xml)),
            ));
            new.push_str(&format!("<text:change text:change-id=\"{id}\"/>"));
        }
        replacements.push((at, new));
    }
    replacements.push(registered(&xml, &regions)?);
    let text = spliced(&xml, replacements)?;
    let parts = BTreeMap::from([(CONTENT.to_owned(), text.into_bytes())]);
    rewritten(document.path(), &origin.bytes, &parts).ok()
}

/// Where insertions begin and end.
struct Changes {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Changes {
    fn of(xml: &str) -> Changes {
        let places = |tag: &str| xml.match_indices(tag).map(|(at, _)| at).collect();
        Changes { starts: places("<text:change-start"), ends: places("<text:change-end") }
    }

    /// Whether a byte is in an insertion.
    fn hold(&self, at: usize) -> bool {
        let before = |places: &[usize]| places.partition_point(|place| *place < at);
        before(&self.starts) > before(&self.ends)
    }
}

fn region(id: &str, kind: &str, content: &str) -> String {
    format!(
        "<text:changed-region xml:id=\"{id}\" text:id=\"{id}\"><text:{kind}><office:change-info>\
         <dc:creator>{AUTHOR}</dc:creator></office:change-info>{content}</text:{kind}></text:changed-region>"
    )
}

/// Where the list of changes takes more of them.
fn registered(xml: &str, regions: &str) -> Option<Replacement> {
    let end = "</text:tracked-changes>";
    if let Some(at) = xml.find(end) {
        return Some((Span::new(at, at), regions.to_owned()));
    }
    let body = xml.find("<office:text")?;
    let at = body + xml[body..].find('>')? + 1;
    Some((Span::new(at, at), format!("<text:tracked-changes>{regions}{end}")))
}
