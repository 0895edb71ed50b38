//! The links of one file, with the works that they are cited for.

use crate::links::{document, library};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::library::Library;
use crate::model::link::{CitedLink, Link};
use crate::model::reference::ReferenceList;
use crate::references;
use crate::text::source::Source;
use crate::text::span::Span;

/// A document or a library, and the links in it.
#[derive(Debug, Clone)]
pub(crate) struct FileLinks {
    /// Where they come from.
    pub origin: Origin,
    /// The links in the order of the text.
    pub links: Vec<Link>,
}

/// What links are gathered from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A document and its reference list.
    Document(Box<Document>, ReferenceList),
    /// Library files.
    Library(Library),
}

/// Where a link stands in a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkPosition<'a> {
    /// The file.
    pub source: &'a Source,
    /// Where, in its text.
    pub span: Span,
}

impl FileLinks {
    /// The links of a document.
    pub(crate) fn of_document(document: Document) -> FileLinks {
        let list = references::parse_list(&document);
        let links = document::of_document(&document, &list);
        FileLinks { origin: Origin::Document(Box::new(document), list), links }
    }

    /// The links of a library.
    pub(crate) fn of_library(library: Library) -> FileLinks {
        let links = library::of_library(&library);
        FileLinks { origin: Origin::Library(library), links }
    }

    /// The links with the works that they are cited for.
    pub(crate) fn cited(&self) -> impl Iterator<Item = CitedLink<'_>> {
        self.links.iter().map(|link| CitedLink { link, work: self.work(link) })
    }

    /// Where a link stands in its file; absent if it is not one of these.
    pub(crate) fn standing(&self, link: &Link) -> Option<LinkPosition<'_>> {
        match &self.origin {
            Origin::Document(document, _) => {
                Some(LinkPosition { source: &document.source, span: document.in_source(link.span) })
            }
            Origin::Library(library) => {
                let record = library.records.get(link.reference?.index())?;
                Some(LinkPosition { source: library.sources.get(record.source)?, span: link.span })
            }
        }
    }

    /// Whether positions do not count bytes of the file itself.
    pub(crate) fn is_extracted(&self) -> bool {
        matches!(&self.origin, Origin::Document(document, _) if document.extracted)
    }

    fn work(&self, link: &Link) -> Option<&Entry> {
        let index = link.reference?.index();
        match &self.origin {
            Origin::Document(_, list) => Some(&list.references.get(index)?.entry),
            Origin::Library(library) => Some(&library.records.get(index)?.entry),
        }
    }
}
