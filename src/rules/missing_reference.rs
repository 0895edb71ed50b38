//! Cited in the text, but not in the reference list.
//!
//! The reader cannot look the work up. Usually the entry was forgotten, was cut with another
//! citation of it, or stands in the list under another name. All manuals ask for an entry for each
//! work cited, but for personal communications, legal sources and the classics.
//!
//! A citation that comes near an entry (another year, a slip in the name, a co-author missing) is
//! reported by the rule for that slip, and not here. Several citations of one missing work are one
//! finding; where the list lacks most of what is cited, so is all of it.
//!
//! ```paper
//! Trust is local (Hurd 1999). It is earned slowly (Keohane 2001). {missing-reference}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use std::collections::HashSet;

use crate::facts::{Facts, Mention};
use crate::model::citation::{CitationKind, Fit};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::rules::together::together;
use crate::rules::words::name_of;

/// Cited in the text, but not in the reference list.
pub const RULE: Rule = Rule {
    name: "missing-reference",
    severity: Severity::Error,
    file: include_str!("missing_reference.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    if facts.references().is_empty() {
        return Vec::new();
    }
    let exact = facts.cited(Fit::Exact);
    let missing = facts.mentions().filter(|mention| is_missing(facts, mention, &exact));
    // A number past the end of the list is a slip of its own wherever it stands.
    let (past, lost): (Vec<Mention>, Vec<Mention>) =
        missing.partition(|mention| is_past_end(facts, mention));
    let mut findings: Vec<Finding> = past.iter().map(|mention| by_number(facts, mention)).collect();
    let lost = together(lost.iter().map(|mention| finding(facts, mention)));
    match is_cut_short(facts, lost.len()) {
        true => findings.extend(cut_short(facts, &lost)),
        false => findings.extend(lost),
    }
    findings
}

/// How many works that the list lacks are too many to name one by one, if they are most of what is
/// cited.
const MANY: usize = 20;

/// Whether the list lacks so much that it is rather the list that was not read whole.
fn is_cut_short(facts: &Facts, lost: usize) -> bool {
    let listed: HashSet<usize> =
        facts.mentions().flat_map(|mention| mention.tie.references.iter().copied()).collect();
    lost >= MANY && lost > listed.len()
}

/// One finding for all, at the last entry that was read.
fn cut_short(facts: &Facts, lost: &[Finding]) -> Option<Finding> {
    let last = facts.references().last()?;
    let message = format!(
        "{} cited works are not in the reference list, whose last entry is \"{}\"",
        lost.len(),
        name_of(last)
    );
    let first = lost.first().and_then(|finding| finding.span)?;
    let help = "if the list goes on behind this entry, something between the two ends it: a heading, a table";
    Some(RULE.finding(message).at(last.span).related(first, "the first of them").help(help))
}

fn is_missing(facts: &Facts, mention: &Mention, exact: &HashSet<usize>) -> bool {
    let dated = mention.item.year.is_some() || mention.item.title.is_some();
    let other = mention.fits(Fit::YearDiffers) && !mention.is_other_year(exact);
    let listed = |number: &u32| facts.numbers.contains_key(number);
    mention.item.exempt.is_none()
        && match mention.citation.kind {
            CitationKind::Numeric => !mention.item.numbers.iter().all(listed),
            CitationKind::Parenthetical | CitationKind::Narrative | CitationKind::Note => {
                dated && (mention.tie.fit.is_none() || other)
            }
            _ => false,
        }
}

fn is_past_end(facts: &Facts, mention: &Mention) -> bool {
    mention.item.numbers.iter().any(|&number| number > last_number(facts))
}

fn last_number(facts: &Facts) -> u32 {
    facts.numbers.keys().max().copied().unwrap_or_default()
}

fn finding(facts: &Facts, mention: &Mention) -> Finding {
    if mention.citation.kind == CitationKind::Numeric {
        return by_number(facts, mention);
    }
    let label = mention.label();
    let finding = RULE
        .finding(format!("\"{label}\" is cited, but is not in the reference list"))
        .at(mention.item.span)
        .help("add the entry to the list, or correct the citation");
    // Near entries of other years are shown, though they are cited with their own elsewhere.
    let near = mention.tie.references.iter().filter_map(|&index| facts.work(index));
    near.fold(finding, |finding, (reference, _)| {
        finding.related(reference.span, format!("the list has \"{}\"", name_of(reference)))
    })
}

/// The finding on numbers that the list lacks; a range can lack several.
fn by_number(facts: &Facts, mention: &Mention) -> Finding {
    let listed = |number: &&u32| facts.numbers.contains_key(number);
    let missing: Vec<u32> =
        mention.item.numbers.iter().filter(|number| !listed(number)).copied().collect();
    let label = match missing.as_slice() {
        [first, .., last] => format!("[{first}–{last}]"),
        _ => format!("[{}]", missing.first().copied().unwrap_or_default()),
    };
    let last = last_number(facts);
    let message = format!("{label} is cited, but the list has no such number; it ends at {last}");
    RULE.finding(message)
        .at(mention.item.span)
        .help("correct the number, or add the entry to the list")
}
