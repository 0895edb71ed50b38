//! Writes better addresses and archived copies into the text of a file; all else stays as it is.

use std::ffi::OsStr;
use std::sync::Arc;

use crate::bibliography::formats::detect;
use crate::links::change::Change;
use crate::links::escaping::{markup_at, spelled, valid_copy};
use crate::links::file_links::{FileLinks, Origin};
use crate::links::record;
use crate::model::document::{Document, MarkKind};
use crate::model::evidence::{ArchivedCopy, LinkEvidence};
use crate::model::link::Link;
use crate::text::source::Source;
use crate::text::span::Span;

/// A file with its changes made.
#[derive(Debug, Clone)]
pub(crate) struct Repaired<'a> {
    /// As it was.
    pub source: &'a Source,
    /// Its text with the changes.
    pub text: String,
}

/// What the evidence changes in the files that links come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repairs<'a> {
    /// The files that are changed.
    pub files: Vec<Repaired<'a>>,
    /// What is not written, and why: a sentence each.
    pub refused: Vec<String>,
}

/// A change, or why it is not made.
type Changed = Result<Change, NotWritten>;

/// What is not written in a file, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} {like} is not written: it {why}")]
struct NotWritten {
    what: &'static str,
    /// The address as it stands there.
    like: String,
    why: &'static str,
}

/// Returns what the evidence changes: addresses that moved for good or work otherwise are replaced,
/// and references whose page is gone get the address and the day of the archived copy. `evidence` is
/// in the order of the file's links.
///
/// Servers and archives say what they like: only what is a valid address is written, without any
/// sign that the file's markup could take for its own.
pub(crate) fn repaired<'a>(file: &'a FileLinks, evidence: &[Arc<LinkEvidence>]) -> Repairs<'a> {
    let pairs = || file.links.iter().zip(evidence);
    let mut repairing = Repairs::default();
    match &file.origin {
        Origin::Document(document, _)
            if document.origin.is_some() || document.source.is_joined() =>
        {
            let name = document.path().display();
            let kind = match document.origin {
                Some(_) => "a file that is no text",
                None => "a document of several files: name the file itself",
            };
            let better = |(link, found): (&Link, &Arc<LinkEvidence>)| {
                let changed = found.better().is_some() || found.archive.is_some();
                changed.then(|| format!("{name}: {} is not changed in {kind}", link.url))
            };
            repairing.refused.extend(pairs().filter_map(better));
        }
        Origin::Document(document, _) => {
            let changes =
                pairs().flat_map(|(link, found)| in_document(document, file, link, found));
            repairing.add(&document.source, changes.collect());
        }
        Origin::Library(library) => {
            for (index, source) in library.sources.iter().enumerate() {
                let changes = pairs().filter_map(|(link, found)| {
                    let record = library.records.get(link.reference?.index())?;
                    (record.source == index).then(|| in_record(source, record.span, link, found))
                });
                repairing.add(source, changes.flatten().collect());
            }
        }
    }
    repairing
}

impl<'a> Repairs<'a> {
    fn add(&mut self, source: &'a Source, changes: Vec<Changed>) {
        let (made, refused): (Vec<_>, Vec<_>) = changes.into_iter().partition(Result::is_ok);
        self.files.extend(apply(source, made.into_iter().filter_map(Result::ok).collect()));
        let name = source.path().display();
        let refused = refused.into_iter().filter_map(Result::err);
        self.refused.extend(refused.map(|why| format!("{name}: {why}")));
    }
}

/// The text of a source with its changes made; absent if there are none.
fn apply(source: &Source, mut changes: Vec<Change>) -> Option<Repaired<'_>> {
    changes.sort_by_key(|change| (change.span.start, change.span.end));
    let mut text = String::with_capacity(source.text().len() + 200 * changes.len());
    let mut done = 0;
    for change in changes.iter().filter(|change| !change.text.is_empty()) {
        // Of two changes of one segment, the first holds.
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
    file: &FileLinks,
    link: &Link,
    found: &LinkEvidence,
) -> Vec<Changed> {
    let text = document.source.text();
    let span = document.in_source(link.span);
    let mut changes = Vec::new();
    if let Some(better) = found.better() {
        if shows_address(document, link) {
            changes.push(replaced(format_of(document), text, span, better));
        }
        let target = target(text, span.end);
        changes.extend(target.map(|target| replaced(format_of(document), text, target, better)));
    }
    if let Some(copy) = found.archive.as_ref().filter(|_| found.verdict.is_gone())
        && link.reference.is_some()
        && !has_copy(file, link)
    {
        changes.push(archived(document, span, copy));
    }
    changes
}

/// The change that writes `address` in place of what stands at `span`.
fn replaced(format: &str, text: &str, span: Span, address: &str) -> Changed {
    let like = span.of(text);
    match spelled(address, like, markup_at(format, text, span)) {
        Ok(text) => Ok(Change { span, text }),
        Err(why) => Err(not_written("what takes the place of", like, why)),
    }
}

fn not_written(what: &'static str, like: &str, why: &'static str) -> NotWritten {
    NotWritten { what, like: like.to_owned(), why }
}

/// Whether the reference names a copy of the page already.
fn has_copy(file: &FileLinks, link: &Link) -> bool {
    let beside = |other: &&Link| other.reference == link.reference && other.url != link.url;
    file.links.iter().filter(beside).any(|other| other.url.ends_with(&link.url))
}

/// The address and the day of a copy, behind the address itself and what encloses it.
fn archived(document: &Document, span: Span, copy: &ArchivedCopy) -> Changed {
    let text = document.source.text();
    let rest = text.get(span.end..).unwrap_or_default();
    let (end, pointed) = match target(text, span.end) {
        Some(target) => (after_target(text, target.end), false),
        None => (span.end + usize::from(rest.starts_with('>')), rest.starts_with('>')),
    };
    let like = span.of(text);
    let written = valid_copy(copy).and_then(|copy| {
        let address = spelled(&copy.url, like, markup_at(format_of(document), text, span))?;
        let address = if pointed { format!("<{address}>") } else { address };
        Ok(format!(" (archived {}: {address})", copy.day()))
    });
    match written {
        Ok(text) => Ok(Change { span: Span::new(end, end), text }),
        Err(why) => Err(not_written("the archived copy of", like, why)),
    }
}

/// The target of a link of Markdown whose text ends at `end`, without its angle brackets.
fn target(text: &str, end: usize) -> Option<Span> {
    let inside = text.get(end..)?.strip_prefix("](")?;
    if let Some(pointed) = inside.strip_prefix('<') {
        let length = pointed.find(['>', '\n']).filter(|at| pointed[*at..].starts_with('>'))?;
        return Some(Span::new(end + 3, end + 3 + length));
    }
    // Brackets in pairs are part of it.
    let mut depth = 0;
    let ends = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0 || c.is_whitespace()
    };
    let length = inside.find(ends)?;
    Some(Span::new(end + 2, end + 2 + length))
}

/// The place behind a link of Markdown whose target ends here: its title and bracket are passed.
fn after_target(text: &str, end: usize) -> usize {
    let line = text[end..].find('\n').map_or(text.len(), |length| end + length);
    text[end..line].find(')').map_or(end, |bracket| end + bracket + 1)
}

/// What is to stand in a document in place of a link's text, so that it names `address`; absent if
/// the text that is shown is no address, or the address cannot be written there.
pub(crate) fn replacement(document: &Document, link: &Link, address: &str) -> Option<String> {
    let (text, span) = (document.source.text(), document.in_source(link.span));
    let change =
        shows_address(document, link).then(|| replaced(format_of(document), text, span, address));
    change?.ok().map(|change| change.text)
}

/// Whether the text of a link is an address, not words.
fn shows_address(document: &Document, link: &Link) -> bool {
    let worded = document.marks_in(link.span).any(|mark| {
        matches!(&mark.kind, MarkKind::Link { .. }) && !document.slice(mark.span).contains('.')
    });
    !worded && !document.in_source(link.span).of(document.source.text()).is_empty()
}

/// The name of a document's format.
fn format_of(document: &Document) -> &'static str {
    let extension = document.path().extension().and_then(OsStr::to_str).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => "html",
        "xml" | "jats" => "jats",
        "tex" | "ltx" | "latex" => "latex",
        "typ" => "typst",
        "txt" | "text" | "asc" => "text",
        _ => "markdown",
    }
}

/// What is changed in a library file for one link.
fn in_record(source: &Source, record: Span, link: &Link, found: &LinkEvidence) -> Vec<Changed> {
    let written = link.span.of(source.text());
    // The whole record stands for a value that is spelt in a way of the file's own.
    let known = link.span != record && !written.is_empty();
    let format = detect(source.path(), source.text()).map_or("", |format| format.name);
    let replaced = found
        .better()
        .filter(|_| known)
        .map(|better| replaced(format, source.text(), link.span, better));
    let copy = found.archive.as_ref().filter(|_| found.verdict.is_gone());
    let added = copy.and_then(|copy| match valid_copy(copy) {
        Ok(copy) => record::with_copy(source, record, &copy).map(Ok),
        Err(why) => Some(Err(not_written("the archived copy of", written, why))),
    });
    replaced.into_iter().chain(added).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_of_a_link_is_found() {
        let text = "see [the map](http://a.example/x).";
        assert_eq!(target(text, 12).map(|span| span.of(text)), Some("http://a.example/x"));
        assert_eq!(target("see <http://a.example>", 10), None);
        for (rest, wanted) in [
            ("](http://a.example/x_(y)) (z)", Some("http://a.example/x_(y)")),
            ("](<http://a.example/x y> \"z\")", Some("http://a.example/x y")),
            ("](http://a.example \"z\")", Some("http://a.example")),
            ("](<http://a.example\n>)", None),
            ("](http://a.example/(x", None),
        ] {
            assert_eq!(target(rest, 0).map(|span| span.of(rest)), wanted, "{rest}");
        }
    }
}
