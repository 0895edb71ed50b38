//! The settings and libraries of the projects in which documents lie, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::Checker;
use crate::config::project::FILE;
use crate::lsp::check::library_format;

/// What documents are checked with, by the folder in which they lie.
#[derive(Default)]
pub(super) struct Projects(HashMap<PathBuf, Arc<Checker>>);

impl Projects {
    /// Returns what a document is checked with, and what is wrong with its settings; then the
    /// settings are those of no project.
    pub(super) fn checker(&mut self, path: &Path) -> (Arc<Checker>, Option<String>) {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(known) = self.0.get(&folder) {
            return (Arc::clone(known), None);
        }
        let (checker, fault) = match Checker::around(&folder) {
            Ok(checker) => (Arc::new(checker), None),
            Err(error) => (Arc::default(), Some(error.to_string())),
        };
        self.0.insert(folder, Arc::clone(&checker));
        (checker, fault)
    }

    /// Forgets what was read: a file of settings or a library changed.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

/// Whether a file is one that checks depend on besides the documents themselves.
pub(super) fn is_read(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == FILE) || library_format(path).is_some()
}
