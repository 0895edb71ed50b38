//! The bytes of a file, of which only regular files and standard input give any.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::model::error::Error;

/// How many bytes of a file are read at most; a larger one is refused.
const LARGEST: u64 = 2 << 30;

/// Returns the bytes of a file; `-` is standard input.
///
/// # Errors
///
/// The file is not there, is a folder, is neither a regular file nor an open pipe, may not be read,
/// or is larger than two gibibytes.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    if path == Path::new("-") && CONFINES.get().is_none() {
        return bounded(path, std::io::stdin().lock(), 0);
    }
    let file = open(path)?;
    let said = file.metadata().map_or(0, |metadata| metadata.len());
    bounded(path, file, said)
}

/// Opens a file to be read.
///
/// # Errors
///
/// The file is not there, is a folder, is neither a regular file nor an open pipe, may not be read,
/// or lies outside the folder to which reading is [confined](confine).
pub(crate) fn open(path: &Path) -> Result<File, Error> {
    let metadata = fs::metadata(path).map_err(|error| failed(path, error))?;
    if let Some(error) = refused(path, &metadata) {
        return Err(error);
    }
    if !is_within(path) {
        let message = "this is outside the folder in which files are read".to_owned();
        return Err(Error::Content { path: path.to_owned(), message });
    }
    File::open(path).map_err(|error| failed(path, error))
}

/// The folder to which reading is confined.
static CONFINES: OnceLock<PathBuf> = OnceLock::new();

/// Confines reading to what lies in a folder, for as long as the program runs: files elsewhere, also
/// those to which links lead, are not there. Only the first call counts.
///
/// # Errors
///
/// There is no such folder.
#[cfg(feature = "cli")]
pub(crate) fn confine(folder: &Path) -> Result<(), Error> {
    let whole = folder.canonicalize().map_err(|error| failed(folder, error))?;
    let _ = CONFINES.set(whole);
    Ok(())
}

/// Whether a path leads to what may be read.
pub(crate) fn is_within(path: &Path) -> bool {
    let Some(confines) = CONFINES.get() else { return true };
    path.canonicalize().is_ok_and(|whole| whole.starts_with(confines))
}

/// Returns why a file of this kind gives no bytes; nothing for a regular file, and for the pipe
/// that a shell opens in the place of a file.
fn refused(path: &Path, metadata: &Metadata) -> Option<Error> {
    if metadata.is_dir() {
        return Some(Error::Folder(path.to_owned()));
    }
    let open = ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
        || path == Path::new("/dev/stdin");
    let what = special(metadata).filter(|_| !open)?;
    let message = format!("this is {what}; a file is needed here, or - for standard input");
    Some(Error::Content { path: path.to_owned(), message })
}

/// Returns what a file is that is neither a regular one nor a folder.
#[cfg(unix)]
pub(super) fn special(metadata: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    let kinds = [
        (kind.is_fifo(), "a named pipe"),
        (kind.is_char_device() || kind.is_block_device(), "a device"),
        (kind.is_socket(), "a socket"),
    ];
    kinds.into_iter().find(|(is, _)| *is).map(|(_, what)| what)
}

/// Returns what a file is that is neither a regular one nor a folder.
#[cfg(not(unix))]
pub(super) fn special(metadata: &Metadata) -> Option<&'static str> {
    (!metadata.is_file() && !metadata.is_dir()).then_some("no regular file")
}

/// The bytes of a file that is said to have so many.
fn bounded(path: &Path, file: impl Read, said: u64) -> Result<Vec<u8>, Error> {
    let too_large = || Error::Content {
        path: path.to_owned(),
        message: format!("this is larger than {} MiB", LARGEST >> 20),
    };
    if said > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // Where there is not that much room, reading says so.
    let _ = bytes.try_reserve_exact(said as usize + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| failed(path, error))?;
    match bytes.len() as u64 > LARGEST {
        true => Err(too_large()),
        false => Ok(bytes),
    }
}

fn failed(path: &Path, error: std::io::Error) -> Error {
    Error::File { path: path.to_owned(), error }
}
