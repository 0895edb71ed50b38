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

use crate::facts::{Facts, Mention};
use crate::model::citation::Fit;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::rules::together::together;
use crate::rules::words::name_of;

/// The authors fit an entry, the year does not.
pub const RULE: Rule = Rule {
    name: "year-mismatch",
    severity: Severity::Error,
    file: include_str!("year_mismatch.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    let exact = facts.cited(Fit::Exact);
    let differing = facts
        .mentions()
        .filter(|mention| mention.is_other_year(&exact) && mention.item.exempt.is_none());
    together(differing.filter_map(|mention| finding(facts, &mention)))
}

fn finding(facts: &Facts, mention: &Mention) -> Option<Finding> {
    let index = *mention.tie.references.first()?;
    let (reference, work) = facts.work(index)?;
    let cited = mention.item.year.as_ref()?.text.clone();
    let there = work.year.as_deref().unwrap_or_default();
    let (years, severity) = match (cited.parse::<i32>(), there.parse::<i32>()) {
        (Ok(a), Ok(b)) => {
            (format!("the authors fit, the year differs by {}", (a - b).abs()), RULE.severity)
        }
        // "n.d." and "in press" are overtaken by time: the entry may be the newer of the two.
        _ => ("the authors fit, the year does not".to_owned(), Severity::Hint),
    };
    let label = name_of(reference);
    let finding = RULE
        .finding(format!("\"{}\" is cited; the list has \"{label}\": {years}", mention.label()))
        .at(mention.item.span)
        .reference(index)
        .related(reference.span, "the nearest entry")
        .help("correct the year here or in the list, or add the work of that year to the list");
    Some(Finding { severity, ..finding })
}
