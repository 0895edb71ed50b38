//! A reference list with what can be asked of it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::citations::abbreviations::abbreviations;
use crate::citations::notes::Notes;
use crate::citations::passage_memo::PassageMemo;
use crate::citations::scan::ScanInput;
use crate::citations::titles::Titles;
use crate::model::citation_index::CitationIndex;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::ids::{RecordId, ReferenceId};
use crate::model::library::Library;
use crate::model::reference::{Label, Reference, ReferenceList};
use crate::references::numbering;
use crate::resolve::duplicates::duplicates;
use crate::resolve::resolution::Targets;
use crate::text::span::Span;

/// A reference list, and the works of a library, as citations can name them.
#[derive(Debug)]
pub(crate) struct Listed<'a> {
    /// The list as written.
    pub list: ReferenceList,
    /// Under which names and years its works can be cited.
    pub citation_index: CitationIndex,
    /// For each reference, the earlier one that is the same work, if there is one.
    pub duplicate_of: Vec<Option<ReferenceId>>,
    /// The references by the numbers printed before them.
    pub numbers: Arc<HashMap<u32, ReferenceId>>,
    /// The references by the keys printed before them: \[Knu84\].
    keys: HashMap<String, ReferenceId>,
    /// The records of the library by their keys; of several with one key, the first.
    records: HashMap<&'a str, RecordId>,
    /// Where the list stands.
    skip: Vec<Span>,
    /// The last year that a work can have whose names the list does not know.
    latest: u32,
    /// The notes of the document.
    notes: Notes,
    /// The titles of the works, once they are looked for.
    titles: OnceCell<Titles>,
    by_order: OnceCell<Option<Arc<HashMap<u32, ReferenceId>>>>,
}

impl<'a> Listed<'a> {
    /// The list of a document, and a library.
    pub(crate) fn new(
        document: &Document,
        library: &'a Library,
        list: ReferenceList,
        latest: u32,
        passages: &PassageMemo,
    ) -> Listed<'a> {
        let skip: Vec<Span> = list.sections.iter().map(|section| section.span).collect();
        let shorts = abbreviations(document, &skip, passages);
        let written: Vec<Cow<str>> = list.references.iter().map(as_cited).collect();
        let works = list.references.iter().zip(&written);
        let citation_index =
            CitationIndex::new(works.map(|(one, raw)| (&one.entry, raw.as_ref())), &shorts);
        let entries: Vec<&Entry> = list.references.iter().map(|one| &one.entry).collect();
        let duplicate_of =
            duplicates(&entries, |index| Cow::Borrowed(&citation_index.works()[index]));
        let mut records = HashMap::with_capacity(library.records.len());
        for (index, record) in library.records.iter().enumerate() {
            records.entry(record.entry.id.as_str()).or_insert(RecordId::new(index));
        }
        Listed {
            numbers: Arc::new(numbers(&list)),
            keys: keys(&list),
            notes: Notes::of(document),
            titles: OnceCell::new(),
            by_order: OnceCell::new(),
            list,
            citation_index,
            duplicate_of,
            records,
            skip,
            latest,
        }
    }

    /// The keys that a citation can name.
    pub(crate) fn known_keys(&self) -> HashSet<&str> {
        self.keys.keys().map(String::as_str).chain(self.records.keys().copied()).collect()
    }

    /// What the scan asks of the list; `keys` are its known keys.
    pub(crate) fn input<'b>(
        &'b self,
        keys: &'b HashSet<&'b str>,
        passages: &'b PassageMemo,
    ) -> ScanInput<'b> {
        ScanInput {
            scanned: passages.scanned_for(&self.citation_index, keys, self.latest),
            notes: &self.notes,
            titles: &self.titles,
            citation_index: &self.citation_index,
            keys,
            skip: &self.skip,
            latest: self.latest,
        }
    }

    /// What citations can be tied to, with these numbers.
    pub(crate) fn targets<'b>(&'b self, numbers: &'b HashMap<u32, ReferenceId>) -> Targets<'b> {
        Targets {
            citation_index: &self.citation_index,
            notes: &self.notes,
            numbers,
            keys: &self.keys,
            records: &self.records,
            duplicate_of: &self.duplicate_of,
        }
    }

    /// The numbers of the entries by their order, where none is printed: a converter drops those
    /// that a word processor counted.
    pub(crate) fn by_order(&self) -> Option<&Arc<HashMap<u32, ReferenceId>>> {
        self.by_order.get_or_init(|| by_order(&self.list.references)).as_ref()
    }

    /// Whether the entries are sorted by their first creators, but for a few.
    pub(crate) fn is_sorted(&self) -> bool {
        let works = self.citation_index.works();
        let creators: Vec<&str> = works.iter().filter_map(|work| work.creators.first(0)).collect();
        let in_order = creators.windows(2).filter(|pair| pair[0] <= pair[1]).count();
        in_order as f64 >= SORTED * creators.len().saturating_sub(1) as f64
    }
}

fn by_order(references: &[Reference]) -> Option<Arc<HashMap<u32, ReferenceId>>> {
    // Numbers that were left in the text of the entries tell that the list is cut wrongly.
    let printed = |reference: &&Reference| reference.field(Label::CitationNumber).is_some();
    let bare = references.iter().all(|reference| reference.label.is_none())
        && references.iter().filter(printed).count() * 2 < references.len();
    // So do numbers that stand at other places than their own.
    let numbers = references.iter().map(|reference| numbering::read(&reference.raw)?.value);
    let elsewhere = (1..).zip(numbers).filter(|(place, read)| read.is_some_and(|it| it != *place));
    let bare = bare && elsewhere.count() < ELSEWHERE;
    bare.then(|| Arc::new((1..).zip(ReferenceId::all(references.len())).collect()))
}

/// The part of the entries of a sorted list that stand behind one that sorts before them; in any other
/// order it is about half.
const SORTED: f64 = 0.75;

/// So many numbers at other places than their own are no chance.
const ELSEWHERE: usize = 3;

/// A reference as written, after the names and year by which its label cites it, if it has one:
/// "[Hayashi-Prescott 2002] Hayashi, Fumio, and …".
fn as_cited(reference: &Reference) -> Cow<'_, str> {
    match reference.label.as_ref().filter(|label| label.contains(' ')) {
        Some(label) => Cow::Owned(format!("{label} {}", &*reference.raw)),
        None => Cow::Borrowed(&*reference.raw),
    }
}

/// The references by the numbers printed before them.
fn numbers(list: &ReferenceList) -> HashMap<u32, ReferenceId> {
    let mut numbers = HashMap::new();
    for (index, reference) in ReferenceId::each(&list.references) {
        if let Some(number) = reference.label.as_ref().and_then(|label| label.parse().ok()) {
            numbers.entry(number).or_insert(index);
        }
    }
    numbers
}

/// The references by the keys printed before them.
fn keys(list: &ReferenceList) -> HashMap<String, ReferenceId> {
    let labelled = ReferenceId::each(&list.references);
    let keyed = labelled.filter_map(|(index, one)| Some((one.label.as_deref()?.to_owned(), index)));
    keyed.filter(|(key, _)| !key.bytes().all(|b| b.is_ascii_digit())).collect()
}
