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
//!
//! What a table cites first may stand anywhere.
//!
//! ```paper
//! One [1], two [2], four [4], five [5].
//!
//! | Town | Source |
//! | --- | --- |
//! | Northby | [3] |
//!
//! ## References
//!
//! 1. Whitman W. Unseen majority. Proc Natl Acad Sci. 1998;95:6578–6583.
//! 2. Seber G. Estimating abundance. Biometrics. 1982;38:1–14.
//! 3. Cochran W. Sampling. J Am Stat Assoc. 1977;72:1–9.
//! 4. Jolly G. Capture and recapture. Biometrika. 1965;52:225–247.
//! 5. Cormack R. Survival of animals. Biometrika. 1964;51:429–438.
//! ```

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::model::document::BlockKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::text::fold::is_dash;
use crate::text::span::Span;

/// Numbers out of order, or not printed in the list.
pub(crate) const RULE: Rule =
    Rule { name: "number-order", severity: Severity::Hint, head: head!("number_order.rs"), check };

/// The share of first mentions that may be out of order before the order is none, as in a list that is
/// numbered by the alphabet.
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
    let mut floating: HashSet<u32> = HashSet::new();
    let mut seen = HashSet::new();
    let mut firsts: Vec<(u32, Span)> = Vec::new();
    for cited_work in analysis.cited_works() {
        let numbers = &cited_work.item.numbers;
        if is_float(analysis, cited_work.item.span) {
            floating.extend(numbers);
            continue;
        }
        for number in numbers.iter().filter(|number| analysis.numbers.contains_key(number)) {
            if seen.insert(*number) {
                firsts.push((*number, cited_work.item.span));
            }
        }
    }
    let most = RARE * firsts.len() as f64;
    let out_of_order = firsts.len() - rising(firsts.iter().map(|(number, _)| *number));
    // A table with the first citation of a work may stand anywhere.
    let counted = analysis.numbers.keys().copied().filter(|number| !floating.contains(number));
    let mut counted: Vec<u32> = counted.collect();
    counted.sort_unstable();
    let mut next = 1;
    let mut findings = Vec::new();
    for (number, span) in firsts {
        let expected = counted.get(counted.partition_point(|known| *known < next));
        if let Some(expected) = expected.filter(|expected| **expected < number) {
            let message = format!("[{number}] is first cited before [{expected}]");
            findings.push(RULE.finding(message).at(span).help(
                "number the works in the order of their first mention, or leave it if this is meant",
            ));
        }
        next = next.max(number.saturating_add(1));
    }
    if out_of_order.max(findings.len()) as f64 > most { Vec::new() } else { findings }
}

/// Whether a place lies beside the running text: in a table, the words under a figure, a note.
fn is_float(analysis: &Analysis, span: Span) -> bool {
    let document = analysis.document;
    let block = document.block_at(span.start);
    block.is_some_and(|at| {
        let kind = &document.block(at).kind;
        matches!(kind, BlockKind::TableCell | BlockKind::Caption | BlockKind::Note { .. })
    })
}

/// How many of these numbers, at most, are in rising order if the others are left out.
fn rising(numbers: impl Iterator<Item = u32>) -> usize {
    // The lowest number with which a row of each length can end.
    let mut ends: Vec<u32> = Vec::new();
    for number in numbers {
        let longest = ends.partition_point(|end| *end < number);
        match ends.get_mut(longest) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise_but_for_some() {
        for (numbers, most) in [(&[1, 2, 4, 3, 5][..], 4), (&[35, 1, 2, 3], 3), (&[5, 3, 1], 1)] {
            assert_eq!(rising(numbers.iter().copied()), most, "{numbers:?}");
        }
    }
}
