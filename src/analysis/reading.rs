//! One reading of a document: its list, its way of citing, and what that ties together.

use std::collections::HashSet;

use tracing::{debug_span, info};

use crate::analysis::listed::Listed;
use crate::analysis::tied::Tied;
use crate::analysis::ways;
use crate::citations::left_out::LeftOut;
use crate::citations::passage_memo::PassageMemo;
use crate::citations::scan::scan_document;
use crate::model::citation::MatchKind;
use crate::model::document::Document;
use crate::model::library::Library;
use crate::model::reference::{Label, Reference, ReferenceList};
use crate::resolve::second_look::{Written, second_look};

/// A reading of a whole document.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// Its list.
    pub listed: Listed<'a>,
    /// What is cited, and what that points to.
    pub tied: Tied,
    /// What was not taken for a citation.
    pub left_out: Vec<LeftOut>,
    /// What was read otherwise in the list than is usual; empty if nothing was.
    pub list_choice: &'static str,
}

impl<'a> Reading<'a> {
    /// The reading of the document with this list that explains most.
    pub(crate) fn of(
        document: &Document,
        library: &'a Library,
        list: ReferenceList,
        latest: u32,
        passages: &PassageMemo,
    ) -> Reading<'a> {
        let _stage = debug_span!("find citations").entered();
        let listed = Listed::new(document, library, list, latest, passages);
        let keys: HashSet<&str> = listed.known_keys();
        let input = listed.input(&keys, passages);
        let candidates = scan_document(document, input);
        let tied = ways::best(document, &listed, input, &candidates);
        let left_out = candidates.left_out(&tied.citations);
        info!(
            citations = tied.citations.len(),
            left_out = left_out.len(),
            "citations found; --format matches shows each"
        );
        Reading { tied, left_out, listed, list_choice: "" }
    }

    /// Whether anything in the text may be a citation.
    pub(crate) fn may_cite(&self) -> bool {
        !self.tied.citations.is_empty() || !self.left_out.is_empty()
    }

    /// Looks at the entries as written, where citations fit none as it was read.
    pub(crate) fn look_again(&mut self) {
        let mut items = self.tied.citations.iter().flat_map(|citation| &citation.items);
        if items.all(|item| item.resolution.match_kind == Some(MatchKind::Exact)) {
            return;
        }
        let _stage = debug_span!("look again at entries").entered();
        let entries = self.listed.list.references.iter().map(|one| (&*one.raw, before_title(one)));
        let written = Written::new(entries);
        let index = &self.listed.citation_index;
        second_look(&mut self.tied.citations, &written, index);
    }
}

/// Returns the text before the title of an entry; empty where no title was read.
fn before_title(reference: &Reference) -> &str {
    let title = reference.field(Label::Title).map(|field| field.span.start);
    let end = title.and_then(|start| start.checked_sub(reference.span.start));
    end.and_then(|end| reference.raw.get(..end)).unwrap_or_default()
}
