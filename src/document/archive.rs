//! Archives (zip) whose members are the parts of a document.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::Arc;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::files::unpack_bound::UnpackBound;
use crate::model::error::Error;

/// How much the parts of a document may become together: no thesis has more text, and paragraphs of
/// Word become a thirtieth.
const BOUND: UnpackBound = UnpackBound { largest: 128 << 20, ratio: 64, small: 16 << 20 };

/// A zip file in memory.
pub(crate) struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    /// How many bytes its parts may still unpack to: a list of parts can name one of them again and
    /// again.
    left: u64,
}

impl Archive {
    /// Opens the archive in these bytes.
    ///
    /// # Errors
    ///
    /// It is cut off, or no zip file.
    pub(crate) fn open(path: &Path, bytes: &Arc<[u8]>) -> Result<Archive, Error> {
        match ZipArchive::new(Cursor::new(bytes.clone())) {
            Ok(zip) => {
                let left = BOUND.of(bytes.len() as u64);
                Ok(Archive { zip, left })
            }
            Err(error) => Err(damaged(path, &error)),
        }
    }

    /// The names of its members, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(|name| name.into_owned()).collect()
    }

    /// Whether there is a member of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The content of a member; none if there is no such member.
    ///
    /// # Errors
    ///
    /// It is damaged, locked, or unpacks to more than any paper holds.
    pub(crate) fn part(&mut self, path: &Path, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(path, &error)),
        };
        let mut content = Vec::with_capacity(file.size().min(self.left) as usize / 4);
        let wrong = |what: String| Error::Content { path: path.to_owned(), message: what };
        match file.take(self.left + 1).read_to_end(&mut content) {
            Ok(length) if length as u64 > self.left => Err(wrong(
                "its parts unpack to more than any paper holds; it is not read".to_owned(),
            )),
            Ok(length) => {
                self.left -= length as u64;
                Ok(Some(content))
            }
            Err(error) => Err(wrong(format!(
                "{name} in it is damaged ({error}); open it in the program that wrote it, and save it again"
            ))),
        }
    }
}

/// The archive in `bytes` with these members replaced or added; what is not named keeps its packed
/// bytes and its place.
///
/// # Errors
///
/// The archive is damaged.
pub(crate) fn rewritten(
    path: &Path,
    bytes: &Arc<[u8]>,
    parts: &BTreeMap<String, Vec<u8>>,
) -> Result<Vec<u8>, Error> {
    let mut packed = Archive::open(path, bytes)?;
    let wrong = |error: ZipError| damaged(path, &error);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + bytes.len() / 8)));
    let mut new = parts.clone();
    for index in 0..packed.zip.len() {
        let file = packed.zip.by_index_raw(index).map_err(wrong)?;
        let name = file.name().map_err(wrong)?.into_owned();
        match new.remove(&name) {
            Some(content) => {
                let time = file.last_modified().unwrap_or_default();
                out.start_file(name, options.last_modified_time(time)).map_err(wrong)?;
                out.write_all(&content).map_err(|error| wrong(error.into()))?;
            }
            None => out.raw_copy_file(file).map_err(wrong)?,
        }
    }
    for (name, content) in new {
        out.start_file(name, options).map_err(wrong)?;
        out.write_all(&content).map_err(|error| wrong(error.into()))?;
    }
    Ok(out.finish().map_err(wrong)?.into_inner())
}

fn damaged(path: &Path, error: &ZipError) -> Error {
    let message = format!(
        "the file is cut off or damaged ({error}); open it in the program that wrote it, and save it again"
    );
    Error::Content { path: path.to_owned(), message }
}
