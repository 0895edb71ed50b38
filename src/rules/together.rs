//! One cause, one finding: later places join the first.

use std::collections::HashMap;

use crate::model::finding::{Finding, Related};
use crate::text::fold::fold;

/// The findings of a rule, of which those that say the same of the same entry are one: the first,
/// with the other places, and with the edits of all where each has some.
pub fn together(found: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut firsts: Vec<Finding> = Vec::new();
    let mut seen: HashMap<(Option<usize>, String), usize> = HashMap::new();
    for finding in found {
        let cause = (finding.reference, fold(&finding.message));
        match seen.get(&cause) {
            Some(&place) => join(&mut firsts[place], finding),
            None => {
                seen.insert(cause, firsts.len());
                firsts.push(finding);
            }
        }
    }
    firsts
}

fn join(first: &mut Finding, again: Finding) {
    first.fix = match (first.fix.take(), again.fix) {
        (Some(mut fix), Some(more)) => {
            fix.edits.extend(more.edits);
            Some(fix)
        }
        _ => None,
    };
    let message = "cited here too".to_owned();
    first.related.extend(again.span.map(|span| Related { span, message }));
}
