//! The paper that the page shows: checked, repaired, written.

use std::cell::RefCell;
use std::collections::HashMap;

use cite::{CheckSettings, Checker, Document, Error, Library, Safety, Severity};
use serde::Deserialize;
use serde_json::json;

use crate::answer::Answer;
use crate::works;

/// What a check needs besides the bytes of the paper and, behind them, of the library.
#[derive(Deserialize)]
pub(crate) struct Check {
    /// What the file is called; its ending tells the format.
    name: String,
    /// How many bytes are the paper's.
    length: usize,
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

/// A paper as it is now.
struct Paper {
    /// The file as it came.
    before: Vec<u8>,
    document: Document,
    checker: Checker,
}

thread_local! {
    static PAPER: RefCell<Option<Paper>> = const { RefCell::new(None) };
}

/// Checks a paper, and keeps it.
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
    let faults = checker.library_faults();
    let before = bytes.to_vec();
    let document = Document::read(check.name, before.clone(), false).map_err(said)?;
    let paper = Paper { before, document, checker };
    let report = paper.report("json")?;
    PAPER.set(Some(paper));
    Ok((json!({"faults": faults}), report))
}

/// The paper and what is wrong in it as a page.
pub(crate) fn page() -> Answer {
    with(|paper| Ok((json!({}), paper.report("html")?)))
}

/// Does all fixes that are safe, or with `all` the others too; answers what was done, and the report
/// on what is left.
pub(crate) fn fix(all: bool) -> Answer {
    let safety = if all { Safety::Unsafe } else { Safety::Safe };
    with(|paper| {
        let repaired = paper.checker.repair(&paper.document, safety);
        let done: Vec<_> = repaired.fixes.iter().map(|one| (one.rule, &one.message)).collect();
        let line = json!({"done": done});
        paper.document = repaired.document;
        Ok((line, paper.report("json")?))
    })
}

/// Does the fix of one finding, and answers the report on what is left.
pub(crate) fn accept(id: &str) -> Answer {
    with(|paper| {
        let findings = paper.checker.check(&paper.document);
        let fix = findings.iter().find(|one| one.id == id).and_then(|one| one.fix.as_ref());
        let fix = fix.ok_or("this finding has no fix, or is no longer there")?;
        let repaired = paper.document.with_fix(fix).ok_or(
            "this fix cannot be done by itself, since markup stands in its place; the text must be \
             changed by hand",
        )?;
        paper.document = repaired;
        Ok((json!({}), paper.report("json")?))
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

/// The reference list as records.
pub(crate) fn references(to: &str) -> Answer {
    with(|paper| works::written(paper.document.references(), to))
}

impl Paper {
    fn report(&self, format: &str) -> Result<Vec<u8>, String> {
        self.checker.report(&self.document, format).map(String::into_bytes).map_err(said)
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
