//! All that one document says of its citations.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::analysis::explained::Explained;
use crate::analysis::hypotheses::best_reading;
use crate::analysis::listed::Listed;
use crate::analysis::reading::Reading;
use crate::analysis::session::Session;
use crate::analysis::tied::Tied;
use crate::citations::left_out::LeftOut;
use crate::model::citation::{
    Citation, CitationKind, CitedItem, MatchKind, Resolution, Signal, System,
};
use crate::model::citation_index::CitationIndex;
use crate::model::document::{BlockKind, Document};
use crate::model::entry::Entry;
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::model::library::Library;
use crate::model::reference::{Reference, ReferenceList};
use crate::model::style_conventions::StyleConventions;
use crate::references::reference_score;
use crate::resolve::duplicates::duplicates;
use crate::resolve::fields::{FieldTie, tie_fields};
use crate::resolve::signals::signals;
use crate::text::day::Day;
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
    pub duplicate_of: Vec<Option<ReferenceId>>,
    /// The references by their numbers in the list.
    pub numbers: Arc<HashMap<u32, ReferenceId>>,
    /// The citations in text order.
    pub citations: Vec<Citation>,
    /// The way of citing that the document uses most.
    pub system: System,
    /// What the works of each field of the document are in the list.
    pub fields: Vec<FieldTie>,
    /// How far text and list explain each other.
    pub explained: Explained,
    /// What was not taken for a citation, and why.
    pub left_out: Vec<LeftOut>,
    /// What was read otherwise in the list than is usual, since that explains more; or empty.
    pub list_choice: &'static str,
    /// The manual that the document is to follow; without one its own habit is the measure.
    pub conventions: Option<&'a StyleConventions>,
    /// The day of the run, after which no work is out yet; none where it is not known.
    pub today: Option<Day>,
}

/// How many years after the day of the run the year of a work can be: it is announced, or a slip.
const AHEAD: i32 = 10;

/// The last number that can be the year of a work whose names the list does not know.
fn latest_year(today: Option<Day>) -> u32 {
    today.and_then(|day| u32::try_from(day.year + AHEAD).ok()).unwrap_or(u32::MAX)
}

/// How many works a document without a list cites at least that is a paper.
const FEWEST_CITED: usize = 3;

/// How many records of a library are judged at a time.
const PART: usize = 1024;

/// Some of the records of a library file that is judged.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// Which records of the file.
    pub range: Range<usize>,
    /// What they say.
    pub analysis: Analysis<'a>,
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
}

impl<'a> Analysis<'a> {
    /// Gathers what the document says today; `library` holds the works that it can cite by their
    /// keys.
    pub fn gather(document: &'a Document, library: &'a Library) -> Analysis<'a> {
        Analysis::gather_on(document, library, Day::today())
    }

    /// Gathers what the document says on a day.
    pub fn gather_on(
        document: &'a Document,
        library: &'a Library,
        today: Option<Day>,
    ) -> Analysis<'a> {
        Analysis::gather_in(&mut Session::once(), document, library, today)
    }

    /// Gathers what the document says on a day, in a session of its checks.
    pub fn gather_in(
        session: &mut Session,
        document: &'a Document,
        library: &'a Library,
        today: Option<Day>,
    ) -> Analysis<'a> {
        let reading = best_reading(document, library, latest_year(today), session);
        session.end_check();
        let Reading { listed, tied, left_out, list_choice } = reading;
        let Tied { system, numbers, mut citations, explained } = tied;
        let Listed { list, citation_index, duplicate_of, .. } = listed;
        let fields =
            tie_fields(&document.fields, &list.references, &citation_index, &mut citations);
        let explained =
            Explained { cost: explained.cost, ..Explained::of(&citations, list.references.len()) };
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
            fields,
            explained,
            left_out,
            list_choice,
            conventions: None,
            today,
        }
    }

    /// The records of the library file that is judged, as references, a few thousand at a time; none
    /// where a paper is judged.
    pub fn parts(&self) -> impl Iterator<Item = Part<'a>> {
        let records = self.library_file.map_or(0, |source| self.library.records_of(source).len());
        let starts = (0..records).step_by(PART);
        starts.map(move |start| self.part(start..records.min(start + PART)))
    }

    /// The records with these indexes, and after them those that are the same works and stand
    /// before.
    fn part(&self, range: Range<usize>) -> Part<'a> {
        let source = self.library_file.unwrap_or_default();
        let records = self.library.records_of(source);
        let mut indexes: Vec<usize> = range.clone().collect();
        let mut duplicate_of: Vec<Option<ReferenceId>> = Vec::with_capacity(indexes.len());
        for index in range.clone() {
            let earlier = self.duplicate_of.get(index).copied().flatten().map(ReferenceId::index);
            let place = earlier.map(|earlier| match earlier.checked_sub(range.start) {
                Some(place) => place,
                None => {
                    indexes.push(earlier);
                    indexes.len() - 1
                }
            });
            duplicate_of.push(place.map(ReferenceId::new));
        }
        let text = &self.document.text;
        let references =
            indexes.iter().map(|&index| Reference::of_record(&records[index], text)).collect();
        let analysis = Analysis::of_records(self.document, self.library, source, references);
        Part { range, analysis: Analysis { duplicate_of, ..analysis } }
    }

    /// The same, to be judged by a manual.
    pub fn with_conventions(self, conventions: Option<&'a StyleConventions>) -> Analysis<'a> {
        Analysis { conventions, ..self }
    }

    /// What a file of a library says: nothing is cited, and its records stand in the place of
    /// references. There may be a million of them: they are read a part at a time ([`Analysis::parts`]).
    /// `document` is that file ([`Library::document`]).
    pub fn of_library(document: &'a Document, library: &'a Library, source: usize) -> Analysis<'a> {
        let records = library.records_of(source);
        let entries: Vec<&Entry> = records.iter().map(|record| &record.entry).collect();
        let shorts = HashMap::new();
        let duplicate_of =
            duplicates(&entries, |index| Cow::Owned(IndexedWork::of(entries[index], "", &shorts)));
        Analysis { duplicate_of, ..Analysis::of_records(document, library, source, Vec::new()) }
    }

    fn of_records(
        document: &'a Document,
        library: &'a Library,
        source: usize,
        references: Vec<Reference>,
    ) -> Analysis<'a> {
        let citation_index = CitationIndex::new(references.iter().map(|one| (&one.entry, "")), &[]);
        Analysis {
            document,
            library,
            library_file: Some(source),
            list: ReferenceList { sections: Vec::new(), references },
            citation_index,
            duplicate_of: Vec::new(),
            numbers: Arc::default(),
            citations: Vec::new(),
            system: System::None,
            fields: Vec::new(),
            explained: Explained::default(),
            left_out: Vec::new(),
            list_choice: "",
            conventions: None,
            today: Day::today(),
        }
    }

    /// Every cited work in text order.
    pub fn cited_works(&self) -> impl Iterator<Item = CitedWork<'_>> {
        self.citations.iter().flat_map(|citation| {
            citation.named_items().map(move |(named, item)| CitedWork { citation, item, named })
        })
    }

    /// Returns the citations that share text with a span, in text order.
    pub(crate) fn citations_at(&self, span: Span) -> &[Citation] {
        let first = self.citations.partition_point(|citation| citation.span.end <= span.start);
        let rest = &self.citations[first..];
        &rest[..rest.partition_point(|citation| citation.span.start < span.end)]
    }

    /// Returns the first citation behind a place of the text, and the text between.
    pub(crate) fn next_citation(&self, place: usize) -> Option<(&Citation, &str)> {
        let next = self.citations.partition_point(|citation| citation.span.start < place);
        let next = self.citations.get(next)?;
        Some((next, self.text(Span::new(place, next.span.start))))
    }

    /// What speaks for and against what a cited work was tied to.
    pub fn signals(&self, one: &CitedWork) -> Vec<Signal> {
        signals(one.citation.kind, one.named, one.item, &self.citation_index)
    }

    /// Whether the document is one that cites: it has a list, cites into a library or in notes, or
    /// has at least a few citations beyond doubt. "(see LICENSE)" in a file of notes makes no paper.
    pub fn is_paper(&self) -> bool {
        let listed = self.library_file.is_some() || !self.references().is_empty();
        if listed || self.notes_hold_references() || self.cites_library() {
            return true;
        }
        let marked = self.has_marked_keys();
        let sound = self.cited_works().filter(|cited_work| match cited_work.citation.kind {
            CitationKind::Numeric => true,
            CitationKind::Key => marked,
            _ => cited_work.is_by_name() && cited_work.item.year.is_some(),
        });
        let cited: HashSet<String> = sound.map(|cited_work| self.cited_as(&cited_work)).collect();
        cited.len() >= FEWEST_CITED
    }

    /// Whether the notes of the document are what cites: it has a few, and most look like references.
    pub fn notes_hold_references(&self) -> bool {
        let is_note = |kind: &BlockKind| matches!(kind, BlockKind::Note { .. });
        let notes = self.document.blocks.iter().filter(|block| is_note(&block.kind));
        let notes: Vec<&str> = notes.map(|block| self.text(block.span)).collect();
        let like_reference =
            |note: &&&str| reference_score::score(note) >= 2.0 || note.contains("://");
        let like = notes.iter().filter(like_reference).count();
        self.system == System::Note || notes.len() >= FEWEST_CITED && like * 2 > notes.len()
    }

    fn cites_library(&self) -> bool {
        let mut resolved = self.cited_works().map(|cited_work| cited_work.resolution().record);
        !self.library.is_empty()
            && (self.has_marked_keys() || resolved.any(|record| record.is_some()))
    }

    /// Whether a key stands in the markup of citations, and not only behind a sign that names people,
    /// too: "thanks, @alice".
    fn has_marked_keys(&self) -> bool {
        let keys = self.citations.iter().filter(|one| one.kind == CitationKind::Key);
        let mut spans = keys.map(|one| self.text(one.span));
        spans.any(|text| text.starts_with(['[', '\\', '#']))
    }

    fn cited_as(&self, cited_work: &CitedWork) -> String {
        match cited_work.is_by_name() {
            true => cited_work.label(),
            false => self.text(cited_work.item.span).to_owned(),
        }
    }

    /// How many references there are, or records of the library file that is judged.
    pub fn reference_count(&self) -> usize {
        match self.library_file {
            Some(source) => self.library.records_of(source).len(),
            None => self.list.references.len(),
        }
    }

    /// The references in list order; of a library file that is judged none (see [`Analysis::parts`]).
    pub fn references(&self) -> &[Reference] {
        &self.list.references
    }

    /// The references in list order, each with its id.
    pub fn each_reference(&self) -> impl Iterator<Item = (ReferenceId, &Reference)> {
        ReferenceId::each(&self.list.references)
    }

    /// The reference with an id of this list.
    pub fn reference(&self, id: ReferenceId) -> &Reference {
        &self.list.references[id.index()]
    }

    /// The reference with this id, with what a citation can name of it.
    pub fn work(&self, id: ReferenceId) -> Option<(&Reference, &IndexedWork)> {
        Some((self.list.references.get(id.index())?, self.citation_index.works().get(id.index())?))
    }

    /// The references that are cited in this way.
    pub fn cited(&self, match_kind: MatchKind) -> HashSet<ReferenceId> {
        let tied = self.cited_works().filter(|cited_work| cited_work.is_match(match_kind));
        tied.flat_map(|cited_work| cited_work.resolution().references.iter().copied()).collect()
    }

    /// Whether a span stands in the cell of a table.
    pub fn is_in_table(&self, span: Span) -> bool {
        let block = self.document.block_at(span.start);
        block.is_some_and(|at| self.document.block(at).kind == BlockKind::TableCell)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.document.slice(span)
    }
}

impl Part<'_> {
    /// The id in the whole file of the reference with this id; absent for one that was added since it
    /// is the same work as another.
    pub fn in_file(&self, id: ReferenceId) -> Option<ReferenceId> {
        let index = self.range.start + id.index();
        self.range.contains(&index).then(|| ReferenceId::new(index))
    }
}

impl<'a> CitedWork<'a> {
    /// What it points to.
    pub fn resolution(&self) -> &'a Resolution {
        &self.item.resolution
    }

    /// Whether it is cited by name and year, and so can be judged by them.
    pub fn is_by_name(&self) -> bool {
        matches!(
            self.citation.kind,
            CitationKind::Parenthetical | CitationKind::Narrative | CitationKind::Note
        ) && !self.named.names.is_empty()
    }

    /// Whether it fits in this way.
    pub fn is_match(&self, match_kind: MatchKind) -> bool {
        self.resolution().match_kind == Some(match_kind)
    }

    /// Whether only the year sets it apart from the entry that it is near to. An entry that is cited
    /// with its own year elsewhere (one of `exact`) is not the one meant: then the work of this year
    /// is missing, unless the year is none that there can be, as "20003".
    pub fn is_other_year(&self, exact: &HashSet<ReferenceId>) -> bool {
        let possible = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let year = self.item.year.as_ref().is_some_and(|year| possible(&year.text));
        let used = self.resolution().references.iter().any(|index| exact.contains(index));
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
