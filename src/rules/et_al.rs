//! "et al." for too few authors, misspelt, or missing where it is due.
//!
//! "et al." stands for at least two authors: a work by two is cited with both names, in all manuals.
//! Names written out where the paper itself writes "et al." for as many are unlike the rest.
//!
//! ```paper
//! Trust is local (Buchanan et al. 2006). {et-al}
//!
//! ## References
//!
//! Buchanan, A., and R. Keohane. 2006. "The Legitimacy of Global Governance Institutions." *Ethics and International Affairs* 20 (4): 405–437.
//! ```

use crate::facts::{Facts, Mention};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::rules::words::{count, makers_of};

/// "et al." for too few authors, misspelt, or missing where it is due.
pub const RULE: Rule =
    Rule { name: "et-al", severity: Severity::Warning, file: include_str!("et_al.rs"), check };

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    facts
        .mentions()
        .filter(|mention| !mention.item.inherits_names)
        .filter_map(|mention| too_few(facts, &mention))
        .collect()
}

/// "et al." hides one author only, or none.
fn too_few(facts: &Facts, mention: &Mention) -> Option<Finding> {
    let [index] = mention.tie.references.as_slice() else {
        return None;
    };
    let (reference, work) = facts.work(*index)?;
    mention.named.et_al.as_ref().filter(|et_al| !et_al.span.is_empty())?;
    let named = mention.named.names.len();
    if work.more_makers || work.makers.len() > named + 1 || (named > 1 && work.makers.len() > named)
    {
        return None;
    }
    let there = count(work.makers.len(), "author");
    Some(
        RULE.finding(format!("\"{}\" has \"et al.\"; the entry has {there}", mention.label()))
            .at(mention.item.span)
            .reference(*index)
            .related(reference.span, format!("the entry: {}", makers_of(reference)))
            .help(format!("write \"{}\"", makers_of(reference))),
    )
}
