//! A key that stands for two entries of a library.
//!
//! BibTeX stops at the second entry, BibLaTeX passes it over: a citation of the key may reach the
//! wrong work.
//!
//! ```bib
//! @book{hurd1999, title = {Legitimacy}, author = {Hurd, Ian}, date = {1999}, publisher = {P}}
//! @book{hurd1999, title = {Order}, author = {Hurd, Ian}, date = {1999}, publisher = {P}} {duplicate-key}
//! ```

use crate::model::finding::Severity;
use crate::model::library::FaultKind;
use crate::rules::rule::Rule;

/// A key that stands for two entries of a library.
pub(crate) const RULE: Rule = Rule {
    name: "duplicate-key",
    severity: Severity::Error,
    head: head!("duplicate_key.rs"),
    check: |analysis, _| RULE.of_faults(analysis, FaultKind::DuplicateKey, HELP),
};

const HELP: &str = "give one of the two another key; if they are one work, keep one";
