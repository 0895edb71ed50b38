//! The reading of an entry, or the cut between two, is in doubt.
//!
//! What cannot be read cannot be checked. The entry may run into the next one, be cut in two, or lack
//! the parts by which entries are read.
//!
//! ```paper
//! Trust is local (Hurd 1999).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::reference::Doubt;
use crate::rules::rule::Rule;

/// The reading of an entry, or the cut between two, is in doubt.
pub(crate) const RULE: Rule = Rule {
    name: "unreadable-reference",
    severity: Severity::Hint,
    head: head!("unreadable_reference.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let references = analysis.each_reference();
    // What has a number or key of its own is not the rest of the one before.
    let doubts = references.flat_map(|(index, reference)| {
        let own = |doubt: &&Doubt| reference.label.is_none() || doubt.span != reference.span;
        reference.doubts.iter().filter(own).map(move |doubt| (index, doubt))
    });
    doubts
        .map(|(index, doubt)| {
            RULE.finding(&doubt.message)
                .at(doubt.span)
                .reference(index)
                .help("check the entry's form")
        })
        .collect()
}
