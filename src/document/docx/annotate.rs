//! Writes comments into a Word file.

use std::collections::{BTreeMap, HashSet};

use quick_xml::events::Event;

use crate::document::archive::rewritten;
use crate::document::docx::comments::Comments;
use crate::document::docx::package::Package;
use crate::document::docx::runs::{Border, Run, Runs};
use crate::document::format::Note;
use crate::document::splice::{Replacement, spliced};
use crate::document::xml::{Xml, attribute};
use crate::model::document::{BlockKind, Document, MarkKind};
use crate::model::error::Error;
use crate::model::origin::Origin;
use crate::text::span::Span;

/// The file of the document with a comment for each note, in place of those of this program that are
/// there already.
///
/// # Errors
///
/// The file is damaged, or a part of it is not in UTF-8.
pub(super) fn annotate(document: &Document, notes: &[Note]) -> Result<Vec<u8>, Error> {
    let path = document.path();
    let Some(origin) = &document.origin else {
        let message = "comments are written into files of Word only".to_owned();
        return Err(Error::Content { path: path.to_owned(), message });
    };
    let mut package = Package::open(path, &origin.bytes)?;
    let main = package.main()?;
    let xml = package.utf8(&main)?;
    let mut comments = Comments::open(&mut package, &main, &xml)?;
    let runs = Runs::of(&xml);
    let mut marks: BTreeMap<usize, (Border, String)> = BTreeMap::new();
    for note in notes {
        let Some((start, end)) = borders(document, origin, &runs, note.span) else { continue };
        let id = comments.add(&note.text);
        let prefix = runs.prefix();
        let begins = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        let ends = format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/>\
             <{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        );
        let from = marks.entry(start.at).or_insert_with(|| (start, String::new()));
        from.1.push_str(&begins);
        let to = marks.entry(end.at).or_insert_with(|| (end, String::new()));
        // A comment that ends where another begins ends first.
        to.1.insert_str(0, &ends);
    }
    if marks.is_empty() && comments.replaced.is_empty() {
        return Ok(origin.bytes.to_vec());
    }
    let mut replacements = without(&xml, &comments.replaced);
    for (at, (border, mark)) in marks {
        if let Some(keep) = border.keep {
            replacements.push((Span::new(keep, keep), " xml:space=\"preserve\"".to_owned()));
        }
        replacements.push((Span::new(at, at), format!("{}{mark}{}", border.close, border.open)));
    }
    replacements.sort_by_key(|(span, _)| span.start);
    replacements.dedup();
    let damaged = || Error::Content {
        path: path.to_owned(),
        message:
            "its comments overlap in a way that is not understood; remove those of \"cite\" first"
                .to_owned(),
    };
    let mut parts = comments.parts()?;
    parts.insert(main, spliced(&xml, replacements).ok_or_else(damaged)?.into_bytes());
    rewritten(path, &origin.bytes, &parts)
}

/// Between which borders of the main part the text under `span` is; where that is in a note, its call
/// is meant.
fn borders(
    document: &Document,
    origin: &Origin,
    runs: &Runs,
    span: Span,
) -> Option<(Border, Border)> {
    let mappings: Vec<_> =
        origin.map.mappings_in(span).filter(|mapping| mapping.part == 0).collect();
    if let (Some(first), Some(last)) = (mappings.first(), mappings.last()) {
        let from = runs.at(first.source.start)?;
        let to = runs.at(last.source.end.saturating_sub(1))?;
        let start = runs.border_before(from, first.source.start);
        return Some((start, runs.border_after(to, last.source.end)));
    }
    let call = call_of(document, span).unwrap_or(0);
    let before =
        origin.map.mappings().rev().find(|mapping| mapping.part == 0 && mapping.text.end <= call);
    let after = || origin.map.mappings().find(|mapping| mapping.part == 0);
    let offset = match before {
        Some(mapping) => mapping.source.end - 1,
        None => after()?.source.start,
    };
    let around =
        |run: &Run| (runs.border_before(run, run.span.start), runs.border_after(run, run.span.end));
    runs.at(offset).map(around)
}

/// Where the note that holds `span` is called.
fn call_of(document: &Document, span: Span) -> Option<usize> {
    let block = document.block(document.block_at(span.start)?);
    let BlockKind::Note { label } = &block.kind else { return None };
    let calls = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::NoteCall { label: called } if called == label => Some(mark.span.start),
        _ => None,
    });
    calls.into_iter().next()
}

/// What takes the marks of these comments away: their borders, and the runs that refer to them.
fn without(xml: &str, ids: &HashSet<String>) -> Vec<Replacement> {
    let mut gone = Vec::new();
    if ids.is_empty() {
        return gone;
    }
    // The run that is open, as long as nothing else is in it; and the reference in it.
    let mut run: Option<usize> = None;
    let mut reference: Option<Span> = None;
    let mut events = Xml::all(xml);
    while let Ok(Some((event, span))) = events.next_event() {
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let ours = || attribute(tag, "id").is_some_and(|id| ids.contains(&id));
                match tag.local_name().as_ref() {
                    b"r" => run = Some(span.start),
                    b"commentRangeStart" | b"commentRangeEnd" if ours() => {
                        gone.push((span, String::new()));
                    }
                    b"commentReference" if ours() => reference = Some(span),
                    b"rPr" | b"rStyle" | b"commentReference" => {}
                    _ => run = None,
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == b"r" => {
                let whole = run.take().map(|start| Span::new(start, span.end));
                if let Some(reference) = reference.take() {
                    gone.push((whole.unwrap_or(reference), String::new()));
                }
            }
            _ => {}
        }
    }
    gone
}
