//! All that one document says of its citations.

use std::collections::{HashMap, HashSet};

use crate::analysis::explained::Explained;
use crate::analysis::hypotheses::best_reading;
use crate::analysis::listed::Listed;
use crate::analysis::reading::{Reading, Tied};
use crate::citations::left_out::LeftOut;
use crate::model::citation::{
    Citation, CitationKind, CitedItem, MatchKind, Resolution, Signal, System,
};
use crate::model::citation_index::CitationIndex;
use crate::model::document::{BlockKind, Document};
use crate::model::entry::Entry;
use crate::model::indexed_work::IndexedWork;
use crate::model::library::Library;
use crate::model::reference::{Reference, ReferenceList};
use crate::model::style_conventions::StyleConventions;
use crate::resolve::duplicates::duplicates;
use crate::resolve::signals::signals;
use crate::text::span::Span;

/// What a document says: gathered once, then only read.
#[derive(Debug, Clone)]
pub struct Analysis<'a> {
    /// The document.
    pub document: &'a Document,
    /// The works that it can cite by their keys.
    pub library: &'a Library,
    /// The file of the library that is judged itself, as an index; none where a paper is.
    pub library_file: Option<usize>,
    /// The reference list as written.
    pub list: ReferenceList,
    /// Under which names and years its works can be cited; as long as the list.
    pub citation_index: CitationIndex,
    /// For each reference, the earlier one that is the same work, if there is one.
    pub duplicate_of: Vec<Option<usize>>,
    /// The references by their numbers in the list.
    pub numbers: HashMap<u32, usize>,
    /// The citations in text order.
    pub citations: Vec<Citation>,
    /// The way of citing that the document uses most.
    pub system: System,
    /// What each item of each citation points to.
    pub resolutions: Vec<Vec<Resolution>>,
    /// How far text and list explain each other.
    pub explained: Explained,
    /// What was not taken for a citation, and why.
    pub left_out: Vec<LeftOut>,
    /// What was read otherwise in the list than is usual, since that explains more; or empty.
    pub list_choice: &'static str,
    /// The manual that the document is to follow; without one its own habit is the measure.
    pub conventions: Option<&'a StyleConventions>,
}

/// One cited work in the text, with what it points to.
#[derive(Debug, Clone, Copy)]
pub struct CitedWork<'a> {
    /// The citation it stands in.
    pub citation: &'a Citation,
    /// The item.
    pub item: &'a CitedItem,
    /// The item whose names it is cited under: itself, or the one that it inherits from.
    pub named: &'a CitedItem,
    /// What it points to.
    pub resolution: &'a Resolution,
}

impl<'a> Analysis<'a> {
    /// Gathers what the document says; `library` holds the works that it can cite by their keys.
    pub fn gather(document: &'a Document, library: &'a Library) -> Analysis<'a> {
        let Reading { listed, tied, left_out, list_choice } = best_reading(document, library);
        let Tied { system, numbers, citations, resolutions, explained } = tied;
        let Listed { list, citation_index, duplicate_of, .. } = listed;
        let library_file = None;
        Analysis {
            document,
            library,
            library_file,
            list,
            citation_index,
            duplicate_of,
            numbers,
            citations,
            system,
            resolutions,
            explained,
            left_out,
            list_choice,
            conventions: None,
        }
    }

    /// The same, to be judged by a manual.
    pub fn with_conventions(self, conventions: Option<&'a StyleConventions>) -> Analysis<'a> {
        Analysis { conventions, ..self }
    }

    /// What a file of a library says: its records stand in the place of references, and nothing
    /// is cited. `document` is that file ([`Library::document`]).
    pub fn of_library(document: &'a Document, library: &'a Library, source: usize) -> Analysis<'a> {
        let records = library.records.iter().filter(|record| record.source == source);
        let references: Vec<Reference> =
            records.map(|record| Reference::of_record(record, &document.text)).collect();
        let citation_index = CitationIndex::new(references.iter().map(|one| (&one.entry, "")), &[]);
        let entries: Vec<&Entry> = references.iter().map(|one| &one.entry).collect();
        let duplicate_of = duplicates(&entries, &citation_index);
        Analysis {
            document,
            library,
            library_file: Some(source),
            list: ReferenceList { sections: Vec::new(), references },
            citation_index,
            duplicate_of,
            numbers: HashMap::new(),
            citations: Vec::new(),
            system: System::None,
            resolutions: Vec::new(),
            explained: Explained::default(),
            left_out: Vec::new(),
            list_choice: "",
            conventions: None,
        }
    }

    /// Every cited work in text order.
    pub fn cited_works(&self) -> impl Iterator<Item = CitedWork<'_>> {
        self.citations.iter().zip(&self.resolutions).flat_map(|(citation, resolutions)| {
            let items = citation.named_items().zip(resolutions);
            items.map(move |((named, item), resolution)| CitedWork {
                citation,
                item,
                named,
                resolution,
            })
        })
    }

    /// What speaks for and against what a cited work was tied to.
    pub fn signals(&self, one: &CitedWork) -> Vec<Signal> {
        let CitedWork { citation, item, named, resolution } = one;
        signals(citation.kind, named, item, resolution, &self.citation_index)
    }

    /// The references in list order.
    pub fn references(&self) -> &[Reference] {
        &self.list.references
    }

    /// The reference with this index, with what a citation can name of it.
    pub fn work(&self, index: usize) -> Option<(&Reference, &IndexedWork)> {
        Some((self.list.references.get(index)?, self.citation_index.works().get(index)?))
    }

    /// The references that are cited in this way.
    pub fn cited(&self, match_kind: MatchKind) -> HashSet<usize> {
        let tied = self.cited_works().filter(|cited_work| cited_work.is_match(match_kind));
        tied.flat_map(|cited_work| cited_work.resolution.references.iter().copied()).collect()
    }

    /// Whether a span stands in the cell of a table.
    pub fn is_in_table(&self, span: Span) -> bool {
        let block = self.document.block_at(span.start);
        block.is_some_and(|at| self.document.blocks[at].kind == BlockKind::TableCell)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.document.slice(span)
    }
}

impl CitedWork<'_> {
    /// Whether it is cited by name and year, and so can be judged by them.
    pub fn is_by_name(&self) -> bool {
        matches!(
            self.citation.kind,
            CitationKind::Parenthetical | CitationKind::Narrative | CitationKind::Note
        ) && !self.named.names.is_empty()
    }

    /// Whether it fits in this way.
    pub fn is_match(&self, match_kind: MatchKind) -> bool {
        self.resolution.match_kind == Some(match_kind)
    }

    /// Whether only the year sets it apart from the entry that it is near to. An entry that is cited
    /// with its own year elsewhere (one of `exact`) is not the one meant: then the work of this year
    /// is missing, unless the year is none that there can be, as "20003".
    pub fn is_other_year(&self, exact: &HashSet<usize>) -> bool {
        let possible = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let year = self.item.year.as_ref().is_some_and(|year| possible(&year.text));
        let used = self.resolution.references.iter().any(|index| exact.contains(index));
        self.is_match(MatchKind::YearDiffers) && !(used && year)
    }

    /// How it is cited, in words: "Smith and Jones 2010a".
    pub fn label(&self) -> String {
        let names: Vec<&str> = self.named.names.iter().map(|name| name.text.as_str()).collect();
        let mut label = match names.as_slice() {
            [] => self
                .item
                .title
                .as_ref()
                .map_or(String::new(), |title| format!("\"{}\"", title.text)),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        if self.named.et_al.is_some() {
            label.push_str(" et al.");
        }
        if let (None, Some(title), false) = (&self.item.year, &self.item.title, names.is_empty()) {
            label.push_str(&format!(", {}", title.text));
        }
        if let Some(year) = &self.item.year {
            label.push(' ');
            label.push_str(&year.text);
            label.push_str(self.item.suffix.as_deref().unwrap_or_default());
        }
        label
    }
}
