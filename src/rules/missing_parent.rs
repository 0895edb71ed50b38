//! A parent of a library entry that is missing, or leads back.
//!
//! `crossref` and `xdata` take fields over from another entry of the same file. Without it, or where
//! the chain comes back to its beginning, they take over nothing.
//!
//! ```bib
//! @inbook{hurd1999, crossref = {gone}, title = {Trust}, author = {Hurd, Ian}, date = {1999}, booktitle = {Order}, publisher = {P}} {missing-parent}
//! ```

use crate::model::finding::Severity;
use crate::model::library::FaultKind;
use crate::rules::rule::Rule;

/// A parent of a library entry that is missing, or leads back.
pub(crate) const RULE: Rule = Rule {
    name: "missing-parent",
    severity: Severity::Warning,
    head: head!("missing_parent.rs"),
    check: |analysis, _| RULE.of_faults(analysis, FaultKind::Inheritance, HELP),
};

const HELP: &str = "correct the key in crossref or xdata, or add the entry that it names";
