//! All fixes of a document, done until none is left.

use crate::analysis::Analysis;
use crate::fix::edits;
use crate::judge::{Levels, judge};
use crate::model::document::Document;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Fix, Safety};
use crate::model::library::Library;
use crate::model::style_conventions::StyleConventions;

/// The most rounds: a fix can bring another to light, but not for ever.
const ROUNDS: usize = 64;

/// A document with its fixes done.
#[derive(Debug, Clone)]
pub struct Repaired {
    /// The document; its source is what is to be written.
    pub document: Document,
    /// How many findings were repaired.
    pub done: usize,
    /// What was repaired, in the order in which it was done.
    pub fixes: Vec<DoneFix>,
}

/// A finding that was repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneFix {
    /// The rule that it is of.
    pub rule: &'static str,
    /// What was wrong.
    pub message: String,
    /// The line in which it stood when it was repaired; none in a file without lines.
    pub line: Option<usize>,
}

/// Repairs a document with the fixes that are at least as sure as `safety`, until a check finds no
/// more that can be done. It is judged by the manual, if one is given. Nothing is written.
pub fn repair(
    document: &Document,
    library: &Library,
    conventions: Option<&StyleConventions>,
    levels: &Levels,
    safety: Safety,
) -> Repaired {
    let mut repaired = Repaired { document: document.clone(), done: 0, fixes: Vec::new() };
    for _ in 0..ROUNDS {
        let analysis = Analysis::gather(&repaired.document, library).with_conventions(conventions);
        let findings = judge(&analysis, &Evidence::none(), levels);
        let (next, fixes) = round(&repaired.document, &findings, safety);
        let Some(next) = next else { break };
        repaired.document = next;
        repaired.done += fixes.len();
        repaired.fixes.extend(fixes);
    }
    repaired
}

/// The document with as many fixes done as do not get in each other's way, and what they repaired;
/// none if there is nothing to do.
fn round(
    document: &Document,
    findings: &[Finding],
    safety: Safety,
) -> (Option<Document>, Vec<DoneFix>) {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let wanted: Vec<&Fix> =
        fixes.filter(|fix| fix.safety <= safety && !fix.edits.is_empty()).collect();
    let fixes = disjoint(&wanted);
    if fixes.is_empty() {
        return (None, Vec::new());
    }
    if let Some(read) = edits::done(document, &fixes) {
        return (Some(read), done(document, findings, &fixes));
    }
    // One of them at least cannot be done: those that can be are found one after the other.
    let mut kept: Vec<&Fix> = Vec::new();
    let mut last = None;
    for fix in fixes {
        kept.push(fix);
        match edits::done(document, &kept) {
            Some(read) => last = Some(read),
            None => drop(kept.pop()),
        }
    }
    (last, done(document, findings, &kept))
}

/// What is said of the findings whose fixes these are.
fn done(document: &Document, findings: &[Finding], fixes: &[&Fix]) -> Vec<DoneFix> {
    let done = |finding: &&Finding| {
        finding.fix.as_ref().is_some_and(|fix| fixes.iter().any(|one| std::ptr::eq(*one, fix)))
    };
    let has_lines = document.origin.is_none();
    let line = |finding: &Finding| {
        let span = finding.span.filter(|_| has_lines)?;
        Some(document.source.position(document.in_source(span).start).line)
    };
    let one = |finding: &Finding| DoneFix {
        rule: finding.rule,
        message: finding.message.clone(),
        line: line(finding),
    };
    findings.iter().filter(done).map(one).collect()
}

/// Returns of several fixes those that share no place with one before them.
pub(crate) fn disjoint<'a>(fixes: &[&'a Fix]) -> Vec<&'a Fix> {
    let mut chosen: Vec<&Fix> = Vec::new();
    for fix in fixes {
        let meets = |other: &&Fix| {
            let mut pairs = fix.edits.iter().flat_map(|a| other.edits.iter().map(move |b| (a, b)));
            pairs.any(|(a, b)| a.span.start <= b.span.end && b.span.start <= a.span.end)
        };
        if !chosen.iter().any(meets) {
            chosen.push(fix);
        }
    }
    chosen
}
