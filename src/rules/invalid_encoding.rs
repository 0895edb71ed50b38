//! Bytes in a library that are not valid in its encoding.
//!
//! The file is read as UTF-8, and lines that are not as Windows-1252. Other programs print wrong
//! letters or stop. The example is sound: a page of text cannot show such bytes.
//!
//! ```bib
//! @book{hurd1999, title = {Légitimité}, author = {Hurd, Ian}, date = {1999}, publisher = {P}}
//! ```

use crate::model::finding::Severity;
use crate::model::library::FaultKind;
use crate::rules::rule::Rule;

/// Bytes in a library that are not valid in its encoding.
pub(crate) const RULE: Rule = Rule {
    name: "invalid-encoding",
    severity: Severity::Warning,
    head: head!("invalid_encoding.rs"),
    check: |analysis, _| RULE.of_faults(analysis, FaultKind::Encoding, HELP),
};

const HELP: &str = "save the file as UTF-8";
