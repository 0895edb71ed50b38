//! A wrong check digit in an ISBN or ISSN.
//!
//! The last digit of these numbers is computed from the others (ISO 2108, ISO 3297), so a
//! slip in any digit shows.
//!
//! ```paper
//! Trust is local (Reidy 2008).
//!
//! ## References
//!
//! Reidy, M. S. 2008. *Tides of History*. Chicago: University of Chicago Press. ISBN 978-0-226-70933-0. {invalid-identifier}
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Field, Label};
use crate::rules::rule::Rule;
use crate::text::check_digits::{is_isbn, is_issn};

/// A wrong check digit in an ISBN or ISSN.
pub(crate) const RULE: Rule = Rule {
    name: "invalid-identifier",
    severity: Severity::Warning,
    head: head!("invalid_identifier.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, reference) in analysis.each_reference() {
        for field in reference.fields.iter() {
            let written = analysis.text(field.span);
            let (name, right) = match field.label {
                Label::Isbn => ("ISBN", is_isbn(written)),
                Label::Issn => ("ISSN", is_issn(written)),
                _ => continue,
            };
            if !right {
                findings.push(finding(index, &field, name, written));
            }
        }
    }
    findings
}

fn finding(index: ReferenceId, field: &Field, name: &str, written: &str) -> Finding {
    RULE.finding(format!("{written} is no {name}: its check digit does not fit"))
        .at(field.span)
        .reference(index)
        .help("look it up and correct it: a digit is wrong, missing, or changed with another")
}
