//! What is said of the place under the pointer: the entry, and what is wrong.

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind, Range};

use crate::escape::escaped::Escaped;
use crate::escape::markdown::Markdown;
use crate::lsp::snapshot::{Snapshot, Thing};
use crate::model::citation::CitedItem;
use crate::model::entry::{Entry, Name};
use crate::model::ids::ReferenceId;
use crate::report::excerpt::excerpt;
use crate::rules;
use crate::rules::words::count;

/// How many characters of an entry are shown.
const LONGEST: usize = 400;

/// How many entries are shown where a citation has several.
const MOST_ENTRIES: usize = 4;

/// Returns what is said of a place.
pub(super) fn answer(snapshot: &Snapshot, params: &HoverParams) -> Option<Hover> {
    let place = &params.text_document_position_params;
    let (file, at) =
        snapshot.at(&place.text_document.uri, Range::new(place.position, place.position))?;
    let mut parts = Vec::new();
    let thing = snapshot.thing_at(file, at);
    match thing {
        Some(Thing::Item(cited)) => parts.extend(item(snapshot, cited)),
        Some(Thing::Reference(index)) => parts.push(uses(snapshot, index)),
        None => {}
    }
    let found = snapshot
        .findings
        .iter()
        .filter(|finding| finding.span.is_some_and(|span| snapshot.meets(span, file, at)));
    parts.extend(found.map(|finding| rule(finding.rule)));
    if parts.is_empty() {
        return None;
    }
    let range = match thing {
        Some(Thing::Item(cited)) => snapshot.range(cited.span).map(|(_, range)| range),
        _ => None,
    };
    let value = parts.iter().map(|part| part.as_str()).collect::<Vec<_>>().join("\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range })
}

/// The entries that a cited work points to.
fn item(snapshot: &Snapshot, cited: &CitedItem) -> Vec<Escaped<Markdown>> {
    let references = &cited.resolution.references;
    let mut parts: Vec<Escaped<Markdown>> = references
        .iter()
        .take(MOST_ENTRIES)
        .filter_map(|index| Some((index, snapshot.references.get(index.index())?)))
        .map(|(index, reference)| {
            let text = Escaped::<Markdown>::text(&excerpt(&reference.raw, LONGEST)).line();
            text.then(&Escaped::markup("\n\n")).then(&uses(snapshot, *index))
        })
        .collect();
    if let Some(record) = snapshot.record(cited) {
        parts.push(described(&record.entry));
    }
    if parts.is_empty() && cited.exempt.is_none() {
        parts.push(Escaped::markup("No entry was found for this."));
    }
    parts
}

/// How often an entry is cited.
fn uses(snapshot: &Snapshot, reference: ReferenceId) -> Escaped<Markdown> {
    let uses = match snapshot.citing(reference).count() {
        0 => "not cited".to_owned(),
        number => format!("cited in {}", count(number, "place")),
    };
    Escaped::text(&format!("Entry {}, {uses}", reference.index() + 1)).between("*", "*")
}

/// A record in a line: who, when, what, where.
pub(super) fn described(entry: &Entry) -> Escaped<Markdown> {
    let names: Vec<String> = entry.creators().iter().map(Name::cited).collect();
    let year = entry.year().map(|year| year.to_string());
    let title = entry.text("title").map(str::to_owned);
    let container = entry.text("container-title").map(str::to_owned);
    let who = (!names.is_empty()).then(|| names.join(", "));
    let parts: Vec<String> = [who, year, title, container].into_iter().flatten().collect();
    Escaped::<Markdown>::text(&excerpt(&parts.join(". "), LONGEST)).line()
}

/// What a rule says, in a line.
fn rule(name: &str) -> Escaped<Markdown> {
    let rule = rules::by_name(name);
    let summary = rule.map_or(String::new(), |rule| rule.summary());
    let title = Escaped::text(name).between("**", "**: ");
    title.then(&Escaped::text(&summary))
}
