//! A file that has no name until it is complete (`O_TMPFILE`), so that nothing is left of it when
//! the program is killed. Where the file system has no such files, one with a name of its own takes
//! its place.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Mode, OFlags};

/// A file in a folder, with or without a name.
pub(super) enum Unnamed {
    /// It has none.
    Bare(File),
    /// It has one, which goes when it is dropped.
    Named(tempfile::NamedTempFile),
}

impl Unnamed {
    /// Makes a file in a folder, with the permissions that a new file gets, and writes it.
    pub(super) fn write(folder: &Path, data: &[u8]) -> io::Result<Unnamed> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let mut unnamed = match rustix::fs::open(folder, flags, Mode::from_raw_mode(0o666)) {
            Ok(file) => Unnamed::Bare(File::from(file)),
            Err(_) => Unnamed::Named(super::temporary::named_in(folder)?),
        };
        let file = unnamed.file_mut();
        file.write_all(data)?;
        file.sync_all()?;
        Ok(unnamed)
    }

    /// The file.
    pub(super) fn file(&self) -> &File {
        match self {
            Unnamed::Bare(file) => file,
            Unnamed::Named(named) => named.as_file(),
        }
    }

    fn file_mut(&mut self) -> &mut File {
        match self {
            Unnamed::Bare(file) => file,
            Unnamed::Named(named) => named.as_file_mut(),
        }
    }

    /// Gives it a name that no file has.
    pub(super) fn create(self, path: &Path) -> io::Result<()> {
        match self {
            Unnamed::Bare(file) => link(&file, path),
            Unnamed::Named(named) => Ok(named.persist_noclobber(path).map(|_| ())?),
        }
    }

    /// Puts it in the place of the file at `path`.
    pub(super) fn replace(self, path: &Path) -> io::Result<()> {
        let file = match self {
            Unnamed::Bare(file) => file,
            Unnamed::Named(named) => return Ok(named.persist(path).map(|_| ())?),
        };
        // A link cannot take the place of a file; a file with a name can.
        let beside = loop {
            let beside = super::temporary::beside(path);
            match link(&file, &beside) {
                Ok(()) => break beside,
                // It was left by a run that was killed between these two steps.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        std::fs::rename(&beside, path).inspect_err(|_| {
            let _ = std::fs::remove_file(&beside);
        })
    }
}

fn link(file: &File, path: &Path) -> io::Result<()> {
    let open = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(rustix::fs::linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}
