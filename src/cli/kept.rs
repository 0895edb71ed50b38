//! Documents that are read before they are checked, so that each is read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::Document;

/// How much text is kept, in bytes: beyond it a document is read again when its turn comes.
const MOST: usize = 64 << 20;

/// Documents that wait to be checked.
#[derive(Default)]
pub(super) struct Kept(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    documents: HashMap<PathBuf, Document>,
    /// How long their texts are together.
    size: usize,
}

impl Kept {
    /// Keeps a document until it is taken, if there is room for it. Standard input always has room:
    /// it cannot be read again.
    pub(super) fn keep(&self, path: &Path, document: Document) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = waiting.size + size(&document);
        if size <= MOST || path == Path::new("-") {
            waiting.size = size;
            waiting.documents.insert(path.to_owned(), document);
        }
    }

    /// Returns the document that was kept under this path, and keeps it no longer.
    pub(super) fn take(&self, path: &Path) -> Option<Document> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let document = waiting.documents.remove(path)?;
        waiting.size = waiting.size.saturating_sub(size(&document));
        Some(document)
    }
}

/// How much room a document takes, about: its text, its source, and the file it was extracted from.
fn size(document: &Document) -> usize {
    let file = document.origin.as_ref().map_or(0, |origin| origin.bytes.len());
    document.text.len() + document.source.text().len() + file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_given_once_and_takes_no_room_then() {
        let kept = Kept::default();
        let path = Path::new("a.md");
        let document = |size: usize| Document::from_bytes(path, vec![b'a'; size]);
        kept.keep(path, document(10));
        assert!(kept.take(path).is_some() && kept.take(path).is_none());
        kept.keep(path, document(MOST));
        assert!(kept.take(path).is_none(), "it is too large");
        kept.keep(Path::new("-"), document(MOST));
        assert!(kept.take(Path::new("-")).is_some());
        kept.keep(path, document(10));
        assert!(kept.take(path).is_some(), "there is room again");
    }
}
