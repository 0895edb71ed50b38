//! A citation is typed where others are fields.
//!
//! In a document whose citations are fields of a reference manager, a typed one does not change with
//! the others: after a change of the style, the order or the list it is left behind. Links to the list
//! in JATS are such fields too. Where most are typed, that is how the document cites, and nothing is said.
//!
//! ```jats
//! <article><body><sec><title>Trust</title>
//! <p>Trust is local (<xref ref-type="bibr" rid="B1">Hurd 1999</xref>).</p>
//! <p>So is fear (<xref ref-type="bibr" rid="B2">Lake 2001</xref>).</p>
//! <p>Both matter (Lake 2001).</p> {citation-outside-field}
//! </sec></body><back><ref-list><title>References</title>
//! <ref id="B1"><mixed-citation>Hurd, I. 1999. "Legitimacy and Authority in International Politics." <italic>International Organization</italic> 53 (2): 379–408.</mixed-citation></ref>
//! <ref id="B2"><mixed-citation>Lake, D. 2001. <italic>Beyond Anarchy</italic>. Princeton: Princeton University Press.</mixed-citation></ref>
//! </ref-list></back></article>
//! ```

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::{CitationKind, MatchKind};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// A citation is typed where others are fields.
pub(crate) const RULE: Rule = Rule {
    name: "citation-outside-field",
    severity: Severity::Hint,
    head: head!("citation_outside_field.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let fields = &analysis.document.fields;
    let Some(software) = fields.first().map(|field| field.software) else { return Vec::new() };
    let cited = analysis.cited_works().filter(cites_the_list);
    let (inside, typed): (Vec<CitedWork>, Vec<CitedWork>) = cited.partition(|cited_work| {
        let span = cited_work.citation.span;
        let next = fields.partition_point(|field| field.span.end <= span.start);
        fields.get(next).is_some_and(|field| field.span.overlaps(span))
    });
    match typed.len() > inside.len() {
        true => Vec::new(),
        false => typed.iter().map(|cited_work| finding(analysis, cited_work, software)).collect(),
    }
}

/// Whether a citation surely means an entry of the list.
fn cites_the_list(cited_work: &CitedWork) -> bool {
    let kind = cited_work.citation.kind;
    let fields = matches!(
        kind,
        CitationKind::Parenthetical | CitationKind::Narrative | CitationKind::Numeric
    );
    fields
        && cited_work.is_match(MatchKind::Exact)
        && !cited_work.resolution().references.is_empty()
}

fn finding(analysis: &Analysis, cited_work: &CitedWork, software: &str) -> Finding {
    let shown = analysis.text(cited_work.item.span);
    let (message, help) = match software {
        "JATS" => (
            format!("\"{shown}\" is not linked to its entry; other citations are"),
            "link it to its entry".to_owned(),
        ),
        software => (
            format!("\"{shown}\" is typed; other citations are fields of {software}"),
            format!("insert it with {software}, so that it changes with the others"),
        ),
    };
    RULE.finding(message).at(cited_work.item.span).help(help)
}
