//! A library entry that does not follow its format.
//!
//! A comma, a brace or a quotation mark is missing or too many. This program reads what can be read;
//! others stop, or lose the entries that follow.
//!
//! ```bib
//! @book{hurd1999,
//!   title = {Legitimacy}
//!   author = {Hurd, Ian}, {invalid-syntax}
//!   date = {1999},
//!   publisher = {P},
//! }
//! ```

use crate::model::finding::Severity;
use crate::model::library::FaultKind;
use crate::rules::rule::Rule;

/// A library entry that does not follow its format.
pub(crate) const RULE: Rule = Rule {
    name: "invalid-syntax",
    severity: Severity::Error,
    head: head!("invalid_syntax.rs"),
    check: |analysis, _| RULE.of_faults(analysis, FaultKind::Syntax, HELP),
};

const HELP: &str = "correct it here; `cite convert` shows the entry as it was read";
