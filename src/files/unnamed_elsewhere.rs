//! A file with a name of its own until it is complete, on systems that have no files without one.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// A file in a folder, whose name goes when it is dropped.
pub(super) struct Unnamed(tempfile::NamedTempFile);

impl Unnamed {
    /// Makes a file in a folder, with the permissions that a new file gets, and writes it.
    pub(super) fn write(folder: &Path, data: &[u8]) -> io::Result<Unnamed> {
        let mut named = super::temporary::named_in(folder)?;
        named.write_all(data)?;
        named.as_file().sync_all()?;
        Ok(Unnamed(named))
    }

    /// The file.
    pub(super) fn file(&self) -> &File {
        self.0.as_file()
    }

    /// Gives it a name that no file has.
    pub(super) fn create(self, path: &Path) -> io::Result<()> {
        Ok(self.0.persist_noclobber(path).map(|_| ())?)
    }

    /// Puts it in the place of the file at `path`.
    pub(super) fn replace(self, path: &Path) -> io::Result<()> {
        Ok(self.0.persist(path).map(|_| ())?)
    }
}
