//! What is rendered: the entries of libraries and papers, and what papers cite.

use std::path::Path;

use crate::bibliography::csl_json;
use crate::model::citation::CitationKind;
use crate::model::ids::RecordId;
use crate::model::library::{Library, Record};
use crate::render::citation::Citation;
use crate::render::initials::parted;
use crate::rewrite::keys::{Called, keyed};
use crate::text::source::Source;
use crate::{Analysis, Checker, Entry};

use crate::check::first_faults;
use crate::cli::failure::Failure;
use crate::cli::input;
use crate::cli::talk;

use super::given::{GivenCitation, Places};

/// What is rendered.
#[derive(Default)]
pub(super) struct Sources {
    /// The entries.
    pub entries: Vec<Entry>,
    /// What papers cite by key; without it each entry is cited by itself.
    pub called: Vec<Called>,
    /// The number of keys that no library has.
    pub unknown: usize,
}

impl Sources {
    /// Adds a library file, or a paper with what it cites: by key from its libraries (`all` takes
    /// what it does not cite, too), or else its typed list.
    pub(super) fn add(&mut self, path: &Path, checker: &Checker, all: bool) -> Result<(), Failure> {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() || crate::bibliography::formats::by_extension(&extension).is_some() {
            let library = Library::open(path)?;
            for fault in first_faults(&library) {
                talk::say(format_args!("{fault}"));
            }
            let Library { sources, records, .. } = library;
            let taken = |record: Record| taken(&sources[record.source], record.entry);
            self.entries.extend(records.into_iter().map(taken));
            return Ok(());
        }
        let document = input::document(path)?;
        let named = checker.library(&document);
        named.faults.iter().for_each(|fault| talk::say(format_args!("{fault}")));
        let analysis = Analysis::gather(&document, &named.library);
        let by_key = analysis.citations.iter().any(|one| one.kind == CitationKind::Key);
        if by_key && !named.library.records.is_empty() {
            self.add_cited(&analysis, path, all);
            return Ok(());
        }
        if analysis.references().is_empty() {
            let message = match by_key {
                true => "it cites by key; name its library with --library or in its header",
                false => "no reference list was found in it; expected a heading such as References",
            };
            return Err(Failure::Input(format!("{}: {message}", path.display())));
        }
        self.entries
            .extend(analysis.references().iter().map(|reference| parted(reference.entry.clone())));
        Ok(())
    }

    /// Takes what is cited, in the order of the citations; with `all`, then the rest.
    pub(super) fn cite(&mut self, citations: &[GivenCitation], all: bool) {
        let mut places = Places::among(&self.entries);
        for given in citations {
            let (citation, keys, unknown) = given.citation(&mut places);
            unknown.iter().for_each(|id| talk::say(format_args!("no library has the key {id}")));
            self.unknown += unknown.len();
            self.called.push(Called { keys, names: None, citation });
        }
        let rest = self.entries.iter().filter(|entry| all && !places.has(entry));
        self.entries = places.cited.iter().copied().chain(rest).cloned().collect();
    }

    fn add_cited(&mut self, analysis: &Analysis, path: &Path, all: bool) {
        let keyed = keyed(analysis);
        for key in &keyed.unknown {
            talk::say(format_args!("{}: no library has the key {key}", path.display()));
        }
        self.unknown += keyed.unknown.len();
        let first = self.entries.len();
        let records = &analysis.library.records;
        let sources = &analysis.library.sources;
        let taken = |record: &Record| taken(&sources[record.source], record.entry.clone());
        self.entries.extend(keyed.records.iter().map(|place| taken(&records[place.index()])));
        if all {
            let rest = records.iter().enumerate();
            let rest = rest.filter(|(at, _)| !keyed.records.contains(&RecordId::new(*at)));
            self.entries.extend(rest.map(|(_, record)| taken(record)));
        }
        let moved = |citation: Citation| {
            let mut citation = citation;
            citation.cites.iter_mut().for_each(|cite| cite.entry += first);
            citation
        };
        self.called.extend(keyed.citations.into_iter().map(|called| Called {
            names: called.names.map(moved),
            citation: moved(called.citation),
            ..called
        }));
    }
}

/// The entry of a record of a source, as it is rendered.
fn taken(source: &Source, entry: Entry) -> Entry {
    match (csl_json::FORMAT.claims)(source.text()) {
        true => entry,
        false => parted(entry),
    }
}
