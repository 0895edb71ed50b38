//! A file that is written whole or not at all.
//!
//! What is written through a symbolic link goes into the file that it leads to. A file that is
//! there already keeps its permissions and its owner; one with several names (hard links), or whose
//! owner cannot be kept, keeps its identity: it is written in its own place. Devices, pipes and
//! files that nobody may write are left alone.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use super::archive;
use super::encoding::decode;
use super::regular::{self, special};
use super::temporary::folder_of;
use super::unnamed::Unnamed;
use crate::model::error::Error;

/// How many symbolic links lead to a file at most.
const MOST_LINKS: usize = 40;

/// Writes a file that is not there yet, or with `replace` in the place of one that is.
///
/// # Errors
///
/// There is such a file already, or what is there cannot be replaced: a folder, a device, a file
/// that is read-only. The file is then as it was.
pub(crate) fn write(path: &Path, data: &[u8], replace: bool) -> Result<(), Error> {
    outside_archives(path)?;
    let wrap = |error| Error::File { path: path.to_owned(), error };
    let target = followed(path).map_err(wrap)?;
    let refused =
        |message: &str| Error::Content { path: path.to_owned(), message: message.to_owned() };
    if path == Path::new("-") {
        let why = "this is no file; without a name, standard output is written (./- is a file)";
        return Err(refused(why));
    }
    let exists = || refused("this file exists already; give another name or --force");
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let created =
                Unnamed::write(folder_of(&target), data).and_then(|file| file.create(&target));
            match created {
                // Another run made it in this moment.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match replace {
                    true => write(path, data, replace),
                    false => Err(exists()),
                },
                created => created.map_err(wrap),
            }
        }
        Err(error) => Err(wrap(error)),
        Ok(there) if there.is_dir() => Err(Error::Folder(path.to_owned())),
        Ok(there) => match (special(&there), replace) {
            (Some(what), _) => Err(refused(&format!("this is {what}; only a file can be written"))),
            (None, false) => Err(exists()),
            (None, true) if there.permissions().readonly() => {
                Err(refused("this file is read-only, and was not changed"))
            }
            (None, true) => replaced(&target, data, &there).map_err(wrap),
        },
    }
}

/// Puts `after` in the place of the text `before` in a file, in the file's own encoding.
///
/// # Errors
///
/// As [`fn@write`]; and the file holds something else than `before`, because it was changed meanwhile,
/// or is in an encoding that is not known.
pub(crate) fn rewrite(path: &Path, before: &str, after: &str) -> Result<(), Error> {
    outside_archives(path)?;
    let there = decode(regular::bytes(path)?);
    if there.text != before || !there.damaged.is_empty() {
        let why = match there.damaged.is_empty() {
            true => "this file was not changed: it has changed since it was read",
            false => "this file was not changed: it is neither UTF-8 nor UTF-16; save it as UTF-8",
        };
        return Err(Error::Content { path: path.to_owned(), message: why.to_owned() });
    }
    write(path, &there.encoding.encode(after), true)
}

/// Puts `after` in the place of `before` in a file that is no text.
///
/// # Errors
///
/// As [`fn@write`]; and the file holds something else than `before`.
pub(crate) fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    outside_archives(path)?;
    if regular::bytes(path)? != before {
        let why = "this file was not changed: it has changed since it was read".to_owned();
        return Err(Error::Content { path: path.to_owned(), message: why });
    }
    write(path, after, true)
}

/// Refuses a file that is in an archive.
fn outside_archives(path: &Path) -> Result<(), Error> {
    if !archive::is_inside(path) {
        return Ok(());
    }
    let why = "this file is in an archive, which is not changed; unpack it first".to_owned();
    Err(Error::Content { path: path.to_owned(), message: why })
}

/// Returns where a path leads, its last part also where nothing is there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links lead from one to another"))
}

/// Writes a regular file that is there already.
fn replaced(path: &Path, data: &[u8], there: &Metadata) -> io::Result<()> {
    // Whoever may not write it may not replace it either.
    let file = OpenOptions::new().write(true).open(path)?;
    if has_other_names(there) {
        return in_place(path, file, data);
    }
    let kept = Unnamed::write(folder_of(path), data).and_then(|new| {
        keep_owner(new.file(), there)?;
        new.file().set_permissions(there.permissions())?;
        Ok(new)
    });
    match kept {
        Ok(new) => new.replace(path),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => in_place(path, file, data),
        Err(error) => Err(error),
    }
}

/// Writes over what a file holds. Nothing is cut off before all is written; what was there is put
/// back where not all can be, since its room is still there.
fn in_place(path: &Path, mut file: File, data: &[u8]) -> io::Result<()> {
    let before = fs::read(path);
    let mut all = |data: &[u8]| {
        file.rewind()?;
        file.write_all(data)?;
        file.set_len(data.len() as u64)?;
        file.sync_all()
    };
    all(data).inspect_err(|_| {
        if let Ok(before) = &before {
            let _ = all(before);
        }
    })
}

#[cfg(unix)]
fn has_other_names(there: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(there) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Gives a new file the owner and the group of another.
#[cfg(unix)]
fn keep_owner(new: &File, there: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let own = new.metadata()?;
    match (own.uid(), own.gid()) == (there.uid(), there.gid()) {
        true => Ok(()),
        false => fchown(new, Some(there.uid()), Some(there.gid())),
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
