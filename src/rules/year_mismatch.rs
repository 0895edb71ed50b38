//! The authors fit an entry, the year does not.
//!
//! One of the two is wrong, or the work of that year is missing from the list. The entry whose year
//! is nearest is shown. Several citations of the same year are one finding. Where that entry is cited
//! with its own year elsewhere, the work is more likely missing, and `missing-reference` says so.
//!
//! ```paper
//! Trust is local (Hurd 1998). {year-mismatch}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::MatchKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::merge_by_cause::merge_by_cause;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;

/// The authors fit an entry, the year does not.
pub(crate) const RULE: Rule = Rule {
    name: "year-mismatch",
    severity: Severity::Error,
    head: head!("year_mismatch.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let exact = analysis.cited(MatchKind::Exact);
    let differing = analysis
        .cited_works()
        .filter(|cited_work| cited_work.is_other_year(&exact) && cited_work.item.exempt.is_none());
    merge_by_cause(differing.filter_map(|cited_work| finding(analysis, &cited_work)))
}

fn finding(analysis: &Analysis, cited_work: &CitedWork) -> Option<Finding> {
    let index = *cited_work.resolution().references.first()?;
    let (reference, work) = analysis.work(index)?;
    let cited = cited_work.item.year.as_ref()?.text.clone();
    let there = work.year.as_deref().unwrap_or_default();
    let (years, severity) = match (cited.parse::<i32>(), there.parse::<i32>()) {
        // A digit too many.
        (Ok(a), Ok(_)) if a > 9999 => (format!("the authors fit, {a} is no year"), RULE.severity),
        (Ok(a), Ok(b)) => {
            (format!("the authors fit, the year differs by {}", (a - b).abs()), RULE.severity)
        }
        // "n.d." and "in press" are overtaken by time: the entry may be the newer of the two.
        _ => ("the authors fit, the year does not".to_owned(), Severity::Hint),
    };
    let label = name_of(reference);
    let finding = RULE
        .finding(format!("\"{}\" is cited; the list has \"{label}\": {years}", cited_work.label()))
        .at(cited_work.item.span)
        .reference(index)
        .related(reference.span, "the nearest entry")
        .help("correct the year here or in the list, or add the work of that year to the list");
    Some(Finding { severity, ..finding })
}
