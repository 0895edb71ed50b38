//! The reading of a document that explains most, of those that there are.

use tracing::{debug, info};

use crate::analysis::reading::Reading;
use crate::analysis::session::Session;
use crate::bibliography::header::bibliographies;
use crate::model::document::{BlockKind, Document};
use crate::model::library::Library;
use crate::model::reference::ReferenceList;
use crate::references;
use crate::references::entry_memo::EntryMemo;
use crate::text::span::Span;

/// One way to read where the reference list is and how it is cut.
struct ListReading {
    list: ReferenceList,
    /// How much less likely it is than the first.
    cost: f64,
    /// What is read otherwise than in the first.
    description: &'static str,
}

/// The readings of the list, the likeliest first.
fn list_readings<'a>(
    document: &'a Document,
    entries: &'a EntryMemo,
) -> impl Iterator<Item = ListReading> + 'a {
    references::list_readings(document, entries).enumerate().map(|(at, (list, cost))| ListReading {
        list: plausible_list(document, list),
        cost,
        description: if at == 0 { "" } else { "cut between other lines" },
    })
}

/// The reading under which text and list explain each other best.
///
/// The likeliest reading of the list goes first; if it explains nearly all, or the text has nothing that
/// may be a citation, no other is tried.
/// Another one has to explain more by a margin, so that it is not chance. `latest` is the last year
/// that a work can have whose names the list does not know.
pub(crate) fn best_reading<'a>(
    document: &Document,
    library: &'a Library,
    latest: u32,
    session: &Session,
) -> Reading<'a> {
    let passages = &session.passages;
    let mut lists = list_readings(document, &session.entries);
    let first = lists.next().map(|reading| reading.list).unwrap_or_default();
    let mut best = Reading::of(document, library, first, latest, passages);
    while !best.tied.explained.is_whole()
        && best.may_cite()
        && let Some(ListReading { list, cost, description }) = lists.next()
    {
        let mut other = Reading::of(document, library, list, latest, passages);
        other.tied.explained.cost += cost;
        let (before, after) = (best.tied.explained, other.tied.explained);
        // To have fewer entries explains nothing.
        let explains = after.tied + after.reached >= before.tied + before.reached;
        let better = explains && after.score() > before.score() + before.margin();
        let (score, best_score) = (after.score(), before.score());
        debug!(description, score, best_score, better, "another reading of the list tried");
        if better {
            best = other;
            best.list_choice = description;
        }
    }
    best.look_again();
    let explained = best.tied.explained;
    info!(
        cited = explained.cited,
        tied = explained.tied,
        listed = explained.listed,
        reached = explained.reached,
        list_choice = best.list_choice,
        "reading chosen"
    );
    best
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
