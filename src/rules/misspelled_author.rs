//! A near miss of an entry's name.
//!
//! The year and the other authors fit, and the name differs by a slip: a letter wrong, missing,
//! added or changed with its neighbour. Case, diacritics, hyphens and apostrophes do not count.
//!
//! ```paper
//! Trust is local (Buchanann and Keohane 2006). {misspelled-author}
//!
//! ## References
//!
//! Buchanan, A., and R. Keohane. 2006. "The Legitimacy of Global Governance Institutions." *Ethics and International Affairs* 20 (4): 405–437.
//! ```

use crate::facts::{Facts, Mention};
use crate::model::citation::Fit;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::rules::together::together;
use crate::rules::words::{makers_of, name_of};

/// A near miss of an entry's name.
pub const RULE: Rule = Rule {
    name: "misspelled-author",
    severity: Severity::Warning,
    file: include_str!("misspelled_author.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    let missed = facts
        .mentions()
        .filter(|mention| mention.fits(Fit::Misspelled) && mention.item.exempt.is_none());
    together(missed.filter_map(|mention| finding(facts, &mention)))
}

fn finding(facts: &Facts, mention: &Mention) -> Option<Finding> {
    let index = *mention.tie.references.first()?;
    let (reference, _) = facts.work(index)?;
    let name = mention.named.names.first()?;
    Some(
        RULE.finding(format!(
            "\"{}\" is spelt \"{}\" in the list",
            name.text,
            makers_of(reference)
        ))
        .at(mention.item.span)
        .reference(index)
        .related(reference.span, format!("the year fits: {}", name_of(reference)))
        .help("correct the name here or in the list"),
    )
}
