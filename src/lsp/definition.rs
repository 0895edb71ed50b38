//! From a citation to its entry.

use lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, Range};

use crate::lsp::address;
use crate::lsp::position::Lines;
use crate::lsp::snapshot::{Snapshot, Thing};
use crate::model::citation::CitedItem;
use crate::text::span::Span;

/// Returns where the entries of the citation at a place stand: in the list, or in a library.
pub(super) fn answer(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let place = &params.text_document_position_params;
    let (file, at) =
        snapshot.at(&place.text_document.uri, Range::new(place.position, place.position))?;
    let Some(Thing::Item(cited)) = snapshot.thing_at(file, at) else {
        return None;
    };
    let mut places: Vec<Location> = cited
        .resolution
        .references
        .iter()
        .filter_map(|index| snapshot.location(snapshot.references.get(index.index())?.span))
        .collect();
    places.extend(in_library(snapshot, cited));
    Some(GotoDefinitionResponse::Array(places))
}

/// Where the record of a library stands in its file.
fn in_library(snapshot: &Snapshot, cited: &CitedItem) -> Option<Location> {
    let record = snapshot.record(cited)?;
    let source = snapshot.library.sources.get(record.source)?;
    let text = source.text();
    // The first line names it.
    let end = text[record.span.start..].find('\n').map_or(text.len(), |at| record.span.start + at);
    let span = Span::new(record.span.start, end.min(record.span.end));
    let range = Lines::of(text).range(text, span, snapshot.unit);
    Some(Location::new(address::uri(source.path())?, range))
}
