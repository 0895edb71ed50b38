//! The libraries that documents cite into.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::bibliography::header::bibliographies;
use crate::bibliography::publication::named_in_project;
use crate::files::read::is_file;
use crate::model::document::Document;
use crate::model::error::Error;
use crate::model::library::{Fault, Library};

/// How many of the libraries that headers name are kept for the documents to come.
const KEPT: usize = 8;

/// The libraries that all documents cite into, and those that some of them name in their headers.
#[derive(Debug, Default)]
pub(super) struct Libraries {
    given: Arc<Library>,
    /// Those of headers, last used first.
    recent: Mutex<Vec<NamedLibrary>>,
}

/// The library of some documents: the files, what they hold, and what was wrong with them.
#[derive(Debug, Clone, Default)]
pub(crate) struct NamedLibrary {
    /// The files that the header names.
    files: Vec<PathBuf>,
    /// What they and the libraries for all documents hold.
    pub library: Arc<Library>,
    /// What is wrong in them, a line each.
    pub faults: Vec<String>,
    /// Whether one of them could not be read at all.
    pub missing: bool,
}

impl Libraries {
    /// Reads the libraries for all documents besides `given`.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub(super) fn open(mut given: Library, paths: &[PathBuf]) -> Result<Libraries, Error> {
        for path in paths {
            given.append(Library::open(path)?);
        }
        Ok(Libraries { given: Arc::new(given), recent: Mutex::default() })
    }

    /// Returns what is wrong in the libraries for all documents, a line each.
    pub(super) fn faults(&self) -> Vec<String> {
        first_faults(&self.given)
    }

    /// The library of a document.
    pub(super) fn of(&self, document: &Document) -> NamedLibrary {
        let files = named_by(document);
        if files.is_empty() {
            return NamedLibrary { library: Arc::clone(&self.given), ..NamedLibrary::default() };
        }
        let named = self.recall(&files).unwrap_or_else(|| self.read(files));
        self.keep(named.clone());
        named
    }

    fn recall(&self, files: &[PathBuf]) -> Option<NamedLibrary> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|named| named.files == files).cloned()
    }

    fn keep(&self, named: NamedLibrary) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|other| other.files != named.files);
        recent.insert(0, named);
        recent.truncate(KEPT);
    }

    fn read(&self, files: Vec<PathBuf>) -> NamedLibrary {
        let mut library = Library::none();
        let mut said = Vec::new();
        for file in &files {
            match Library::open(file) {
                Ok(more) => library.append(more),
                Err(error) => said.push(format!("{error} (it is named as bibliography)")),
            }
        }
        let missing = !said.is_empty();
        said.extend(first_faults(&library));
        library.append((*self.given).clone());
        NamedLibrary { files, library: Arc::new(library), faults: said, missing }
    }
}

/// The library files that the header or the commands of a document name, from where the document
/// lies, or else from the current folder.
fn named_by(document: &Document) -> Vec<PathBuf> {
    let beside = document.path().parent().unwrap_or(Path::new(""));
    let found = |name: String| {
        let path = beside.join(&name);
        let path = match is_file(&path) || path.is_dir() || !Path::new(&name).exists() {
            true => path,
            false => PathBuf::from(name),
        };
        // Standard input belongs to the user, not to what a document says.
        if path == Path::new("-") { Path::new(".").join(path) } else { path }
    };
    let mut named = bibliographies(document.header());
    named.extend(document.named_libraries.iter().cloned());
    match named.is_empty() {
        true => named_in_project(document.path()),
        false => named.into_iter().map(found).collect(),
    }
}

/// What is wrong in a library: of each kind in each file the first, and how many more there are.
pub(crate) fn first_faults(library: &Library) -> Vec<String> {
    let mut kinds: Vec<(&Fault, usize)> = Vec::new();
    for fault in &library.faults {
        let like = |(first, _): &&mut (&Fault, usize)| {
            first.source == fault.source && first.kind == fault.kind
        };
        match kinds.iter_mut().find(like) {
            Some((_, more)) => *more += 1,
            None => kinds.push((fault, 0)),
        }
    }
    let line = |(fault, more): &(&Fault, usize)| {
        let (path, at) = library.position(fault.source, fault.span)?;
        let path = path.display();
        let more = match more {
            0 => String::new(),
            more => format!(" (and {more} more; cite check {path} shows all)"),
        };
        Some(format!("{path}:{}:{}: {}{more}", at.line, at.column, fault.message))
    };
    kinds.iter().filter_map(line).collect()
}
