//! A citation shows another work than its field cites.
//!
//! Reference managers keep the cited works in a field behind the citation, and publishers link it to
//! the entry. Text that was changed by hand, or a field that was not refreshed, says something else
//! than what is kept: the next refresh, and every reader of the data, takes the field's word.
//!
//! ```jats
//! <article><body><sec><title>Trust</title>
//! <p>Trust is local (<xref ref-type="bibr" rid="B1">Keohane 1984</xref>).</p> {stale-field}
//! <p>So is fear (<xref ref-type="bibr" rid="B2">Lake 2001</xref>; <xref ref-type="bibr" rid="B1">Hurd 1999</xref>).</p>
//! </sec></body><back><ref-list><title>References</title>
//! <ref id="B1"><mixed-citation>Hurd, I. 1999. "Legitimacy and Authority in International Politics." <italic>International Organization</italic> 53 (2): 379–408.</mixed-citation></ref>
//! <ref id="B2"><mixed-citation>Lake, D. 2001. <italic>Beyond Anarchy</italic>. Princeton: Princeton University Press.</mixed-citation></ref>
//! </ref-list></back></article>
//! ```

use std::collections::HashMap;

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::MatchKind;
use crate::model::entry::{Entry, Name};
use crate::model::evidence::Evidence;
use crate::model::field::{CitationField, FieldWork};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::resolve::fields::{Difference, FieldTie, difference};
use crate::rules::rule::Rule;
use crate::rules::words::name_of;

/// A citation shows another work than its field cites.
pub(crate) const RULE: Rule =
    Rule { name: "stale-field", severity: Severity::Warning, head: head!("stale_field.rs"), check };

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let cited_works: Vec<CitedWork> = analysis.cited_works().collect();
    let fields = analysis.document.fields.iter().zip(&analysis.fields);
    fields.flat_map(|(field, works)| of_field(analysis, &cited_works, field, works)).collect()
}

fn of_field(
    analysis: &Analysis,
    cited_works: &[CitedWork],
    field: &CitationField,
    works: &FieldTie,
) -> Vec<Finding> {
    let first =
        cited_works.partition_point(|cited_work| cited_work.item.span.end <= field.span.start);
    let inside = cited_works[first..].iter().take_while(|it| it.item.span.start < field.span.end);
    let mut findings = Vec::new();
    for cited_work in inside.filter(|cited_work| cited_work.item.span.overlaps(field.span)) {
        if cited_work.is_by_name() {
            let of_work = |at: &usize| {
                works[*at].is_some_and(|it| cited_work.resolution().references == [it])
            };
            let at = (0..works.len()).find(of_work);
            findings.extend(
                at.and_then(|at| named(analysis, cited_work, field, &field.works[at], works[at])),
            );
        } else if !cited_work.item.numbers.is_empty() {
            findings.extend(numbered(analysis, cited_work, field, works));
        }
    }
    findings
}

/// A citation by name that its field, and not its text, ties to a work.
fn named(
    analysis: &Analysis,
    cited_work: &CitedWork,
    field: &CitationField,
    work: &FieldWork,
    index: Option<ReferenceId>,
) -> Option<Finding> {
    if !cited_work.is_match(MatchKind::Exact) {
        // What does not fit the list is said by another rule.
        return None;
    }
    let kept = match &work.entry {
        Some(entry) => IndexedWork::of(entry, "", &HashMap::new()),
        None => analysis.work(index?)?.1.clone(),
    };
    let differs = difference(cited_work.named, cited_work.item, &kept)?;
    // Some programs keep bodies elsewhere than persons: then the record names no one.
    let nameless = work.entry.as_ref().is_some_and(|entry| entry.creators().is_empty());
    if nameless && differs == Difference::Author {
        return None;
    }
    let (reference, _) = analysis.work(index?)?;
    let cites = work.entry.as_ref().map_or_else(|| name_of(reference), label);
    let what = match differs {
        Difference::Year => "the year differs",
        Difference::Author => "the author differs",
    };
    let message = format!(
        "\"{}\" is shown, but the {} cites \"{cites}\": {what}",
        cited_work.label(),
        called(field)
    );
    let found = RULE.finding(message).at(cited_work.item.span).help(help(field));
    Some(found.related(reference.span, "the entry that is cited"))
}

/// A citation by number that leads to other entries than its field.
fn numbered(
    analysis: &Analysis,
    cited_work: &CitedWork,
    field: &CitationField,
    works: &FieldTie,
) -> Option<Finding> {
    let meant: Vec<ReferenceId> = works.iter().flatten().copied().collect();
    let shown = &cited_work.resolution().references;
    let covers = field.span.contains(cited_work.item.span) && meant.len() == works.len();
    let same = meant.iter().any(|index| shown.contains(index));
    if !covers || same || shown.is_empty() || meant.is_empty() {
        return None;
    }
    let (reference, _) = analysis.work(*meant.first()?)?;
    let message = format!(
        "\"{}\" is shown, but the {} cites \"{}\"",
        analysis.text(cited_work.item.span),
        called(field),
        name_of(reference)
    );
    let found = RULE.finding(message).at(cited_work.item.span).help(help(field));
    Some(found.related(reference.span, "the entry that is cited"))
}

/// What the field of a program is called.
fn called(field: &CitationField) -> String {
    match field.software {
        "JATS" => "link".to_owned(),
        software => format!("field of {software}"),
    }
}

fn help(field: &CitationField) -> String {
    match field.software {
        "JATS" => "correct the text, or the link".to_owned(),
        software => format!("refresh the citations in {software}, or correct the text"),
    }
}

/// An entry as it would be cited.
fn label(entry: &Entry) -> String {
    let names: Vec<String> = entry.creators().iter().map(Name::cited).collect();
    let year = entry.year().map(|year| year.to_string()).unwrap_or_default();
    let names = match names.as_slice() {
        [] => entry.text("title").unwrap_or_default().to_owned(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, ..] => format!("{first} et al."),
    };
    format!("{names} {year}").trim().to_owned()
}
