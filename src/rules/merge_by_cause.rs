//! One cause, one finding: later places join the first.

use std::collections::HashMap;

use crate::model::finding::{Finding, Related};
use crate::model::ids::ReferenceId;
use crate::text::fold::fold;

/// The findings of a rule whose cause may lie in the list, of which those that say the same of the
/// same entry are one: the first, with the other places. What is wrong at each place by itself, as
/// the spelling of "et al." is, does not belong here.
pub(crate) fn merge_by_cause(found: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut firsts: Vec<Finding> = Vec::new();
    let mut seen: HashMap<(Option<ReferenceId>, String), usize> = HashMap::new();
    for finding in found {
        let cause = (finding.reference, fold(&finding.message));
        match seen.get(&cause) {
            Some(&place) => {
                let message = "cited here too".to_owned();
                let again = finding.span.map(|span| Related { span, message });
                firsts[place].related.extend(again);
            }
            None => {
                seen.insert(cause, firsts.len());
                firsts.push(finding);
            }
        }
    }
    firsts
}
