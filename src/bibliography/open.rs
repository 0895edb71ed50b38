//! Files and folders to a library.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::format::Format;
use super::formats;
use crate::model::error::Error;
use crate::model::library::{Fault, FaultKind, Library};
use crate::text::source::Source;
use crate::text::span::Span;

impl Library {
    /// Reads a library file, or all library files below a folder.
    ///
    /// # Errors
    ///
    /// If there is no such file, it cannot be read, or it is in no format that is known. What is
    /// wrong inside a file is a fault of the library, not an error.
    pub fn open(path: impl AsRef<Path>) -> Result<Library, Error> {
        let path = path.as_ref();
        if path == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map_err(|error| file_error(path, error))?;
            return of_bytes(path, bytes);
        }
        if path.is_dir() {
            return open_folder(path);
        }
        let bytes = fs::read(path).map_err(|error| file_error(path, error))?;
        of_bytes(path, bytes)
    }

    /// Reads a library of this format from text.
    pub fn of_text(path: impl Into<PathBuf>, text: String, format: &Format) -> Library {
        let mut library = (format.read)(Source::new(path, text));
        report_duplicates(&mut library);
        library
    }
}

fn open_folder(folder: &Path) -> Result<Library, Error> {
    let mut paths = Vec::new();
    collect(folder, 0, &mut paths)?;
    paths.sort();
    let mut library = Library::none();
    for path in paths {
        library.append(Library::open(path)?);
    }
    Ok(library)
}

/// The library files below a folder; hidden ones are passed over.
fn collect(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> Result<(), Error> {
    const DEEPEST: usize = 16;
    for entry in fs::read_dir(folder).map_err(|error| file_error(folder, error))? {
        let path = entry.map_err(|error| file_error(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if depth < DEEPEST {
                collect(&path, depth + 1, paths)?;
            }
        } else if formats::by_extension(&extension.to_ascii_lowercase()).is_some() {
            paths.push(path);
        }
    }
    Ok(())
}

fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Library, Error> {
    let (text, damaged) = text_of(bytes);
    let format = formats::detect(path, &text).ok_or_else(|| Error::Content {
        path: path.to_owned(),
        message: format!(
            "this is no library in a known format; expected one of {}",
            formats::FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
        ),
    })?;
    let mut library = Library::of_text(path, text, format);
    let lines = library.sources.first().map(|source| lines_of(source, &damaged));
    if let Some(faults) = lines {
        library.faults.extend(faults);
        library.faults.sort_by_key(|fault| fault.span);
    }
    Ok(library)
}

/// The text of a file, and the numbers (from 0) of lines that were not UTF-8 and were read as
/// Windows-1252, the superset of Latin-1.
fn text_of(bytes: Vec<u8>) -> (String, Vec<usize>) {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        return (encoding.decode(&bytes).0.into_owned(), Vec::new());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut damaged = Vec::new();
    for (number, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => {
                damaged.push(number);
                text.push_str(&encoding_rs::WINDOWS_1252.decode(line).0);
            }
        }
    }
    (text, damaged)
}

fn lines_of(source: &Source, damaged: &[usize]) -> Vec<Fault> {
    let fault = |&number: &usize| Fault {
        kind: FaultKind::Encoding,
        source: 0,
        span: source.line(number + 1).unwrap_or(Span::new(0, 0)),
        entry: None,
        message: "this line is not UTF-8; it was read as Latin-1".to_owned(),
    };
    damaged.iter().map(fault).collect()
}

/// Tells of keys that stand twice in a file.
fn report_duplicates(library: &mut Library) {
    let mut first = std::collections::HashMap::new();
    for record in &library.records {
        let key = record.entry.id.as_str();
        if key.is_empty() {
            continue;
        }
        let Some(&before) = first.get(key) else {
            first.insert(key, record.span);
            continue;
        };
        let line = library.sources[record.source].position(before.start).line;
        library.faults.push(Fault {
            kind: FaultKind::DuplicateKey,
            source: record.source,
            span: record.span,
            entry: Some(key.to_owned()),
            message: format!("the key \"{key}\" is taken already, in line {line}; both are kept"),
        });
    }
    library.faults.sort_by_key(|fault| fault.span);
}

fn file_error(path: &Path, error: std::io::Error) -> Error {
    Error::File { path: path.to_owned(), error }
}
