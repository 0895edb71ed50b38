//! More than one entry fits a citation.
//!
//! The reader cannot tell which work is meant. Manuals ask for letters after the year (2010a, 2010b)
//! where author and year are the same, for initials where two authors share a surname, and for a
//! further co-author where only "et al." hides the difference.
//!
//! ```paper
//! Trust is local (Hurd 1999). {ambiguous-citation}
//!
//! ## References
//!
//! Hurd, I. 1999a. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//!
//! Hurd, I. 1999b. *Norms in Practice*. Chicago: Example Press.
//! ```

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::MatchKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::merge_by_cause::merge_by_cause;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;

/// More than one entry fits a citation.
pub(crate) const RULE: Rule = Rule {
    name: "ambiguous-citation",
    severity: Severity::Warning,
    head: head!("ambiguous_citation.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let unclear = analysis.cited_works().filter(|cited_work| {
        cited_work.is_match(MatchKind::Ambiguous) && cited_work.item.exempt.is_none()
    });
    let unclear = unclear.filter(|cited_work| cited_work.item.year.is_some());
    merge_by_cause(unclear.map(|cited_work| finding(analysis, &cited_work)))
}

fn finding(analysis: &Analysis, cited_work: &CitedWork) -> Finding {
    let works: Vec<_> = cited_work
        .resolution()
        .references
        .iter()
        .filter_map(|&index| analysis.work(index))
        .collect();
    let lettered = works.iter().any(|(_, work)| work.suffix().is_some());
    let help = match lettered {
        true => "add the letter of the entry that is meant",
        false => {
            "add a letter to the years of these entries and here, or initials or a further author"
        }
    };
    let found = RULE
        .finding(format!("\"{}\" fits {} entries of the list", cited_work.label(), works.len()))
        .at(cited_work.item.span)
        .help(help);
    works
        .into_iter()
        .fold(found, |found, (reference, _)| found.related(reference.span, name_of(reference)))
}
