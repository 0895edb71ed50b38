//! The paper that the page shows: checked, repaired, written.

use std::cell::RefCell;
use std::collections::HashMap;

use cite::internals::Session;
use cite::internals::check::Judged;
use cite::internals::document::pdf::{placed, unpacked};
use cite::internals::fix::annotate;
use cite::{CheckSettings, Checker, Document, Error, Finding, Library, Safety, Severity};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::works;

/// What a check needs besides the bytes of the paper and, behind them, of the library.
#[derive(Deserialize)]
pub(crate) struct Check {
    /// What the file is called; its ending tells the format.
    name: String,
    /// How many bytes are the paper's.
    length: usize,
    /// Where it is a PDF: the bytes are what its pages draw.
    drawn: Option<Drawn>,
    /// What the library is called, if there is one.
    library: Option<String>,
    /// Rules that matter more or less, or that are off.
    #[serde(default)]
    levels: HashMap<String, Option<Severity>>,
    /// Headings of reference lists besides the known ones.
    #[serde(default)]
    headings: Vec<String>,
    /// What day it is, as days after 1970-01-01.
    #[serde(default)]
    day: i32,
}

/// What the module for PDF says besides what the pages draw.
#[derive(Deserialize)]
pub(crate) struct Drawn {
    /// What could not be read.
    faults: Vec<String>,
}

/// A paper as it is now.
struct Paper {
    /// The file as it came.
    before: Vec<u8>,
    document: Document,
    checker: Checker,
    /// What is wrong in it.
    findings: Vec<Finding>,
    session: Session,
}

thread_local! {
    static PAPER: RefCell<Option<Paper>> = const { RefCell::new(None) };
}

/// Checks a paper, and keeps it; answers what is wrong, and the page that shows it.
pub(crate) fn check(check: Check, body: &[u8]) -> Answer {
    let Some((bytes, library)) = body.split_at_checked(check.length) else {
        return Err("the paper is longer than the request".to_owned());
    };
    cite::tell_day(check.day);
    let mut settings = CheckSettings::default();
    settings.levels = check.levels;
    settings.headings = check.headings;
    if let Some(name) = check.library {
        settings.library = Library::from_bytes(name, library.to_vec()).map_err(said)?;
    }
    let checker = Checker::new(settings).map_err(said)?;
    let document = document(check.name, check.drawn, bytes)?;
    // It is mostly the paper of before, with a change.
    let session = PAPER.take().map_or_else(Session::default, |before| before.session);
    let before = bytes.to_vec();
    let mut paper = Paper { before, document, checker, findings: Vec::new(), session };
    let answer = paper.judged(json!({}));
    PAPER.set(Some(paper));
    Ok(answer)
}

/// Judges a short paper, so that what the first one needs is there when it comes.
pub(crate) fn ready() -> Answer {
    let paper = include_bytes!("../../../examples/paper.md");
    let paper = Document::from_bytes("paper.md", paper.to_vec());
    drop(Checker::default().judged(&paper, &mut Session::once()));
    Ok((json!({}), Vec::new()))
}

/// The document that bytes are, or the pages of a PDF.
pub(crate) fn document(
    name: String,
    drawn: Option<Drawn>,
    bytes: &[u8],
) -> Result<Document, String> {
    let read = match drawn {
        Some(drawn) => unpacked(name.into(), bytes, drawn.faults),
        None => Document::read(name, bytes.to_vec(), false),
    };
    read.map_err(said)
}

/// Does all fixes that are safe, or with `all` the others too; answers what was done, and as
/// [`check`] what is left.
pub(crate) fn fix(all: bool) -> Answer {
    let safety = if all { Safety::Unsafe } else { Safety::Safe };
    with(|paper| {
        let repaired = paper.checker.repair(&paper.document, safety);
        paper.document = repaired.document;
        Ok(paper.judged(json!({"done": repaired.fixes.len()})))
    })
}

/// Does the fix of one finding, and answers as [`check`] what is left.
pub(crate) fn accept(id: &str) -> Answer {
    with(|paper| {
        let finding = paper.findings.iter().find(|one| one.id == id);
        let fix = finding.and_then(|one| one.fix.as_ref());
        let fix = fix.ok_or("this finding has no fix, or is no longer there")?;
        let repaired = paper.document.with_fix(fix).ok_or(
            "this fix cannot be done by itself, since markup stands in its place; the text must be \
             changed by hand",
        )?;
        paper.document = repaired;
        Ok(paper.judged(json!({})))
    })
}

/// The file as it is now.
pub(crate) fn file() -> Answer {
    with(|paper| Ok((json!({}), paper.document.to_bytes(&paper.before))))
}

/// The file with a comment at each finding.
pub(crate) fn annotate() -> Answer {
    with(|paper| Ok((json!({}), paper.checker.annotate(&paper.document).map_err(said)?)))
}

/// The comments that another module writes into the file, with their places.
pub(crate) fn notes() -> Answer {
    with(|paper| {
        let notes = annotate::notes(&paper.document, &paper.findings);
        Ok((json!({"notes": placed(&paper.document, &notes)}), Vec::new()))
    })
}

/// The reference list as records.
pub(crate) fn references(to: &str) -> Answer {
    with(|paper| works::written(paper.document.references(), to))
}

impl Paper {
    /// Whether corrections can be written into the file.
    fn is_correctable(&self) -> bool {
        let writes = |document: &Document| document.writer().is_some_and(|one| one.edit.is_some());
        self.document.origin.is_none() || writes(&self.document)
    }

    /// Judges it, and adds what is told of it to the line; behind that stands its page.
    fn judged(&mut self, mut line: Value) -> (Value, Vec<u8>) {
        let Judged { findings, references, citations, page } =
            self.checker.judged(&self.document, &mut self.session);
        let told = |finding: &Finding| {
            let safety = finding.fix.as_ref().map(|fix| fix.safety);
            json!({"id": finding.id, "rule": finding.rule, "severity": finding.severity, "fix": safety})
        };
        let faults = self.document.faults.iter().map(|fault| fault.message.clone());
        line["findings"] = findings.iter().map(told).collect();
        line["references"] = references.into();
        line["citations"] = citations.into();
        line["faults"] = self.checker.library_faults().into_iter().chain(faults).collect();
        line["correctable"] = self.is_correctable().into();
        self.findings = findings;
        (line, page.into_bytes())
    }
}

fn with(then: impl FnOnce(&mut Paper) -> Answer) -> Answer {
    PAPER.with_borrow_mut(|paper| match paper {
        Some(paper) => then(paper),
        None => Err("there is no paper yet".to_owned()),
    })
}

/// An error in words.
pub(crate) fn said(error: Error) -> String {
    error.to_string()
}
