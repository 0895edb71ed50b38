//! Where the settings of a project are, and what their paths mean.

use std::path::{Path, PathBuf};

use super::settings::Settings;
use crate::files::read;
use crate::model::error::Error;
use crate::text::source::Source;

/// The name of the file of settings.
pub(crate) const FILE: &str = "cite.toml";

/// A project: a folder and its settings.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Project {
    /// Its folder, as it is reached from the current one; empty for the current one itself.
    pub root: PathBuf,
    /// Its settings; those that no file sets have their defaults.
    pub settings: Settings,
}

impl Project {
    /// The project that `folder` stands in: the nearest `cite.toml` in it or above it says so.
    /// Without one it is the folder itself, with no settings.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or not all in it is understood.
    pub(crate) fn around(folder: &Path) -> Result<Project, Error> {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let whole = std::path::absolute(here)
            .map_err(|error| Error::File { path: folder.to_owned(), error })?;
        let height = whole.ancestors().position(|above| read::is_file(&above.join(FILE)));
        match height {
            Some(height) => {
                let up: PathBuf = std::iter::repeat_n("..", height).collect();
                Project::open(&folder.join(up).join(FILE))
            }
            None => Ok(Project { root: folder.to_owned(), settings: Settings::default() }),
        }
    }

    /// The project of this file of settings.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or not all in it is understood.
    pub(crate) fn open(file: &Path) -> Result<Project, Error> {
        let text = read::text(file)?;
        let settings = Settings::read(&Source::new(file, text))?;
        Ok(Project { root: file.parent().unwrap_or(Path::new("")).to_owned(), settings })
    }

    /// A path of the settings, as it is reached from the current folder.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        self.root.join(path)
    }

    /// The documents and folders that are checked if none is named.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        match self.settings.paths.is_empty() {
            true => vec![self.root.clone()],
            false => self.settings.paths.iter().map(|path| self.path(path)).collect(),
        }
    }
}
