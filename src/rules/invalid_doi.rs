//! A DOI that cannot be one.
//!
//! A DOI is `10.`, four to nine digits, a slash, and a suffix without spaces (DOI Handbook, § 2.2;
//! Crossref, "DOIs and matching regular expressions"). A letter O for the zero, a space, or a slash
//! that was lost make it point nowhere.
//!
//! ```paper
//! Trust is local (Hurd 1999).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408. https://doi.org/1O.1162/002081899550913. {invalid-doi}
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Field, Label};
use crate::rules::rule::Rule;
use crate::text::doi;

/// A DOI that cannot be one.
pub(crate) const RULE: Rule =
    Rule { name: "invalid-doi", severity: Severity::Warning, head: head!("invalid_doi.rs"), check };

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, reference) in analysis.each_reference() {
        let broken = reference
            .fields(Label::Doi)
            .filter(|field| is_meant(analysis.text(field.span)))
            .find(|field| !doi::is_valid(bare(analysis.text(field.span))));
        findings.extend(broken.map(|field| finding(analysis, index, &field)));
    }
    findings
}

/// Whether a text is meant to be a DOI: a word without a digit is the end of an address or a title.
fn is_meant(written: &str) -> bool {
    written.contains(|c: char| c.is_ascii_digit())
}

/// A DOI without the address or the word before it.
fn bare(written: &str) -> &str {
    let lower = written.to_ascii_lowercase();
    let start = ["doi.org/", "doi:", "doi "]
        .iter()
        .filter_map(|before| Some(lower.rfind(before)? + before.len()))
        .max();
    start.map_or(written, |start| &written[start..]).trim()
}

fn finding(analysis: &Analysis, index: ReferenceId, field: &Field) -> Finding {
    let written = analysis.text(field.span);
    RULE.finding(format!("\"{written}\" is no DOI: {}", fault(bare(written))))
        .at(field.span)
        .reference(index)
        .help("a DOI is 10., four to nine digits, a slash and a suffix: look it up and correct it")
}

fn fault(doi: &str) -> &'static str {
    if doi.contains(char::is_whitespace) {
        "there is a space in it"
    } else if !doi.starts_with("10.") {
        "it does not begin with \"10.\""
    } else if !doi.contains('/') {
        "there is no slash in it"
    } else {
        "there is nothing after the slash, or not four to nine digits before it"
    }
}
