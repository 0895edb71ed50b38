//! Two entries are one work.
//!
//! They have the same DOI, or the same first author, year and (nearly) the same title. Parts of a
//! series, whose titles differ in a number only, are not. Where a paper has several lists, as one for
//! each chapter, a work that stands in two of them is a hint.
//!
//! ```paper
//! Trust is local (Hurd 1999).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//!
//! Hurd, I. 1999. "Legitimacy and authority in international politics." *International Organization* 53: 379–408. {duplicate-reference}
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;

/// Two entries are one work.
pub(crate) const RULE: Rule = Rule {
    name: "duplicate-reference",
    severity: Severity::Warning,
    head: head!("duplicate_reference.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let twice = ReferenceId::each(&analysis.duplicate_of)
        .filter_map(|(second, first)| Some(((*first)?, second)));
    let section = |index: ReferenceId| {
        let span = analysis.reference(index).span;
        analysis.list.sections.iter().position(|section| section.span.overlaps(span))
    };
    // Lists of chapters may each have the work.
    let in_one_list = twice.filter(|&(first, second)| section(first) == section(second));
    in_one_list.map(|(first, second)| finding(analysis, first, second)).collect()
}

fn finding(analysis: &Analysis, first: ReferenceId, second: ReferenceId) -> Finding {
    let (one, other) = (analysis.reference(first), analysis.reference(second));
    RULE.finding(format!("\"{}\" seems to stand in the list twice", name_of(other)))
        .at(other.span)
        .reference(second)
        .related(one.span, "the first time")
        .help(
            "keep one of the two; if they are two works, tell them apart by letters after the year",
        )
}
