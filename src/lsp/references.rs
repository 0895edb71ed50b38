//! From an entry to the places that cite it.

use lsp_types::{Location, Range, ReferenceParams};

use crate::lsp::snapshot::{Snapshot, Thing};
use crate::model::citation::CitedItem;

/// Returns where the work at a place, a citation or an entry, is cited.
pub(super) fn answer(snapshot: &Snapshot, params: &ReferenceParams) -> Option<Vec<Location>> {
    let place = &params.text_document_position;
    let (file, at) =
        snapshot.at(&place.text_document.uri, Range::new(place.position, place.position))?;
    let thing = snapshot.thing_at(file, at)?;
    let targets = match thing {
        Thing::Item(cited) => cited.resolution.references.clone(),
        Thing::Reference(index) => vec![index],
    };
    let record = match thing {
        Thing::Item(cited) => cited.resolution.record,
        Thing::Reference(_) => None,
    };
    let mut places = Vec::new();
    if params.context.include_declaration {
        let entries = targets.iter().filter_map(|index| snapshot.references.get(index.index()));
        places.extend(entries.filter_map(|entry| snapshot.location(entry.span)));
    }
    let cites = |item: &CitedItem| snapshot.location(item.span);
    let same = snapshot.cited().filter(|other| {
        other.resolution.references.iter().any(|index| targets.contains(index))
            || record.is_some() && other.resolution.record == record
    });
    places.extend(same.filter_map(cites));
    Some(places)
}
