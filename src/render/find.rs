//! Finds a style by name or file; what is not there is told with the names nearest to it.

use std::path::{Path, PathBuf};

use super::listed::nearest;
use super::style::Style;
use crate::model::error::Error;

impl Style {
    /// The style of this name or at this path.
    ///
    /// Looked for, in order: a file; `NAME.csl` in those of `places` that are folders; the styles of
    /// this project; those of `places` that are packs ([`super::pack`]); the archive; what is known by
    /// that name in daily speech. Places that are not there are skipped.
    ///
    /// # Errors
    ///
    /// If there is no such style (with the nearest names), or it is none that can be read.
    pub fn find(name: &str, places: &[PathBuf]) -> Result<Style, Error> {
        Style::find_for(name, places, 0).map_err(|error| with_nearest(error, places))
    }

    /// Reads a style from a file; the parent of a dependent style is looked for beside it, in
    /// `places`, and by name.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no CSL style, or its parent is not found.
    pub fn open(path: &Path, places: &[PathBuf]) -> Result<Style, Error> {
        Style::open_for(path, places, 0).map_err(|error| with_nearest(error, places))
    }
}

fn with_nearest(error: Error, places: &[PathBuf]) -> Error {
    match error {
        Error::Unknown { kind, name, .. } => {
            let nearest = nearest(&name.to_lowercase(), places);
            Error::Unknown { kind, name, nearest }
        }
        other => other,
    }
}
