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

use strsim::damerau_levenshtein;

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::{Cited, MatchKind};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::rules::merge_by_cause::merge_by_cause;
use crate::rules::rule::Rule;
use crate::rules::words::{creators_of, name_of};
use crate::text::span::Span;

/// A near miss of an entry's name.
pub(crate) const RULE: Rule = Rule {
    name: "misspelled-author",
    severity: Severity::Warning,
    head: head!("misspelled_author.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let further = analysis.cited_works().filter_map(|one| further_name(analysis, &one));
    let mut findings = first_names(analysis);
    findings.extend(merge_by_cause(further));
    findings
}

/// The first names that are near misses.
fn first_names(analysis: &Analysis) -> Vec<Finding> {
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
    let missed = missed.filter(|one| !repeats(one) && !has_given_names(analysis, one));
    merge_by_cause(missed.filter_map(|cited_work| finding(analysis, &cited_work)))
}

/// Whether a citation gives the name of the entry with given names or initials before it: "A SM Hurd".
fn has_given_names(analysis: &Analysis, one: &CitedWork) -> bool {
    let index = one.resolution().references.first();
    let work = index.and_then(|&index| analysis.work(index));
    let name = one.named.names.first();
    work.zip(name).is_some_and(|((_, work), name)| {
        let last = name.text.rsplit(' ').next().filter(|last| last.len() < name.text.len());
        last.is_some_and(|last| work.is_creator(0, &analysis.citation_index.key_of(last)))
    })
}

/// A name after the first that is a near miss of the entry's at this place, where all others fit.
fn further_name(analysis: &Analysis, one: &CitedWork) -> Option<Finding> {
    let (name, index) = misspelt(analysis, one)?;
    let (reference, _) = analysis.work(index)?;
    let label = name_of(reference);
    let message = format!("\"{}\" is spelt otherwise in the list: {label}", name.text);
    let found = RULE.finding(message).at(one.item.span).reference(index);
    let found = found.related(reference.span, format!("the entry: {}", creators_of(reference)));
    Some(found.help("correct the name here or in the list"))
}

/// The further name of a citation that differs from the entry's in its spelling, if that is all that
/// differs; with the entry.
pub(super) fn misspelt<'a>(
    analysis: &Analysis,
    one: &CitedWork<'a>,
) -> Option<(&'a Cited, ReferenceId)> {
    if !one.is_match(MatchKind::AuthorDiffers) || one.item.exempt.is_some() {
        return None;
    }
    let index = *one.resolution().references.first()?;
    let (_, work) = analysis.work(index)?;
    let names = &one.named.names;
    let key = |name: &Cited| analysis.citation_index.key_of(&name.text);
    let other = |(at, name): &(usize, &Cited)| !work.is_creator(*at, &key(name));
    let mut others = names.iter().enumerate().filter(other);
    let (at, name) = others.next()?;
    let whole = names.len() == work.creators.len() && others.next().is_none() && at > 0;
    let own = key(name);
    let is_near = |there: &str| {
        let shorter = own.chars().count().min(there.chars().count());
        shorter >= SHORTEST && damerau_levenshtein(&own, there) <= 1 + shorter / 8
    };
    (whole && work.creators.keys(at).any(is_near)).then_some((name, index))
}

/// How long a name must be that its spelling tells anything.
const SHORTEST: usize = 4;

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
