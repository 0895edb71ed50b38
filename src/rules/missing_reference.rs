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

use std::collections::HashSet;

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::{CitationKind, MatchKind};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Related, Severity};
use crate::model::ids::ReferenceId;
use crate::rules::merge_by_cause::merge_by_cause;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::fold::fold;

/// Cited in the text, but not in the reference list.
pub(crate) const RULE: Rule = Rule {
    name: "missing-reference",
    severity: Severity::Error,
    head: head!("missing_reference.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    if analysis.references().is_empty() {
        return Vec::new();
    }
    let exact = analysis.cited(MatchKind::Exact);
    let missing =
        analysis.cited_works().filter(|cited_work| is_missing(analysis, cited_work, &exact));
    // A number past the end of the list is a slip of its own wherever it stands.
    let (past, lost): (Vec<CitedWork>, Vec<CitedWork>) =
        missing.partition(|cited_work| is_past_end(analysis, cited_work));
    let past: Vec<Finding> =
        past.iter().map(|cited_work| by_number(analysis, cited_work)).collect();
    let mut findings = if past.len() > SEVERAL { in_one(past) } else { past };
    let lost = merge_by_cause(lost.iter().map(|cited_work| finding(analysis, cited_work)));
    findings.extend(lost);
    findings
}

/// How many numbers past the end of the list are slips, each of its own.
const SEVERAL: usize = 3;

/// Many numbers past the end have one cause, the list's end: one finding with all places.
fn in_one(mut findings: Vec<Finding>) -> Vec<Finding> {
    let rest = findings.split_off(1);
    let places = rest.into_iter().filter_map(|finding| finding.span);
    let message = || "this number is past the end too".to_owned();
    let related = places.map(|span| Related { span, message: message() });
    findings[0].related.extend(related);
    findings
}

fn is_missing(analysis: &Analysis, cited_work: &CitedWork, exact: &HashSet<ReferenceId>) -> bool {
    let dated = cited_work.item.year.is_some() || cited_work.item.title.is_some();
    let other = cited_work.is_match(MatchKind::YearDiffers) && !cited_work.is_other_year(exact);
    let listed = |number: &u32| analysis.numbers.contains_key(number);
    cited_work.item.exempt.is_none()
        && match cited_work.citation.kind {
            CitationKind::Numeric => !cited_work.item.numbers.iter().all(listed),
            CitationKind::Parenthetical | CitationKind::Narrative | CitationKind::Note => {
                // What looks at the whole list comes last: nearly all works are in it.
                dated
                    && (cited_work.resolution().match_kind.is_none() || other)
                    && !may_be_other(analysis, cited_work)
            }
            _ => false,
        }
}

fn is_past_end(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    cited_work.item.numbers.iter().any(|&number| number > last_number(analysis))
}

fn last_number(analysis: &Analysis) -> u32 {
    analysis.numbers.keys().max().copied().unwrap_or_default()
}

fn finding(analysis: &Analysis, cited_work: &CitedWork) -> Finding {
    if cited_work.citation.kind == CitationKind::Numeric {
        return by_number(analysis, cited_work);
    }
    let label = cited_work.label();
    let finding = RULE
        .finding(format!("\"{label}\" is cited, but is not in the reference list"))
        .at(cited_work.item.span)
        .help("add the entry to the list, or correct the citation");

    // Near entries of other years are shown, though they are cited with their own elsewhere.
    let near = cited_work.resolution().references.iter().filter_map(|&index| analysis.work(index));
    near.fold(finding, |finding, (reference, _)| {
        finding.related(reference.span, format!("the list has \"{}\"", name_of(reference)))
    })
}

/// Whether the text writes the names of authors in capitals, as Brazilian papers do.
fn writes_in_capitals(analysis: &Analysis) -> bool {
    const LONG: usize = 6;
    let names = analysis.cited_works().filter_map(|one| {
        one.named.names.first().filter(|_| !one.resolution().references.is_empty())
    });
    let capitals = |text: &str| text.chars().count() >= LONG && !text.contains(char::is_lowercase);
    names.filter(|name| capitals(&name.text)).count() > 1
}

/// Whether the block of a citation gives its name with several years, of which the list has none: the
/// degrees of one school, the surveys of one office.
fn has_many_years(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    const MANY: usize = 3;
    let name = |one: &CitedWork| one.named.names.first().map(|name| fold(&name.text));
    let block = |one: &CitedWork| analysis.document.block_at(one.item.span.start);
    let alike = analysis.cited_works().filter(|one| {
        one.resolution().match_kind.is_none()
            && name(one) == name(cited_work)
            && block(one) == block(cited_work)
    });
    let years: HashSet<&str> =
        alike.filter_map(|one| Some(one.item.year.as_ref()?.text.as_str())).collect();
    years.len() >= MANY
}

/// How many entries with a year at least tell what is early.
const LONG: usize = 30;

/// Of how many entries one may be older than what is called early.
const OLDEST: usize = 10;

/// Whether the name and the year may be those of something else than a work: a short form that is
/// in no entry may be where a degree was taken or a law was passed, and what happened before nearly
/// all works of the list came out may be history.
fn may_be_other(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    const LONGEST: usize = 5;
    let [name] = cited_work.named.names.as_slice() else { return false };
    let in_capitals = |name: &str| name.chars().all(char::is_uppercase);
    let short = name.text.chars().count() <= LONGEST
        && in_capitals(&name.text)
        && (!writes_in_capitals(analysis) || has_many_years(analysis, cited_work));
    let year = cited_work.item.year.as_ref().and_then(|year| year.text.parse::<i32>().ok());
    let works = analysis.citation_index.works().iter();
    let is_early = |year: i32| {
        let years: Vec<i32> =
            works.filter_map(|work| work.year.as_ref()?.parse::<i32>().ok()).collect();
        let earlier = years.iter().filter(|listed| **listed <= year).count();
        years.len() >= LONG && earlier * OLDEST < years.len()
    };
    let plain = cited_work.item.locator.is_none() && !cited_work.named.leaves_out_names();
    let narrative = cited_work.citation.kind == CitationKind::Narrative;
    plain && (short || (narrative && year.is_some_and(is_early)))
}

/// The finding on numbers that the list lacks; a range can lack several.
fn by_number(analysis: &Analysis, cited_work: &CitedWork) -> Finding {
    let listed = |number: &&u32| analysis.numbers.contains_key(number);
    let missing: Vec<u32> =
        cited_work.item.numbers.iter().filter(|number| !listed(number)).copied().collect();
    let label = match missing.as_slice() {
        [first, .., last] => format!("[{first}–{last}]"),
        _ => format!("[{}]", missing.first().copied().unwrap_or_default()),
    };
    let last = last_number(analysis);
    let message = format!("{label} is cited, but the list has no such number; it ends at {last}");
    RULE.finding(message)
        .at(cited_work.item.span)
        .help("correct the number, or add the entry to the list")
}
