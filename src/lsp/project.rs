//! The settings and libraries of the projects in which documents lie, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::{CheckSettings, Checker};
use crate::config::project::{FILE, Project};
use crate::lsp::check::library_format;
use crate::model::error::Error;

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
        let (checker, fault) = match open(&folder) {
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

fn open(folder: &Path) -> Result<Checker, Error> {
    let project = Project::around(folder)?;
    let mut settings = CheckSettings::of_project(&project, true)?;
    settings.conventions = conventions(&project)?;
    Checker::new(settings)
}

#[cfg(feature = "render")]
fn conventions(
    project: &Project,
) -> Result<Option<crate::model::style_conventions::StyleConventions>, Error> {
    let Some(name) = &project.settings.style else { return Ok(None) };
    let style = crate::render::style::Style::find(name, &[project.path(Path::new("styles"))])?;
    Ok(Some(crate::render::conventions::conventions(&style)))
}

#[cfg(not(feature = "render"))]
fn conventions(
    _: &Project,
) -> Result<Option<crate::model::style_conventions::StyleConventions>, Error> {
    Ok(None)
}
