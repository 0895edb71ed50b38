//! Files and folders to a library.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::format::Format;
use super::formats;
use crate::files::{encoding, kind, read, regular};
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
        if path != Path::new("-") && path.is_dir() {
            return open_folder(path);
        }
        of_bytes(path, read::bytes(path)?)
    }

    /// Reads a library from the bytes of a file called `path`; nothing is read from disk. The format is
    /// recognised by the name, or else by the content.
    ///
    /// # Errors
    ///
    /// It is in no format that is known. What is wrong inside is a fault of the library, not an error.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: Vec<u8>) -> Result<Library, Error> {
        of_bytes(path.as_ref(), bytes)
    }

    /// Reads a library of this format from text.
    #[doc(hidden)]
    pub fn of_text(path: impl Into<PathBuf>, text: String, format: &Format) -> Library {
        let mut library = (format.read)(Source::new(path, text));
        report_duplicates(&mut library);
        library
    }
}

fn open_folder(folder: &Path) -> Result<Library, Error> {
    let mut paths = Vec::new();
    collect(folder, &mut HashSet::new(), &mut paths)?;
    if paths.is_empty() {
        let message = format!("no library file is below this folder; {}", expected());
        return Err(Error::Content { path: folder.to_owned(), message });
    }
    paths.sort();
    let mut library = Library::none();
    for path in paths {
        library.append(Library::open(path)?);
    }
    Ok(library)
}

/// The library files below a folder; hidden ones are skipped, and so are folders that were `seen`: links
/// may lead from each to each.
fn collect(
    folder: &Path,
    seen: &mut HashSet<PathBuf>,
    paths: &mut Vec<PathBuf>,
) -> Result<(), Error> {
    let whole = folder.canonicalize().map_err(|error| file_error(folder, error))?;
    if !regular::is_within(&whole) || !seen.insert(whole) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(|error| file_error(folder, error))? {
        let path = entry.map_err(|error| file_error(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            collect(&path, seen, paths)?;
        } else if formats::by_extension(&extension.to_ascii_lowercase()).is_some() {
            paths.push(path);
        }
    }
    Ok(())
}

fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Library, Error> {
    let refused = |message| Error::Content { path: path.to_owned(), message };
    if let Some(kind) = kind::of(path, &bytes) {
        return Err(refused(format!("this is {}; {}", kind.name, expected())));
    }
    let (text, damaged) = text_of(bytes);
    let format = formats::detect(path, &text)
        .ok_or_else(|| refused(format!("this is no library in a known format; {}", expected())))?;
    let mut library = Library::of_text(path, text, format);
    if let Some(message) = unread(&library) {
        return Err(refused(message));
    }
    if holds_nothing(&library, format) {
        return Err(refused(format!("no entry of {} was found in it", format.about)));
    }
    let fault = library.sources.first().and_then(|source| damage(source, &damaged));
    library.faults.extend(fault);
    library.faults.sort_by_key(|fault| fault.span);
    Ok(library)
}

fn expected() -> String {
    let names: Vec<&str> = formats::FORMATS.iter().map(|format| format.name).collect();
    format!("expected one of {}", names.join(", "))
}

/// Why a file gave nothing: the first of its faults, and how many more there are.
fn unread(library: &Library) -> Option<String> {
    let syntax = |fault: &&Fault| fault.kind == FaultKind::Syntax;
    let count = library.faults.iter().filter(syntax).count();
    let first = library.faults.iter().find(syntax).filter(|_| library.records.is_empty())?;
    let (_, at) = library.position(first.source, first.span)?;
    let more = match count - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let (line, column) = (at.line, at.column);
    Some(format!("no entry could be read; line {line}, column {column}: {}{more}", first.message))
}

/// Whether a file has text that is neither entry nor comment, and nothing else.
fn holds_nothing(library: &Library, format: &Format) -> bool {
    let text = library.sources.first().map_or("", |source| source.text());
    // Orders that define abbreviations make a library, too; all other text is comment there.
    let defines = format.extensions.contains(&"bib") && text.contains('@');
    let comment = |line: &&str| line.trim_start().starts_with(['#', '%']);
    let mut lines = text.lines().filter(|line| !comment(line));
    library.records.is_empty()
        && library.faults.is_empty()
        && !defines
        && lines.any(|line| line.contains(char::is_alphanumeric))
}

/// The text of a file, and the numbers (from 0) of lines that were not UTF-8 and were read as
/// Windows-1252, the superset of Latin-1.
fn text_of(bytes: Vec<u8>) -> (String, Vec<usize>) {
    if encoding::is_marked(&bytes) {
        return (encoding::decode(bytes).text, Vec::new());
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
                text.extend(line.iter().map(|byte| encoding::windows_1252(*byte)));
            }
        }
    }
    (text, damaged)
}

/// One fault for all lines that are not UTF-8.
fn damage(source: &Source, damaged: &[usize]) -> Option<Fault> {
    let (first, more) = damaged.split_first()?;
    let message = match more.len() {
        0 => "this line is not UTF-8; it was read as Latin-1".to_owned(),
        more => format!("this line and {more} more are not UTF-8; they were read as Latin-1"),
    };
    Some(Fault {
        kind: FaultKind::Encoding,
        source: 0,
        span: source.line(first + 1).unwrap_or(Span::new(0, 0)),
        entry: None,
        message,
    })
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
