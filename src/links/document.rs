//! The links of a document: what its text says and its markup holds.

use crate::model::document::{Block, BlockKind, Document, Mark, MarkKind};
use crate::model::ids::ReferenceId;
use crate::model::link::Link;
use crate::model::reference::{Reference, ReferenceList};
use crate::text::address::{self, Address};
use crate::text::span::Span;

/// The addresses and DOIs of a document in text order.
///
/// A segment that the markup makes a link counts once, with the target that a reader is led to;
/// links within the document and to other files are left out, as are blocks of program text.
pub fn of_document(document: &Document, list: &ReferenceList) -> Vec<Link> {
    let marked: Vec<Link> =
        document.marks.iter().filter_map(|mark| of_mark(document, mark)).collect();
    let mut covered = marked.iter().map(|link| link.span).peekable();
    let mut links = Vec::new();
    for block in document.blocks.iter().filter(|block| holds_text(block)) {
        for address in addresses_in(document, block) {
            let own = address.span;
            while covered.next_if(|span| span.end <= own.start).is_some() {}
            if !covered.peek().is_some_and(|span| span.overlaps(own)) {
                links.push(link(own.of(&document.text), own, address));
            }
        }
    }
    links.extend(marked);
    // They are kept until the last is verified.
    links.shrink_to_fit();
    links.sort_by_key(|link| (link.span.start, link.span.end));
    for link in &mut links {
        resolution(link, &list.references);
    }
    links
}

/// Whether addresses in a block are meant for readers.
fn holds_text(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Code | BlockKind::Math | BlockKind::Metadata)
}

/// The addresses in a block, with spans in the running text.
fn addresses_in(document: &Document, block: &Block) -> Vec<Address> {
    let Span { start, end } = block.span;
    let first = document.breaks.partition_point(|at| *at < start);
    let last = document.breaks.partition_point(|at| *at <= end);
    let breaks: Vec<usize> = document.breaks[first..last].iter().map(|at| at - start).collect();
    let mut found = address::find_wrapped(document.slice(block.span), &breaks);
    for address in &mut found {
        address.span = address.span.shift(start);
    }
    found
}

/// The link that a mark makes, if it leads to an address.
fn of_mark(document: &Document, mark: &Mark) -> Option<Link> {
    let MarkKind::Link { target } = &mark.kind else {
        return None;
    };
    let outside = target.contains("://")
        || target.starts_with("//")
        || target.starts_with("doi:")
        || target.starts_with("www.");
    let full = match target.starts_with("//") {
        true => format!("https:{target}"),
        false => target.clone(),
    };
    let address = address::read(&full).filter(|_| outside && !mark.span.is_empty())?;
    Some(link(document.slice(mark.span), mark.span, address))
}

fn link(as_written: &str, span: Span, address: Address) -> Link {
    Link {
        url: address.url,
        as_written: as_written.to_owned(),
        doi: address.doi,
        repairs: address.repairs,
        others: address.others,
        span,
        reference: None,
        accessed: None,
    }
}

/// Finds the reference in which a link stands, and the day on which it was read.
fn resolution(link: &mut Link, references: &[Reference]) {
    let after = references.partition_point(|reference| reference.span.start <= link.span.start);
    let Some(index) = after.checked_sub(1) else {
        return;
    };
    if link.span.start < references[index].span.end {
        link.reference = Some(ReferenceId::new(index));
        link.accessed = references[index].entry.date("accessed").cloned().map(Box::new);
    }
}
