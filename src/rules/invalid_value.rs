//! A value in a library that is not what its field asks for.
//!
//! Words in place of a date are printed as they stand, but cannot be sorted or shortened by a style.
//!
//! ```bib
//! @book{hurd1999,
//!   title = {Legitimacy},
//!   author = {Hurd, Ian},
//!   year = {to appear}, {invalid-value}
//!   publisher = {P},
//! }
//! ```

use crate::model::finding::Severity;
use crate::model::library::FaultKind;
use crate::rules::rule::Rule;

/// A value in a library that is not what its field asks for.
pub(crate) const RULE: Rule = Rule {
    name: "invalid-value",
    severity: Severity::Hint,
    head: head!("invalid_value.rs"),
    check: |analysis, _| RULE.of_faults(analysis, FaultKind::Value, HELP),
};

const HELP: &str =
    "for BibLaTeX write a date as 2019-03-25, and put words like in press in pubstate";
