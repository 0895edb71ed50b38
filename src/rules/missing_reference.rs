//! Cited in the text, but not in the reference list.
//!
//! The reader cannot look the work up. Usually the entry was forgotten, was cut with another
//! citation of it, or stands in the list under another name. All manuals ask for an entry for each
//! work cited, but for personal communications, legal sources and the classics.
//!
//! A citation that comes near an entry (another year, a slip in the name, a co-author missing) is
//! reported by the rule for that slip, and not here. Several citations of one missing work are one
//! finding.
//!
//! ```paper
//! Trust is local (Hurd 1999). It is earned slowly (Keohane 2001). {missing-reference}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use std::collections::{HashMap, HashSet};

use crate::facts::{Facts, Mention};
use crate::model::citation::{CitationKind, Fit};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::fold::fold;

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
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let exact = facts.cited(Fit::Exact);
    for mention in facts.mentions().filter(|mention| is_missing(facts, mention, &exact)) {
        for label in labels(facts, &mention) {
            match seen.get(&fold(&label)) {
                Some(&index) => {
                    let again = std::mem::replace(&mut findings[index], RULE.finding(""));
                    findings[index] = again.related(mention.item.span, "cited here too");
                }
                None => {
                    seen.insert(fold(&label), findings.len());
                    findings.push(finding(facts, &mention, &label));
                }
            }
        }
    }
    findings
}

fn is_missing(facts: &Facts, mention: &Mention, exact: &HashSet<usize>) -> bool {
    let dated = mention.item.year.is_some() || mention.item.title.is_some();
    let other = mention.fits(Fit::YearDiffers) && !mention.is_other_year(exact);
    let listed = |number: &u32| facts.numbers.contains_key(number);
    mention.item.exempt.is_none()
        && match mention.citation.kind {
            CitationKind::Numeric => !mention.item.numbers.iter().all(listed),
            CitationKind::Parenthetical | CitationKind::Narrative => {
                dated && (mention.tie.fit.is_none() || other)
            }
            _ => false,
        }
}

/// How the missing works are cited; a range of numbers can lack several.
fn labels(facts: &Facts, mention: &Mention) -> Vec<String> {
    match mention.citation.kind {
        CitationKind::Numeric => {
            let numbers = mention.item.numbers.iter();
            let missing = numbers.filter(|number| !facts.numbers.contains_key(number));
            missing.map(|number| format!("[{number}]")).collect()
        }
        _ => vec![mention.label()],
    }
}

fn finding(facts: &Facts, mention: &Mention, label: &str) -> Finding {
    if mention.citation.kind == CitationKind::Numeric {
        let last = facts.numbers.keys().max().copied().unwrap_or_default();
        return RULE
            .finding(format!(
                "{label} is cited, but the list has no such number; it ends at {last}"
            ))
            .at(mention.item.span)
            .help("correct the number, or add the entry to the list");
    }
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
