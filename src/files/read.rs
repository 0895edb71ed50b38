//! The bytes of a file that is named alone or lies in an archive.

use std::path::Path;

use super::{archive, regular};
use crate::model::error::Error;

/// Returns the bytes of a file, or of one in an archive that the path leads through; `-` is standard
/// input.
///
/// # Errors
///
/// As [`regular::bytes`], and as reading an archive fails.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let alone = path == Path::new("-") || path.exists();
    let inside = if alone { None } else { archive::bytes(path) };
    inside.unwrap_or_else(|| regular::bytes(path))
}

/// Whether there is a file at this path, also in an archive that it leads through.
pub(crate) fn is_file(path: &Path) -> bool {
    path.is_file() && regular::is_within(path) || archive::is_member(path)
}

/// Returns the text of a file of the program itself, such as its settings.
///
/// # Errors
///
/// As [`bytes`], and where it is not UTF-8.
pub(crate) fn text(path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes(path)?).map_err(|_| Error::Content {
        path: path.to_owned(),
        message: "this is not UTF-8; save the file as UTF-8".to_owned(),
    })
}
