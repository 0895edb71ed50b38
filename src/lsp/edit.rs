//! Changes of the text as the editor makes them.

use std::collections::BTreeMap;

use lsp_types::{TextEdit, WorkspaceEdit};
use serde_json::json;

use crate::lsp::address;
use crate::lsp::snapshot::{File, Snapshot};
use crate::model::finding::Edit;
use crate::text::span::Span;

/// Changes, file by file.
#[derive(Default)]
pub(super) struct Changes(BTreeMap<String, Vec<TextEdit>>);

impl Changes {
    /// Returns the changes that a fix makes; nothing where one of them stands in no one file.
    pub(super) fn of(snapshot: &Snapshot, edits: &[Edit]) -> Option<Changes> {
        let mut changes = Changes::default();
        for edit in edits {
            let span = snapshot.document.to_replace(edit.span);
            let (file, place) = snapshot.place_in_source(span)?;
            changes.add(snapshot, file, place, &edit.text)?;
        }
        Some(changes)
    }

    /// Replaces a segment of a file; nothing is returned where the file has no address.
    pub(super) fn add(
        &mut self,
        snapshot: &Snapshot,
        file: &File,
        span: Span,
        text: &str,
    ) -> Option<()> {
        let uri = address::uri(&file.path)?;
        let edit = TextEdit::new(snapshot.range_in(file, span), text.to_owned());
        let edits = self.0.entry(uri.as_str().to_owned()).or_default();
        if !edits.contains(&edit) {
            edits.push(edit);
        }
        Some(())
    }

    /// Returns them in the form of the protocol.
    pub(super) fn into_edit(self) -> Option<WorkspaceEdit> {
        serde_json::from_value(json!({ "changes": self.0 })).ok()
    }
}
