//! Numbers out of order (first mentions, ends of a range), or not printed in the list.
//!
//! IEEE, Vancouver and most numeric styles number works in the order in which they are first cited.
//! Where a paper does so but for a few, those few are shown. A list in alphabetical order is numbered
//! by that, and not judged. A range runs from the lower number to the higher. Where the text cites by
//! number and no entry has one, the entries are counted in their order: a converter may have dropped
//! the numbers.
//!
//! ```paper
//! One [1], two [2], four [4], {number-order}
//! three [3], five [5], six [6], seven [7].
//!
//! ## References
//!
//! 1. Whitman W. Unseen majority. Proc Natl Acad Sci. 1998;95:6578–6583.
//! 2. Seber G. Estimating abundance. Biometrics. 1982;38:1–14.
//! 3. Cochran W. Sampling. J Am Stat Assoc. 1977;72:1–9.
//! 4. Jolly G. Capture and recapture. Biometrika. 1965;52:225–247.
//! 5. Cormack R. Survival of animals. Biometrika. 1964;51:429–438.
//! 6. Otis D. Closed populations. Wildl Monogr. 1978;62:3–135.
//! 7. Field C. Primary production. Science. 1998;281:237–240.
//! ```

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::text::fold::is_dash;
use crate::text::span::Span;

/// Numbers out of order, or not printed in the list.
pub(crate) const RULE: Rule =
    Rule { name: "number-order", severity: Severity::Hint, head: head!("number_order.rs"), check };

/// The share of first mentions that may be out of order before the order is none.
const RARE: f64 = 0.2;

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    if !analysis.system.is_numeric() {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = analysis
        .cited_works()
        .filter_map(|cited_work| reversed(analysis, cited_work.item.span))
        .collect();
    findings.extend(first_mentions(analysis));
    findings.extend(uncounted(analysis));
    findings
}

/// A list whose entries have no numbers.
fn uncounted(analysis: &Analysis) -> Option<Finding> {
    let references = analysis.references();
    let bare = references.iter().all(|reference| reference.label.is_none());
    let first = references.first().filter(|_| bare)?;
    let finding = RULE.finding("the text cites by number, and no entry of the list has one");
    Some(finding.at(first.span).help("number the entries; here they were counted in their order"))
}

/// "[12–4]".
fn reversed(analysis: &Analysis, span: Span) -> Option<Finding> {
    let (first, last) = analysis.text(span).split_once(is_dash)?;
    let (low, high): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let finding =
        RULE.finding(format!("the range {} runs backwards", analysis.text(span))).at(span);
    (low > high).then(|| finding.help(format!("write {high}–{low}, or correct the numbers")))
}

fn first_mentions(analysis: &Analysis) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut firsts: Vec<(u32, Span)> = Vec::new();
    for cited_work in analysis.cited_works() {
        for number in &cited_work.item.numbers {
            if analysis.numbers.contains_key(number) && seen.insert(*number) {
                firsts.push((*number, cited_work.item.span));
            }
        }
    }
    let mut next = 1;
    let mut early: Vec<(u32, u32, Span)> = Vec::new();
    for (number, span) in &firsts {
        if *number > next {
            early.push((*number, next, *span));
        }
        next = next.max(number + 1);
    }
    if early.len() as f64 > RARE * firsts.len() as f64 {
        return Vec::new();
    }
    let found = early.into_iter().map(|(number, expected, span)| {
        RULE.finding(format!("[{number}] is first cited before [{expected}]")).at(span).help(
            "number the works in the order of their first mention, or leave it if this is meant",
        )
    });
    found.collect()
}
