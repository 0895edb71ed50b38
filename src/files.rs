//! Files as they are read: regular ones, whole.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::model::error::Error;

/// The most that is read of a pipe, in bytes: nobody knows where it ends.
const LARGEST: u64 = 1 << 30;

/// The bytes of a file; of a pipe that the shell made (`<(…)`) too.
///
/// # Errors
///
/// If there is no such file, it may not be read, or it is a folder, a named pipe, a device or a
/// socket: to open one of these may take for ever.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let file_error = |error| Error::File { path: path.to_owned(), error };
    let kind = fs::metadata(path).map_err(file_error)?.file_type();
    if kind.is_dir() {
        return Err(Error::Folder(path.to_owned()));
    }
    if kind.is_file() {
        return fs::read(path).map_err(file_error);
    }
    if !is_open_already(path) {
        return Err(refused(
            path,
            "this is a pipe, a device or a socket; give a file, or pass its content on standard input (-)",
        ));
    }
    let bytes = bounded(path).map_err(file_error)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(refused(path, "this goes on after 1 GB; save it to a file")),
        false => Ok(bytes),
    }
}

/// Whether the path names a file that the program was started with.
fn is_open_already(path: &Path) -> bool {
    path == Path::new("/dev/stdin")
        || path.starts_with("/dev/fd")
        || path.starts_with("/proc/self/fd")
}

fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refused(path: &Path, why: &str) -> Error {
    Error::Content { path: path.to_owned(), message: why.to_owned() }
}
