//! A comment that silences nothing.
//!
//! What it was written for is gone, or the rule's name is misspelt. Left where it is, it would
//! silence a fault that comes later.
//!
//! ```paper
//! <!-- cite: ignore[ibid] it is meant --> {unused-ignore}
//!
//! Trust is local (Hurd 1999), and <!-- cite: ignore[missing-reference] in press --> so is fear (Lake 2001).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::text::span::Span;

/// A comment that silences nothing.
pub(crate) const RULE: Rule = Rule {
    name: "unused-ignore",
    severity: Severity::Warning,
    head: head!("unused_ignore.rs"),
    // What comments silence is known only after all other rules.
    check: |_, _| Vec::new(),
};

/// The finding for a comment before the byte at `at` of the running text that silences `rule` in
/// vain; `known` says whether there is such a rule.
pub(crate) fn finding(rule: &str, known: bool, at: usize) -> Finding {
    let finding = match known {
        true => RULE.finding(format!("nothing is reported here for {rule}")),
        false => RULE.finding(format!("there is no rule \"{rule}\"")),
    };
    finding.at(Span::new(at, at)).help("take the comment out, or correct the rule's name")
}
