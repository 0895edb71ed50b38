//! What speaks for and against what an item was tied to.

use crate::model::citation::{CitationKind, CitedItem, MatchKind, Resolution, Signal};
use crate::model::citation_index::CitationIndex;

/// The signals of an item that is cited under `named`: what the citation and the list say, then what
/// a second look found.
pub(crate) fn signals(
    kind: CitationKind,
    named: &CitedItem,
    item: &CitedItem,
    citation_index: &CitationIndex,
) -> Vec<Signal> {
    let resolution = &item.resolution;
    let mut found: Vec<Signal> = match kind {
        CitationKind::Numeric => of_target(resolution, Signal::NumberInList).collect(),
        CitationKind::Key => of_target(resolution, Signal::KeyKnown).collect(),
        CitationKind::Ibid => vec![Signal::PointsBack],
        _ => by_name(named, item, resolution, citation_index),
    };
    found.extend(&resolution.signals);
    found
}

fn of_target(resolution: &Resolution, signal: Signal) -> impl Iterator<Item = Signal> {
    resolution.match_kind.map(|_| signal).into_iter()
}

/// What the names, the title and the year say.
fn by_name(
    named: &CitedItem,
    item: &CitedItem,
    resolution: &Resolution,
    citation_index: &CitationIndex,
) -> Vec<Signal> {
    let mut found = Vec::new();
    if let Some(first) = named.names.first() {
        let known = !citation_index.with_first(&citation_index.key_of(&first.text)).is_empty();
        found.push(if known { Signal::NameInList } else { Signal::NameUnknown });
    }
    let work = resolution.references.first().map(|&index| citation_index.work(index));
    found.extend(item.title.as_ref().and(work).map(|_| Signal::TitleInList));
    if let (Some(year), Some(work)) = (&item.year, work) {
        found.push(if work.is_of(&year.text) { Signal::YearFits } else { Signal::YearDiffers });
    }
    found.extend(match resolution.match_kind {
        Some(MatchKind::AuthorDiffers) => Some(Signal::AuthorsDiffer),
        Some(MatchKind::Ambiguous) => Some(Signal::SeveralFit),
        _ => None,
    });
    found
}
