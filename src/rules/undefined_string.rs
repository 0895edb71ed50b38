//! An abbreviation in a library that nothing defines.
//!
//! A value without braces or quotation marks is the name of an abbreviation (`@string`). Where there
//! is none of that name, BibTeX leaves the field empty.
//!
//! ```bib
//! @book{hurd1999,
//!   title = {Legitimacy},
//!   author = {Hurd, Ian},
//!   date = {1999},
//!   publisher = oup, {undefined-string}
//! }
//! ```

use crate::model::finding::Severity;
use crate::model::library::FaultKind;
use crate::rules::rule::Rule;

/// An abbreviation in a library that nothing defines.
pub(crate) const RULE: Rule = Rule {
    name: "undefined-string",
    severity: Severity::Warning,
    head: head!("undefined_string.rs"),
    check: |analysis, _| RULE.of_faults(analysis, FaultKind::UndefinedString, HELP),
};

const HELP: &str =
    "put the value in braces, or define the abbreviation with @string before it is used";
