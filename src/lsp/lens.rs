//! Lines above entries that say how often they are cited.

use lsp_types::{CodeLens, CodeLensParams, Command, Range, Uri};
use serde_json::json;

use crate::lsp::snapshot::Snapshot;
use crate::model::ids::ReferenceId;
use crate::rules::words::count;
use crate::text::span::Span;

/// The command of an editor that shows places; its arguments are an address, a position and the
/// places.
pub(super) const SHOW: &str = "cite.showReferences";

/// Returns a line for the list, and one for each entry. `shows` says whether the editor has the
/// command that shows places; without it the lines can only be read.
pub(super) fn answer(
    snapshot: &Snapshot,
    params: &CodeLensParams,
    shows: bool,
) -> Option<Vec<CodeLens>> {
    let uri = &params.text_document.uri;
    let mut lenses = Vec::new();
    let whole = snapshot.at(uri, Range::default())?.0;
    let mut add = |span: Span, title: String, places: Vec<lsp_types::Location>| {
        let start = Span::new(span.start, span.start);
        let Some((file, range)) = snapshot.range(start) else { return };
        if std::ptr::eq(file, whole) {
            let command = command(uri, title, range, places, shows);
            lenses.push(CodeLens { range, command: Some(command), data: None });
        }
    };
    if let Some(first) = snapshot.references.first() {
        let cited = ReferenceId::all(snapshot.references.len())
            .filter(|index| snapshot.citing(*index).next().is_some())
            .count();
        let title = format!(
            "{}, {cited} of them cited; {}",
            count(snapshot.references.len(), "reference"),
            count(snapshot.citations.len(), "citation")
        );
        add(first.span, title, Vec::new());
    }
    for (index, reference) in ReferenceId::each(&snapshot.references) {
        let places: Vec<_> =
            snapshot.citing(index).filter_map(|cited| snapshot.location(cited.span)).collect();
        let title = match places.len() {
            0 => "not cited".to_owned(),
            number => format!("cited in {}", count(number, "place")),
        };
        add(reference.span, title, places);
    }
    Some(lenses)
}

fn command(
    uri: &Uri,
    title: String,
    range: Range,
    places: Vec<lsp_types::Location>,
    shows: bool,
) -> Command {
    match shows && !places.is_empty() {
        true => {
            let arguments = vec![json!(uri), json!(range.start), json!(places)];
            Command { title, command: SHOW.to_owned(), arguments: Some(arguments) }
        }
        false => Command { title, command: String::new(), arguments: None },
    }
}
