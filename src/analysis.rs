//! All that one document says of its citations.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::bibliography::header::bibliographies;
use crate::citations::abbreviations::abbreviations;
use crate::citations::scan::{Scan, ScanInput, scan_document};
use crate::model::citation::{Citation, CitationKind, CitedItem, MatchKind, Resolution, System};
use crate::model::citation_index::CitationIndex;
use crate::model::document::{BlockKind, Document};
use crate::model::entry::Entry;
use crate::model::indexed_work::IndexedWork;
use crate::model::library::Library;
use crate::model::reference::{Reference, ReferenceList};
use crate::model::style_conventions::StyleConventions;
use crate::references;
use crate::references::reference_score;
use crate::resolve::duplicates::duplicates;
use crate::resolve::resolution::{Targets, resolve};
use crate::text::day::Day;
use crate::text::span::Span;

/// A reference as written, after the names and year by which its label cites it, if it has one:
/// "[Hayashi-Prescott 2002] Hayashi, Fumio, and …".
fn as_cited(reference: &Reference) -> Cow<'_, str> {
    match reference.label.as_ref().filter(|label| label.contains(' ')) {
        Some(label) => Cow::Owned(format!("{label} {}", reference.raw)),
        None => Cow::Borrowed(&reference.raw),
    }
}

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
        let list = plausible_list(document, references::parse_list(document));
        let skip: Vec<Span> = list.sections.iter().map(|section| section.span).collect();
        let shorts = abbreviations(document, &skip);
        let written: Vec<Cow<str>> = list.references.iter().map(as_cited).collect();
        let works = list.references.iter().zip(&written);
        let citation_index =
            CitationIndex::new(works.map(|(one, raw)| (&one.entry, raw.as_ref())), &shorts);
        let entries: Vec<&Entry> =
            list.references.iter().map(|reference| &reference.entry).collect();
        let duplicate_of = duplicates(&entries, &citation_index);
        let numbers = numbers(&list);
        let highest = numbers.keys().copied().max().unwrap_or(0);
        let keys = keys(&list);
        let records = records(library);
        let known: HashSet<&str> =
            keys.keys().map(String::as_str).chain(records.keys().copied()).collect();
        let latest = latest_year(today);
        let input = ScanInput {
            keys: &known,
            citation_index: &citation_index,
            highest,
            skip: &skip,
            latest,
        };
        let (Scan { citations, system }, numbers) = numbered_by_order(document, &list, input)
            .unwrap_or_else(|| (scan_document(document, input), numbers));
        let (keys, records) = (&keys, &records);
        let targets = Targets {
            citation_index: &citation_index,
            numbers: &numbers,
            keys,
            records,
            duplicate_of: &duplicate_of,
        };
        let resolutions = resolve(&citations, &targets);
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
            conventions: None,
            today,
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
            conventions: None,
            today: Day::today(),
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
        let mut resolved = self.cited_works().map(|cited_work| cited_work.resolution.record);
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

    /// Whether only the year sets it apart from the entry that it is near to. An entry that is
    /// cited with its own year elsewhere (one of `exact`) is not the one meant: then the work of
    /// this year is missing, unless the year is none that there can be, as "20003".
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

/// The list, unless it is but a sentence or two that look like entries: without a heading and with
/// nothing else in the document, that is the text itself. So is a longer one if the header names a
/// library.
fn plausible_list(document: &Document, list: ReferenceList) -> ReferenceList {
    let headed = list.sections.iter().any(|section| section.heading.is_some());
    let covered = |span: Span| list.sections.iter().any(|section| section.span.overlaps(span));
    let mut text = document.blocks.iter().filter(|block| block.kind != BlockKind::Metadata);
    let all = text.all(|block| covered(block.span));
    let few = list.references.len() < 3 || !bibliographies(document.header()).is_empty();
    match !headed && all && few {
        true => ReferenceList::default(),
        false => list,
    }
}

/// What is cited by numbers that are not printed in the list, and the numbers of its entries by
/// their order: a converter drops those that a word processor counted. They are believed where they
/// begin at 1, hardly reach farther than the list, and name at least half of it.
fn numbered_by_order(
    document: &Document,
    list: &ReferenceList,
    input: ScanInput,
) -> Option<(Scan, HashMap<u32, usize>)> {
    const FEWEST: usize = 3;
    let text = &document.text;
    let bracketed = ["[1]", "[1,", "[1-", "[1–"].iter().any(|first| text.contains(first));
    let count = list.references.len();
    let bare = list.references.iter().all(|reference| reference.label.is_none());
    if !bracketed || !bare || count < FEWEST {
        return None;
    }
    let highest = u32::try_from(count).ok()?;
    let scan = scan_document(document, ScanInput { highest, ..input });
    let items = scan.citations.iter().flat_map(|citation| &citation.items);
    let cited: HashSet<u32> = items.flat_map(|item| &item.numbers).copied().collect();
    let beyond = cited.iter().filter(|number| !(1..=highest).contains(*number)).count();
    let within = cited.len() - beyond;
    let plausible = cited.contains(&1) && beyond * 3 <= within && within * 2 >= count;
    let numbers = (1..).zip(0..count).collect();
    (scan.system == System::Numeric && plausible).then_some((scan, numbers))
}

/// The references by the numbers printed before them.
fn numbers(list: &ReferenceList) -> HashMap<u32, usize> {
    let labelled = list.references.iter().enumerate().filter_map(|(index, reference)| {
        let number = reference.label.as_ref()?.parse().ok()?;
        Some((number, index))
    });
    let mut numbers = HashMap::new();
    for (number, index) in labelled {
        numbers.entry(number).or_insert(index);
    }
    numbers
}

/// The records of a library by their keys; of several with one key, the first.
fn records(library: &Library) -> HashMap<&str, usize> {
    let mut records = HashMap::with_capacity(library.records.len());
    for (index, record) in library.records.iter().enumerate() {
        records.entry(record.entry.id.as_str()).or_insert(index);
    }
    records
}

/// The references by the keys printed before them: \[Knu84\].
fn keys(list: &ReferenceList) -> HashMap<String, usize> {
    let labelled = list.references.iter().enumerate();
    let keyed = labelled.filter_map(|(index, reference)| Some((reference.label.clone()?, index)));
    keyed.filter(|(key, _)| !key.bytes().all(|b| b.is_ascii_digit())).collect()
}
