//! Writes better addresses and archived copies into the text of a file; all else stays as it is.

use std::sync::Arc;

use crate::links::change::Change;
use crate::links::gathered::{Gathered, Origin};
use crate::links::record;
use crate::model::document::{Document, MarkKind};
use crate::model::evidence::{ArchivedCopy, LinkEvidence};
use crate::model::link::Link;
use crate::text::source::Source;
use crate::text::span::Span;

/// A file with its changes made.
#[derive(Debug, Clone)]
pub struct Repaired<'a> {
    /// As it was.
    pub source: &'a Source,
    /// Its text with the changes.
    pub text: String,
}

/// The files that the evidence changes: addresses that moved for good or work otherwise are
/// replaced, and references whose page is gone get the address and the day of the archived copy.
/// `evidence` is in the order of the file's links.
pub fn repaired<'a>(file: &'a Gathered, evidence: &[Arc<LinkEvidence>]) -> Vec<Repaired<'a>> {
    let pairs = || file.links.iter().zip(evidence);
    match &file.origin {
        Origin::Document(document, _) => {
            let changes =
                pairs().flat_map(|(link, found)| in_document(document, file, link, found));
            apply(&document.source, changes.collect()).into_iter().collect()
        }
        Origin::Library(library) => {
            let of_source = |(index, source): (usize, &'a Source)| {
                let changes = pairs().filter_map(|(link, found)| {
                    let record = library.records.get(link.reference?)?;
                    (record.source == index).then(|| in_record(source, record.span, link, found))
                });
                apply(source, changes.flatten().collect())
            };
            library.sources.iter().enumerate().filter_map(of_source).collect()
        }
    }
}

/// The text of a source with its changes made; absent if there are none.
fn apply(source: &Source, mut changes: Vec<Change>) -> Option<Repaired<'_>> {
    changes.sort_by_key(|change| (change.span.start, change.span.end));
    let mut text = String::with_capacity(source.text().len() + 200 * changes.len());
    let mut done = 0;
    for change in changes.iter().filter(|change| !change.text.is_empty()) {
        // Of two changes of one stretch, the first holds.
        if change.span.start < done {
            continue;
        }
        text.push_str(Span::new(done, change.span.start).of(source.text()));
        text.push_str(&change.text);
        done = change.span.end;
    }
    text.push_str(source.text().get(done..).unwrap_or_default());
    (text != source.text()).then_some(Repaired { source, text })
}

/// What is changed in a document for one link.
fn in_document(
    document: &Document,
    file: &Gathered,
    link: &Link,
    found: &LinkEvidence,
) -> Vec<Change> {
    let text = document.source.text();
    let span = document.in_source(link.span);
    let mut changes = Vec::new();
    if let Some(better) = found.better() {
        let shown = replacement(document, link, better);
        changes.extend(shown.map(|text| Change { span, text }));
        let target = target(text, span.end);
        changes.extend(
            target.map(|target| Change { span: target, text: spelled(better, target.of(text)) }),
        );
    }
    if let Some(copy) = found.archive.as_ref().filter(|_| found.verdict.is_gone())
        && link.reference.is_some()
        && !has_copy(file, link)
    {
        changes.push(archived(text, span, copy));
    }
    changes
}

/// Whether the reference names a copy of the page already.
fn has_copy(file: &Gathered, link: &Link) -> bool {
    let beside = |other: &&Link| other.reference == link.reference && other.url != link.url;
    file.links.iter().filter(beside).any(|other| other.url.ends_with(&link.url))
}

/// The address and the day of a copy, behind the address itself and what encloses it.
fn archived(text: &str, span: Span, copy: &ArchivedCopy) -> Change {
    let rest = text.get(span.end..).unwrap_or_default();
    let (end, pointed) = match target(text, span.end) {
        Some(target) => (target.end + 1, false),
        None => (span.end + usize::from(rest.starts_with('>')), rest.starts_with('>')),
    };
    let address = spelled(&copy.url, span.of(text));
    let address = if pointed { format!("<{address}>") } else { address };
    Change { span: Span::new(end, end), text: format!(" (archived {}: {address})", copy.day()) }
}

/// The target of a link of Markdown whose text ends at `end`.
fn target(text: &str, end: usize) -> Option<Span> {
    let inside = text.get(end..)?.strip_prefix("](")?;
    let length = inside.find([')', ' ', '\n'])?;
    Some(Span::new(end + 2, end + 2 + length))
}

/// What is to stand in a document in place of a link's text, so that it names `address`; absent if
/// the text that is shown is no address.
pub fn replacement(document: &Document, link: &Link, address: &str) -> Option<String> {
    let worded = document.marks_in(link.span).any(|mark| {
        matches!(&mark.kind, MarkKind::Link { .. }) && !document.slice(mark.span).contains('.')
    });
    let written = document.in_source(link.span).of(document.source.text());
    (!worded && !written.is_empty()).then(|| spelled(address, written))
}

/// What is changed in a library file for one link.
fn in_record(source: &Source, record: Span, link: &Link, found: &LinkEvidence) -> Vec<Change> {
    let written = link.span.of(source.text());
    // The whole record stands for a value that is spelt in a way of the file's own.
    let known = link.span != record && !written.is_empty();
    let replaced = found.better().filter(|_| known);
    let replaced =
        replaced.map(|better| Change { span: link.span, text: spelled(better, written) });
    let copy = found.archive.as_ref().filter(|_| found.verdict.is_gone());
    let added = copy.and_then(|copy| record::with_copy(source, record, copy));
    replaced.into_iter().chain(added).collect()
}

/// An address spelt as the one that it replaces: bare if that is a bare DOI, with the same signs
/// escaped.
fn spelled(address: &str, like: &str) -> String {
    let bare = like.starts_with("10.").then(|| address.strip_prefix("https://doi.org/")).flatten();
    let mut out = String::with_capacity(address.len());
    for c in bare.unwrap_or(address).chars() {
        match c {
            '&' if like.contains("&amp;") => out.push_str("&amp;"),
            c if c.is_ascii_punctuation() && like.contains(&format!("\\{c}")) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_the_dress_of_those_they_replace() {
        assert_eq!(
            spelled("http://b.example/a_b", r"http://a.example/x\_y"),
            r"http://b.example/a\_b"
        );
        assert_eq!(spelled("http://b.example/a_b", "http://a.example/x_y"), "http://b.example/a_b");
        assert_eq!(
            spelled("http://b.example/?a&b", "http://a.example/?x&amp;y"),
            "http://b.example/?a&amp;b"
        );
        assert_eq!(spelled("https://doi.org/10.1000/2", "10.1000/ 2"), "10.1000/2");
    }

    #[test]
    fn the_target_of_a_link_is_found() {
        let text = "see [the map](http://a.example/x).";
        assert_eq!(target(text, 12).map(|span| span.of(text)), Some("http://a.example/x"));
        assert_eq!(target("see <http://a.example>", 10), None);
    }
}
