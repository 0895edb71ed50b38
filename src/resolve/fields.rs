//! What the fields and links of a document say of its citations.

use std::collections::HashMap;

use crate::model::citation::{Citation, CitationKind, CitedItem, MatchKind, Resolution};
use crate::model::citation_index::CitationIndex;
use crate::model::field::{CitationField, FieldWork};
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::model::reference::Reference;
use crate::text::fold::{fold, surname_key};

/// The references that the works of a field are, in their order.
pub(crate) type FieldTie = Vec<Option<ReferenceId>>;

/// What is not the same in a citation and the work that its field cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Difference {
    /// The year.
    Year,
    /// The first author.
    Author,
}

/// Ties the citations inside fields to the works that these cite, and gives the references of each
/// field. What the shown text says counts on: a tie that agrees with the field is kept, one that is in
/// doubt is decided by the field, and where text and field disagree the field is believed.
pub(crate) fn tie_fields(
    fields: &[CitationField],
    references: &[Reference],
    citation_index: &CitationIndex,
    citations: &mut [Citation],
) -> Vec<FieldTie> {
    let titles = titles(citation_index);
    let tied = |field: &CitationField| -> FieldTie {
        field.works.iter().map(|work| listed(work, references, citation_index, &titles)).collect()
    };
    let found: Vec<FieldTie> = fields.iter().map(tied).collect();
    for (field, works) in fields.iter().zip(&found) {
        let first = citations.partition_point(|citation| citation.span.end <= field.span.start);
        let inside = citations[first..].partition_point(|one| one.span.start < field.span.end);
        let inside = &mut citations[first..first + inside];
        for (place, item, resolution) in tie_left(field, works, citation_index, inside) {
            inside[place].items[item].resolution = resolution;
        }
    }
    found
}

/// Whether a citation of this kind names its works.
fn is_named(kind: CitationKind) -> bool {
    matches!(kind, CitationKind::Parenthetical | CitationKind::Narrative | CitationKind::Note)
}

/// A cited work as the text shows it.
#[derive(Clone, Copy)]
struct Shown<'a> {
    names: &'a CitedItem,
    item: &'a CitedItem,
    /// The citation, as a place among those inside the field, and the item in it.
    place: (usize, usize),
}

/// What cited works inside a field point to instead, each with its citation and its item.
type LeftTies = Vec<(usize, usize, Resolution)>;

fn tie_left(
    field: &CitationField,
    works: &FieldTie,
    citation_index: &CitationIndex,
    inside: &[Citation],
) -> LeftTies {
    let mut left: Vec<usize> = (0..works.len()).filter(|&at| works[at].is_some()).collect();
    let mut untied = Vec::new();
    let mut settled = Vec::new();
    for shown in shown(field, inside) {
        let agrees = |&at: &usize| {
            works[at].is_some_and(|it| shown.item.resolution.references.contains(&it))
        };
        match left.iter().position(agrees) {
            Some(place) => {
                let at = left.remove(place);
                let believed = believe(shown, &field.works[at], works[at], citation_index);
                settled.extend(believed.map(|found| (shown.place.0, shown.place.1, found)));
            }
            None => untied.push(shown),
        }
    }
    // What is shown in another order than kept is told by the text; the rest by the order.
    if untied.len() == left.len() {
        for (shown, at) in untied.into_iter().zip(left) {
            let resolution = Resolution {
                references: works[at].into_iter().collect(),
                match_kind: Some(MatchKind::Exact),
                ..Resolution::default()
            };
            settled.push((shown.place.0, shown.place.1, resolution));
        }
    }
    settled
}

/// The works that citations inside a field name.
fn shown<'a>(field: &'a CitationField, inside: &'a [Citation]) -> impl Iterator<Item = Shown<'a>> {
    let named = inside.iter().enumerate().filter(|(_, citation)| is_named(citation.kind));
    let shown = named.flat_map(|(at, citation)| {
        citation.named_items().enumerate().map(move |(number, (names, item))| Shown {
            names,
            item,
            place: (at, number),
        })
    });
    shown.filter(|shown| shown.item.span.overlaps(field.span))
}

/// Narrows a tie to the work of the field.
fn believe(
    shown: Shown,
    work: &FieldWork,
    index: Option<ReferenceId>,
    citation_index: &CitationIndex,
) -> Option<Resolution> {
    let own = work.entry.as_ref().map(|entry| IndexedWork::of(entry, "", &HashMap::new()));
    let stale = own.is_some_and(|own| difference(shown.names, shown.item, &own).is_some());
    let listed = index.map(|index| citation_index.work(index));
    let fits = listed.is_some_and(|work| difference(shown.names, shown.item, work).is_none());
    let before = &shown.item.resolution;
    let doubtful = before.references.len() > 1 && fits;
    (stale || doubtful).then(|| Resolution {
        references: index.into_iter().collect(),
        match_kind: Some(MatchKind::Exact),
        ..before.clone()
    })
}

/// What is not the same in a citation and a work; nothing where that is not certain.
pub(crate) fn difference(
    names: &CitedItem,
    item: &CitedItem,
    work: &IndexedWork,
) -> Option<Difference> {
    let year = item.year.as_ref().map(|year| year.text.as_str());
    let year = year.filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    let year_matches = work.year.as_ref().is_some_and(|year| year.len() == 4);
    if let Some(year) = year
        && year_matches
        && !work.is_of(year)
    {
        return Some(Difference::Year);
    }
    let first = names.names.first()?;
    let key = surname_key(&first.text);
    let spelt = fold(&first.text);
    let is_short = first.text.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let known = work.creators.all().any(|creator| {
        creator == key || creator.contains(&key) || key.contains(creator) || creator == spelt
    });
    let told =
        known || is_short || key.is_empty() || work.creators.is_empty() || !work.body().is_empty();
    (!told).then_some(Difference::Author)
}

/// The works by their titles.
fn titles(citation_index: &CitationIndex) -> HashMap<&str, Vec<ReferenceId>> {
    let mut titles: HashMap<&str, Vec<ReferenceId>> = HashMap::new();
    for (index, work) in
        ReferenceId::each(citation_index.works()).filter(|(_, work)| work.title.len() > 3)
    {
        titles.entry(&work.title).or_default().push(index);
    }
    titles
}

/// The reference that a work of a field is: where the field points, or the one of its title, or the
/// only one of its first author and year.
fn listed(
    work: &FieldWork,
    references: &[Reference],
    citation_index: &CitationIndex,
    titles: &HashMap<&str, Vec<ReferenceId>>,
) -> Option<ReferenceId> {
    if let Some(span) = work.listed {
        let next = references.partition_point(|reference| reference.span.end <= span.start);
        let meant = references.get(next).filter(|one| one.span.overlaps(span));
        return meant.map(|_| ReferenceId::new(next));
    }
    let own = IndexedWork::of(work.entry.as_ref()?, "", &HashMap::new());
    let of_year = |found: &[ReferenceId]| {
        let same = found.iter().copied().filter(|&at| citation_index.work(at).year == own.year);
        let same: Vec<ReferenceId> = same.collect();
        if let [one] = same.as_slice() { Some(*one) } else { None }
    };
    if let Some(found) = titles.get(&*own.title) {
        return if let [one] = found.as_slice() { Some(*one) } else { of_year(found) };
    }
    let first = own.creators.first(0)?;
    of_year(citation_index.with_first(first))
}
