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

use crate::analysis::Analysis;
use crate::model::citation::CitationKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// Authors named as a source, with no citation and no entry.
pub(crate) const RULE: Rule = Rule {
    name: "mention-without-citation",
    severity: Severity::Hint,
    head: head!("mention_without_citation.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    if analysis.references().is_empty() {
        return Vec::new();
    }
    let unknown = analysis.cited_works().filter(|cited_work| {
        cited_work.citation.kind == CitationKind::Narrative
            && cited_work.item.year.is_none()
            && cited_work.resolution().references.is_empty()
    });
    let found = unknown.filter(|cited_work| cited_work.item.exempt.is_none()).map(|cited_work| {
        RULE.finding(format!(
            "{} are named as a source, but not cited and not in the list",
            cited_work.label()
        ))
        .at(cited_work.item.span)
        .help("add the year and an entry in the list")
    });
    found.collect()
}
