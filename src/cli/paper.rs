//! One paper of a check: read, mended, judged, and what is said of it.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use similar::TextDiff;

use cite::fix::repair::repair;
use cite::model::entry::Entry;
use cite::model::finding::Safety;
use cite::model::link::Link;
use cite::model::style_conventions::StyleConventions;
use cite::report::checked::{Checked, Summary};
use cite::report::format::Format;
use cite::verify::run::Verifier;
use cite::{Analysis, Baseline, Document, Evidence, Finding, Levels, Library, judge};

use super::failure::Failure;
use super::input::{self, Found};
use super::libraries::Libraries;
use super::network;
use super::output;

/// What all papers of a check have in common.
pub struct Setup {
    /// How much each rule matters.
    pub levels: Levels,
    /// What the papers cite into.
    pub libraries: Libraries,
    /// Further headings of reference lists.
    pub headings: Vec<String>,
    /// The manual by which they are judged; without one, by what each does most.
    pub conventions: Option<StyleConventions>,
    /// Findings that are not reported.
    pub baseline: Option<Baseline>,
    /// What asks the network about links, if it is asked.
    pub network: Option<Mutex<Verifier>>,
    /// Which fixes are done, and how.
    pub fix_options: Option<FixOptions>,
    /// How the report is written.
    pub format: &'static Format,
    /// Whether it shows colour.
    pub colour: bool,
}

/// How fixes are done.
#[derive(Debug, Clone, Copy)]
pub struct FixOptions {
    /// How sure they must be.
    pub safety: Safety,
    /// Whether they are written into the file; otherwise they are only shown.
    pub write: bool,
}

/// What came of one paper.
#[derive(Default)]
pub struct Outcome {
    /// The paper.
    pub path: PathBuf,
    /// Its part of the report, or of the differences.
    pub part: String,
    /// What is to be said on standard error, a line each.
    pub talk: Vec<String>,
    /// Whether it, or a library that it names, could not be read.
    pub unreadable: bool,
    /// Whether it is no paper at all: no citations, no list, and nobody asked for it.
    pub passed_over: bool,
    /// Whether something about its links could not be told.
    pub open: bool,
    /// What was counted in it.
    pub summary: Summary,
    /// What is wrong in it.
    pub findings: Vec<Finding>,
    /// How many findings were mended.
    pub fixed: usize,
    /// How many findings the baseline knows that are gone.
    pub gone: usize,
}

impl Setup {
    /// Checks one paper. What goes wrong is told in the outcome, and costs the others nothing.
    pub fn outcome(&self, found: Result<Found, String>) -> Outcome {
        let path = found.as_ref().map(|found| found.path.clone()).unwrap_or_default();
        let checked = found.map_err(Failure::Input).and_then(|found| self.check(&found));
        checked.unwrap_or_else(|failure| Outcome {
            path,
            talk: vec![failure.to_string()],
            unreadable: true,
            ..Outcome::default()
        })
    }

    /// The links of one paper, with the works that they are cited for. Standard input can be read
    /// but once, and what cannot be read is told when it is checked: both have none here.
    pub fn links(&self, found: Result<Found, String>) -> Vec<(Link, Option<Entry>)> {
        let Ok(found) = found else {
            return Vec::new();
        };
        let known = found.path == Path::new("-") || input::is_library(&found.path);
        let Some(document) = (!known).then(|| self.document(&found).ok()).flatten() else {
            return Vec::new();
        };
        let library = Library::none();
        let analysis = Analysis::gather(&document, &library);
        if is_no_paper(&analysis, &found) { Vec::new() } else { network::cited(&analysis) }
    }

    fn document(&self, found: &Found) -> Result<Document, Failure> {
        let mut document = input::document(&found.path)?;
        document.list_headings.clone_from(&self.headings);
        Ok(document)
    }

    fn check(&self, found: &Found) -> Result<Outcome, Failure> {
        if let Some(library) = input::library(&found.path)? {
            return Ok(self.library(&library, found));
        }
        let mut document = self.document(found)?;
        let mut outcome = Outcome { path: found.path.clone(), ..Outcome::default() };
        let faults = document.faults.iter();
        outcome
            .talk
            .extend(faults.map(|fault| format!("{}: {}", found.path.display(), fault.message)));
        let named = self.libraries.of(&document);
        outcome.talk.extend(named.faults);
        outcome.unreadable = named.missing;
        match self.fix_options {
            Some(fix_options) if fix_options.write => {
                document = self.repair(document, &named.library, fix_options, &mut outcome)?;
                self.report(&document, &named.library, found, &mut outcome)?;
            }
            Some(fix_options) => {
                let before = document.clone();
                let after = self.repair(document, &named.library, fix_options, &mut outcome)?;
                outcome.part = difference(&before, &after);
            }
            None => self.report(&document, &named.library, found, &mut outcome)?,
        }
        Ok(outcome)
    }

    /// The document with its fixes done, written if they are to be.
    fn repair(
        &self,
        document: Document,
        library: &Library,
        fix_options: FixOptions,
        outcome: &mut Outcome,
    ) -> Result<Document, Failure> {
        let path = document.path().to_owned();
        if document.extracted {
            let why = "fixes are not done in this file: it is not plain UTF-8 text";
            outcome.talk.push(format!("{}: {why}", path.display()));
            return Ok(document);
        }
        if fix_options.write && path.as_os_str() == "-" {
            let why = "--fix changes files; with standard input use --diff";
            return Err(Failure::Input(why.to_owned()));
        }
        let fixed =
            repair(&document, library, self.conventions.as_ref(), &self.levels, fix_options.safety);
        outcome.fixed = fixed.done;
        if fix_options.write && fixed.done > 0 {
            // What is replaced is the file itself, not a link to it.
            let file = path.canonicalize()?;
            output::rewrite(&file, document.source.text(), fixed.document.source.text())?;
        }
        Ok(fixed.document)
    }

    fn report(
        &self,
        document: &Document,
        library: &Library,
        found: &Found,
        outcome: &mut Outcome,
    ) -> Result<(), Failure> {
        let analysis =
            Analysis::gather(document, library).with_conventions(self.conventions.as_ref());
        if is_no_paper(&analysis, found) {
            outcome.passed_over = true;
            return Ok(());
        }
        let evidence = match &self.network {
            Some(verifier) => network::evidence(&analysis, verifier)?,
            None => Evidence::none(),
        };
        outcome.open = evidence.is_open();
        self.judge(analysis, &evidence, outcome);
        Ok(())
    }

    /// What is wrong with the records of a library file.
    fn library(&self, library: &Library, found: &Found) -> Outcome {
        let mut outcome = Outcome { path: found.path.clone(), ..Outcome::default() };
        if let Some(document) = library.document(0) {
            let analysis = Analysis::of_library(&document, library, 0);
            self.judge(analysis, &Evidence::none(), &mut outcome);
        }
        outcome
    }

    /// Judges the facts, and writes what is not known already into the outcome.
    fn judge(&self, analysis: Analysis, evidence: &Evidence, outcome: &mut Outcome) {
        let mut findings = judge(&analysis, evidence, &self.levels);
        if let Some(baseline) = &self.baseline {
            let all = findings.len();
            findings.retain(|finding| !baseline.knows(&outcome.path, finding));
            outcome.gone = baseline.count(&outcome.path).saturating_sub(all - findings.len());
        }
        let checked = Checked { analysis, findings };
        outcome.summary.add(&checked);
        outcome.part = (self.format.document)(&checked, self.colour);
        outcome.findings = checked.findings;
    }
}

/// Whether nobody asked for a document, and it neither cites anything nor has a list.
fn is_no_paper(analysis: &Analysis, found: &Found) -> bool {
    !found.named && analysis.citations.is_empty() && analysis.references().is_empty()
}

/// What was changed, as a unified diff; empty if nothing was.
fn difference(before: &Document, after: &Document) -> String {
    let path = before.path().display().to_string();
    let lines = TextDiff::from_lines(before.source.text(), after.source.text());
    let mut diff = lines.unified_diff();
    diff.header(&path, &path).to_string()
}
