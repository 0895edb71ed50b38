//! One paper of a check: read, repaired, judged, and what is said of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::write;
use crate::fix::annotate::annotated;
use crate::fix::repair::DoneFix;
use crate::model::finding::Safety;
use crate::report::checked::{Checked, Summary};
use crate::report::format::{Format, Options};
use crate::{Analysis, Checker, Document, Evidence, Finding, Library};

use super::difference;
use super::failure::Failure;
use super::input::{self, Found};
use super::output;
use super::selection::Selection;

/// What all papers of a check have in common.
pub(super) struct Setup {
    /// Checks the papers as the user set it.
    pub checker: Checker,
    /// Which fixes are done, and how.
    pub fix_options: Option<FixOptions>,
    /// Where a copy with comments is written, if one is.
    pub annotate: Option<PathBuf>,
    /// Whether files that are there already are replaced by copies.
    pub force: bool,
    /// Whether tracked changes are read as rejected.
    pub original: bool,
    /// How the report is written.
    pub format: &'static Format,
    /// What that depends on.
    pub options: Options,
    /// Which findings are reported, and in what order.
    pub selection: Selection,
}

/// How fixes are done.
#[derive(Debug, Clone)]
pub(super) struct FixOptions {
    /// How sure they must be.
    pub safety: Safety,
    /// Whether they are written; otherwise they are only shown.
    pub write: bool,
    /// The file they are written to; without one, the document itself.
    pub output: Option<PathBuf>,
    /// Whether a document that is not text itself may be changed.
    pub in_place: bool,
}

/// A paper that was read, and repaired if that was wanted, and is still to be judged.
pub(super) struct Paper {
    document: Document,
    /// What it cites into.
    library: Arc<Library>,
    /// Whether it was named as an argument, and not found below a folder.
    named: bool,
}

/// What came of one paper.
#[derive(Default)]
pub(super) struct Outcome {
    /// The paper.
    pub path: PathBuf,
    /// Its part of the report, or of the differences.
    pub part: String,
    /// What is to be said on standard error, a line each.
    pub talk: Vec<String>,
    /// Whether it, or a library that it names, could not be read.
    pub unreadable: bool,
    /// Whether it is no paper at all: no citations, no list, and it was not named as an argument.
    pub passed_over: bool,
    /// Whether something about its links could not be determined.
    pub open: bool,
    /// What was counted in it.
    pub summary: Summary,
    /// What is wrong in it.
    pub findings: Vec<Finding>,
    /// How many findings were repaired.
    pub fixed: usize,
    /// How sure fixes had to be, if some were requested.
    pub asked: Option<Safety>,
    /// How many findings are left that a less sure fix would repair.
    pub unsure: usize,
    /// How many findings the baseline knows that are gone.
    pub gone: usize,
}

impl Setup {
    /// Checks one paper without asking the network. A fault of the program itself costs this paper
    /// alone.
    pub(super) fn outcome(&self, found: Result<Found, Failure>) -> Outcome {
        let path = found.as_ref().map(|found| found.path.clone()).unwrap_or_default();
        let checked = catch_unwind(AssertUnwindSafe(|| match self.read(found) {
            (outcome, None) => outcome,
            (outcome, Some(paper)) => self.judge(self.analysis(&paper), &Evidence::none(), outcome),
        }));
        checked.unwrap_or_else(|_| {
            let why = format!("{}: the program failed on it; please report this", path.display());
            self.unreadable(path, why)
        })
    }

    /// Reads one paper, and repairs it if that is wanted. Without a paper, the outcome is complete:
    /// there are only differences to show, a library was judged, or something could not be read,
    /// which costs the others nothing.
    pub(super) fn read(&self, found: Result<Found, Failure>) -> (Outcome, Option<Paper>) {
        let path = found.as_ref().map(|found| found.path.clone()).unwrap_or_default();
        let _paper = tracing::info_span!("read", file = %path.display()).entered();
        let read = found.and_then(|found| self.paper(&found));
        read.unwrap_or_else(|failure| (self.unreadable(path, failure.to_string()), None))
    }

    /// The outcome of a paper of which there is nothing to report but why.
    fn unreadable(&self, path: PathBuf, why: String) -> Outcome {
        let reported = self.fix_options.as_ref().is_none_or(|fix_options| fix_options.write);
        let part = match reported {
            true => (self.format.unreadable)(&path, &why),
            false => String::new(),
        };
        Outcome { part, path, talk: vec![why], unreadable: true, ..Outcome::default() }
    }

    fn paper(&self, found: &Found) -> Result<(Outcome, Option<Paper>), Failure> {
        if let Some(library) = input::library(&found.path)? {
            return Ok((self.library(&library, found), None));
        }
        let document = self.checker.prepare(input::document_as(&found.path, self.original)?);
        let mut outcome = Outcome { path: found.path.clone(), ..Outcome::default() };
        let faults = document.faults.iter();
        outcome
            .talk
            .extend(faults.map(|fault| format!("{}: {}", found.path.display(), fault.message)));
        let named = self.checker.library(&document);
        outcome.talk.extend(named.faults);
        outcome.unreadable = named.missing;
        let library = named.library;
        let document = match &self.fix_options {
            None => document,
            Some(fix_options) if fix_options.write => {
                self.repair(document, &library, fix_options, &mut outcome)?
            }
            Some(fix_options) => {
                let before = document.clone();
                let after = self.repair(document, &library, fix_options, &mut outcome)?;
                let difference = match self.options.colour {
                    true => difference::coloured,
                    false => difference::unified,
                };
                outcome.part = difference(before.path(), before.source.text(), after.source.text());
                return Ok((outcome, None));
            }
        };
        Ok((outcome, Some(Paper { document, library, named: found.named })))
    }

    /// Returns the facts about a paper; none if it was not named as an argument, hardly cites
    /// anything and has no list.
    pub(super) fn analysis<'a>(&'a self, paper: &'a Paper) -> Option<Analysis<'a>> {
        let _paper =
            tracing::info_span!("analyse", file = %paper.document.path().display()).entered();
        let analysis = self.checker.analysis(&paper.document, &paper.library);
        (paper.named || analysis.is_paper()).then_some(analysis)
    }

    /// Completes the outcome of a paper that was read: with what is wrong in it, or with that it is
    /// no paper.
    pub(super) fn judge(
        &self,
        analysis: Option<Analysis>,
        evidence: &Evidence,
        mut outcome: Outcome,
    ) -> Outcome {
        match analysis {
            None => outcome.passed_over = true,
            Some(analysis) => {
                let path = analysis.document.path();
                let _paper = tracing::info_span!("judge", file = %path.display()).entered();
                outcome.open = evidence.is_open();
                self.report(analysis, evidence, &mut outcome);
            }
        }
        outcome
    }

    /// The document with its fixes done, written if they are to be.
    fn repair(
        &self,
        document: Document,
        library: &Library,
        fix_options: &FixOptions,
        outcome: &mut Outcome,
    ) -> Result<Document, Failure> {
        let path = document.path().to_owned();
        let file = document.origin.is_some();
        if file && fix_options.write && fix_options.output.is_none() && !fix_options.in_place {
            let why =
                "name the file to write with -o, or change the document itself with --in-place";
            return Err(Failure::Input(format!("{}: {why}", path.display())));
        }
        if fix_options.write && fix_options.output.is_none() && path.as_os_str() == "-" {
            let why = "--fix changes files; with standard input use --diff";
            return Err(Failure::Input(why.to_owned()));
        }
        let fixed = self.checker.repair_with(&document, library, fix_options.safety);
        outcome.fixed = fixed.done;
        outcome.asked = Some(fix_options.safety);
        if fix_options.write {
            self.write(&document, &fixed.document, fix_options)?;
            if !self.selection.quiet {
                let lines = fixed.fixes.iter().map(|one| repaired_line(&path, one));
                outcome.talk.extend(lines);
            }
        }
        Ok(fixed.document)
    }

    /// Writes a repaired document to its file, if it was changed, or to another.
    fn write(
        &self,
        before: &Document,
        after: &Document,
        fix_options: &FixOptions,
    ) -> Result<(), Failure> {
        let bytes = match &after.origin {
            Some(origin) => &origin.bytes[..],
            None => after.source.text().as_bytes(),
        };
        if let Some(copy) = &fix_options.output {
            return output::write(bytes, Some(copy), self.force);
        }
        if before.source.is_joined() {
            return write_files(before, after);
        }
        match &before.origin {
            _ if before.text == after.text => Ok(()),
            Some(origin) => Ok(write::replace(before.path(), &origin.bytes, bytes)?),
            None => Ok(write::rewrite(before.path(), before.source.text(), after.source.text())?),
        }
    }

    /// What is wrong with the records of a library file.
    fn library(&self, library: &Library, found: &Found) -> Outcome {
        let mut outcome = Outcome { path: found.path.clone(), ..Outcome::default() };
        if let Some(document) = library.document(0) {
            let analysis = Analysis::of_library(&document, library, 0);
            self.report(analysis, &Evidence::none(), &mut outcome);
        }
        outcome
    }

    /// Judges the facts, and writes what is not known already into the outcome.
    fn report(&self, analysis: Analysis, evidence: &Evidence, outcome: &mut Outcome) {
        let (mut findings, gone) = self.checker.judge(&analysis, evidence);
        outcome.gone = gone;
        self.selection.apply(&mut findings, self.format.shown);
        if let Some(copy) = &self.annotate {
            let annotated = annotated(analysis.document, &findings);
            let written = annotated
                .map_err(Failure::from)
                .and_then(|bytes| output::write(&bytes, Some(copy), self.force));
            if let Err(failure) = written {
                outcome.talk.push(failure.to_string());
                outcome.unreadable = true;
            }
        }
        let unsure = |finding: &&Finding| {
            finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Unsafe)
        };
        outcome.unsure = findings.iter().filter(unsure).count();
        let checked = Checked { analysis, evidence, findings };
        outcome.summary.add(&checked);
        outcome.part = (self.format.document)(&checked, &self.options);
        outcome.findings = checked.findings;
    }
}

/// What was repaired, in a line.
fn repaired_line(path: &Path, one: &DoneFix) -> String {
    let line = one.line.map_or(String::new(), |line| format!("{line}:"));
    format!("{}:{line} repaired {}: {}", path.display(), one.rule, one.message)
}

/// Writes those files of a project that a fix has changed.
fn write_files(before: &Document, after: &Document) -> Result<(), Failure> {
    let (Some(old), Some(new)) = (before.source.files(), after.source.files()) else {
        let why = "was not changed: it brings one file in more than once";
        return Err(Failure::Input(format!("{} {why}", before.path().display())));
    };
    for ((path, old), (_, new)) in old.iter().zip(&new).filter(|(old, new)| old.1 != new.1) {
        write::rewrite(path, old, new)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json::LINES;

    #[test]
    fn a_fault_of_the_program_costs_one_paper() {
        static FAULTY: Format = Format { document: |_, _| panic!("a fault"), ..LINES };
        let selection = Selection {
            min_severity: None,
            sort: None,
            statistics: false,
            quiet: false,
            output: None,
            force: false,
        };
        let setup = Setup {
            checker: Checker::default(),
            fix_options: None,
            annotate: None,
            force: false,
            original: false,
            format: &FAULTY,
            options: Options::default(),
            selection,
        };
        let outcome = setup.outcome(Ok(Found { path: "examples/paper.md".into(), named: true }));
        assert!(outcome.unreadable);
        assert!(outcome.part.contains(r#""error":"examples/paper.md: the program failed on it"#));
    }
}
