//! A citation's authors are not the entry's.
//!
//! A co-author is missing from the citation or added to it, stands in another place, or a group is
//! cited by one name without "et al.". The year fits, so the entry is taken to be the one meant. Where
//! a paper names the first author alone as a rule, one hint says so.
//!
//! ```paper
//! Trust is local (Buchanan 2006). {author-mismatch}
//!
//! ## References
//!
//! Buchanan, A., and R. Keohane. 2006. "The Legitimacy of Global Governance Institutions." *Ethics and International Affairs* 20 (4): 405–437.
//! ```

use crate::facts::{Facts, Mention};
use crate::model::citation::Fit;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::reference::Reference;
use crate::rules::rule::Rule;
use crate::rules::words::{count, makers_of, name_of};

/// A citation's authors are not the entry's.
pub const RULE: Rule = Rule {
    name: "author-mismatch",
    severity: Severity::Warning,
    file: include_str!("author_mismatch.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    let differing =
        facts.mentions().filter(|mention| mention.is_by_name() && mention.fits(Fit::AuthorDiffers));
    let differing: Vec<Mention> =
        differing.filter(|mention| mention.item.exempt.is_none()).collect();
    let (short, other): (Vec<Mention>, Vec<Mention>) =
        differing.into_iter().partition(|mention| names_first_alone(mention));
    let mut findings: Vec<Finding> = match is_habit(facts, &short) {
        true => habit(&short).into_iter().collect(),
        false => short.iter().filter_map(|mention| finding(facts, mention)).collect(),
    };
    findings.extend(other.iter().filter_map(|mention| finding(facts, mention)));
    findings
}

/// Whether a citation has one name and no "et al.".
fn names_first_alone(mention: &Mention) -> bool {
    mention.named.names.len() == 1 && mention.named.et_al.is_none()
}

/// How many citations at least make a habit.
const HABIT: usize = 4;

/// Whether the paper cites works of several authors by the first alone, as a rule.
fn is_habit(facts: &Facts, short: &[Mention]) -> bool {
    let of_several = |mention: &Mention| {
        let work = mention.tie.references.first().and_then(|&index| facts.work(index));
        work.is_some_and(|(reference, _)| {
            reference.entry.makers().len() > 1 || reference.entry.has_others("author")
        })
    };
    let in_full = facts.mentions().filter(|mention| mention.is_by_name() && of_several(mention));
    let in_full = in_full.filter(|mention| !names_first_alone(mention)).count();
    short.len() >= HABIT && short.len() > 2 * in_full
}

/// One finding for all that name the first author alone.
fn habit(short: &[Mention]) -> Option<Finding> {
    let first = short.first()?;
    let others = count(short.len() - 1, "other citation");
    let message = format!("\"{}\" and {others} name the first author alone", first.label());
    let help = "manuals ask for \"et al.\", or for both of two authors";
    let finding = RULE.finding(message).at(first.item.span).help(help);
    Some(Finding { severity: Severity::Hint, ..finding })
}

fn finding(facts: &Facts, mention: &Mention) -> Option<Finding> {
    let index = *mention.tie.references.first()?;
    let (reference, _) = facts.work(index)?;
    let (message, help) = said(mention, reference);
    Some(
        RULE.finding(message)
            .at(mention.item.span)
            .reference(index)
            .related(reference.span, format!("the entry: {}", makers_of(reference)))
            .help(help),
    )
}

/// What differs, and what to do.
fn said(mention: &Mention, reference: &Reference) -> (String, String) {
    let cited = mention.named.names.len();
    let there = reference.entry.makers().len();
    let label = mention.label();
    let makers = makers_of(reference);
    let others = reference.entry.has_others("author");
    if cited == 1 && others && mention.named.et_al.is_none() {
        let help = format!("write \"{} et al.\"", mention.named.names[0].text);
        return (format!("\"{label}\" names one author; the entry has several"), help);
    }
    if cited == 1 && there > 2 && mention.named.et_al.is_none() {
        let help = format!("write \"{} et al.\"", mention.named.names[0].text);
        return (format!("\"{label}\" names one author; the entry has {there}"), help);
    }
    let help = format!("cite it as \"{}\", or correct the entry", name_of(reference));
    let message = match cited.cmp(&there) {
        std::cmp::Ordering::Less => format!(
            "\"{label}\" leaves out {}; the entry is by {makers}",
            count(there - cited, "author")
        ),
        std::cmp::Ordering::Greater => {
            format!("\"{label}\" names {}; the entry is by {makers}", count(cited, "author"))
        }
        std::cmp::Ordering::Equal => {
            format!("the authors of \"{label}\" are not those of the entry of that year, {makers}")
        }
    };
    (message, help)
}
