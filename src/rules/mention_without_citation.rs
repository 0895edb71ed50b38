//! Authors named as a source, with no citation and no entry.
//!
//! "Erdal and Baum have argued" names a source without saying which. It may be meant, so it is a hint
//! only. Names that the text uses often are taken for its subject and not reported.
//!
//! ```paper
//! Trust is local (Hurd 1999). Erdal and Baum have argued that it need not be. {mention-without-citation}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::facts::Facts;
use crate::model::citation::CitationKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// Authors named as a source, with no citation and no entry.
pub const RULE: Rule = Rule {
    name: "mention-without-citation",
    severity: Severity::Hint,
    file: include_str!("mention_without_citation.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    if facts.references().is_empty() {
        return Vec::new();
    }
    let unknown = facts.mentions().filter(|mention| {
        mention.citation.kind == CitationKind::Narrative
            && mention.item.year.is_none()
            && mention.tie.references.is_empty()
    });
    let found = unknown.filter(|mention| mention.item.exempt.is_none()).map(|mention| {
        RULE.finding(format!(
            "{} are named as a source, but not cited and not in the list",
            mention.label()
        ))
        .at(mention.item.span)
        .help("add the year and an entry in the list")
    });
    found.collect()
}
