//! Findings that are known: an old paper can be taken in, and only what is new is reported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::files::read;
use crate::model::error::{Error, Misplaced};
use crate::model::finding::Finding;
use crate::text::source::Position;

/// The version of the file; it changes when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// The known findings of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The folder to which the names of documents are relative.
    folder: PathBuf,
    /// For each document the names of its findings, each with what it says for those who read the
    /// file.
    documents: BTreeMap<String, BTreeMap<String, String>>,
}

/// The file of a baseline.
#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    documents: BTreeMap<String, BTreeMap<String, String>>,
}

impl Baseline {
    /// An empty baseline that is to be written to `file`.
    pub fn new(file: &Path) -> Baseline {
        Baseline { folder: folder(file), documents: BTreeMap::new() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is no baseline.
    pub fn open(file: &Path) -> Result<Baseline, Error> {
        let text = read::text(file)?;
        let read: File = serde_json::from_str(&text).map_err(|error| {
            let position = Position { line: error.line(), column: error.column() };
            let message = format!("this is no baseline: {error}; write one with --write-baseline");
            Error::Places { path: file.to_owned(), faults: vec![Misplaced { position, message }] }
        })?;
        if read.version != VERSION {
            let message = format!(
                "version {} of baselines is not known, only {VERSION}; write it again with --write-baseline",
                read.version
            );
            return Err(Error::Content { path: file.to_owned(), message });
        }
        Ok(Baseline { folder: folder(file), documents: read.documents })
    }

    /// Whether a finding of the document at `path` is known.
    pub fn knows(&self, path: &Path, finding: &Finding) -> bool {
        self.of(path).is_some_and(|known| known.contains_key(&finding.id))
    }

    /// How many findings of the document at `path` are known.
    pub fn count(&self, path: &Path) -> usize {
        self.of(path).map_or(0, BTreeMap::len)
    }

    /// Takes the findings of the document at `path` as known.
    pub fn add(&mut self, path: &Path, findings: &[Finding]) {
        if !findings.is_empty() {
            let named = findings.iter().map(|finding| (finding.id.clone(), finding.to_string()));
            self.documents.insert(self.name(path), named.collect());
        }
    }

    /// How many findings are known in all.
    pub fn len(&self) -> usize {
        self.documents.values().map(BTreeMap::len).sum()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The text of its file.
    pub fn to_text(&self) -> String {
        let file = File { version: VERSION, documents: self.documents.clone() };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    fn of(&self, path: &Path) -> Option<&BTreeMap<String, String>> {
        self.documents.get(&self.name(path))
    }

    /// A document as it is seen from the folder of the file, with forward slashes, so that the file
    /// holds on every machine and from every folder.
    fn name(&self, path: &Path) -> String {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = whole.strip_prefix(&self.folder).unwrap_or(&whole);
        name.display().to_string().replace('\\', "/")
    }
}

/// The folder of a file, as the system names it.
fn folder(file: &Path) -> PathBuf {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    parent.canonicalize().unwrap_or_else(|_| parent.to_owned())
}
