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

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::MatchKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::merge_by_cause::merge_by_cause;
use crate::rules::rule::Rule;
use crate::rules::words::{creators_of, name_of};
use crate::text::span::Span;

/// A near miss of an entry's name.
pub(crate) const RULE: Rule = Rule {
    name: "misspelled-author",
    severity: Severity::Warning,
    file: include_str!("misspelled_author.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let missed = analysis.cited_works().filter(|cited_work| {
        cited_work.is_match(MatchKind::Misspelled) && cited_work.item.exempt.is_none()
    });
    let mut before = (Span::default(), String::new());
    let mut repeats = |one: &CitedWork| {
        let name = one.named.names.first().map_or("", |name| &name.text);
        let same = one.item.inherits_names && before == (one.citation.span, name.to_owned());
        before = (one.citation.span, name.to_owned());
        same
    };
    // The name that "2011, 2012" share is misspelt once.
    let missed = missed.filter(|one| !repeats(one));
    merge_by_cause(missed.filter_map(|cited_work| finding(analysis, &cited_work)))
}

fn finding(analysis: &Analysis, cited_work: &CitedWork) -> Option<Finding> {
    let index = *cited_work.resolution().references.first()?;
    let (reference, _) = analysis.work(index)?;
    let name = cited_work.named.names.first()?;
    Some(
        RULE.finding(format!(
            "\"{}\" is spelt \"{}\" in the list",
            name.text,
            creators_of(reference)
        ))
        .at(cited_work.item.span)
        .reference(index)
        .related(reference.span, format!("the year fits: {}", name_of(reference)))
        .help("correct the name here or in the list"),
    )
}
