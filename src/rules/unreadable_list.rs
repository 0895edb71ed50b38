//! Text and list were not understood well enough to compare them.
//!
//! Where most citations name no entry, or most entries are named by no citation, the likely cause is
//! not a paper full of faults but a list that was not read whole, was cut at the wrong places, or is
//! cited in a way that was not recognised. One finding says what was and what was not understood, in
//! the place of a flood; the rules that would compare the two then say nothing.
//!
//! ```paper
//! Trust is local (Hurd 1999). {missing-reference}
//!
//! ## References
//!
//! Keohane, R. 1984. *After Hegemony*. Princeton: Princeton University Press. {unreadable-list}
//!
//! Simmons, B. 2009. *Mobilizing for Human Rights*. Cambridge: Cambridge University Press.
//!
//! Tallberg, J. 2010. "The Power of the Chair." *International Studies Quarterly* 54 (1): 241–265.
//! ```

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::analysis::readability::Unread;
use crate::model::document::BlockKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::span::Span;

/// Text and list were not understood well enough to compare them.
pub(crate) const RULE: Rule = Rule {
    name: "unreadable-list",
    severity: Severity::Warning,
    head: head!("unreadable_list.rs"),
    check,
};

/// The rules that compare citations with entries.
const OF_TEXT: [&str; 9] = [
    "missing-reference",
    "year-mismatch",
    "author-mismatch",
    "misspelled-author",
    "missing-year",
    "ambiguous-citation",
    "year-suffix",
    "et-al",
    "mention-without-citation",
];

/// The rule that compares entries with citations.
const OF_LIST: &str = "uncited-reference";

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let unread = analysis.unread();
    if is_list_alone(analysis) || is_no_list(analysis, unread) {
        return Vec::new();
    }
    unread.into_iter().filter_map(|unread| finding(analysis, unread)).collect()
}

/// Whether what a rule says rests on what was not understood.
pub(crate) fn silences(unread: Option<Unread>, rule: &str) -> bool {
    match unread {
        None => false,
        Some(Unread::List | Unread::Entries) => rule == OF_LIST,
        Some(Unread::Text | Unread::Nothing) => rule == OF_LIST || OF_TEXT.contains(&rule),
    }
}

/// Whether what was taken for a list has no heading, nothing in the text names it, and the text names hardly
/// anything else, or works of a library: it is none.
fn is_no_list(analysis: &Analysis, unread: Option<Unread>) -> bool {
    let headed = analysis.list.sections.iter().any(|section| section.heading.is_some());
    let elsewhere = unread == Some(Unread::Nothing) && analysis.explained.tied > 0;
    !headed && (unread == Some(Unread::Entries) || elsewhere)
}

/// Whether a document is but its list, so that nothing could cite it: hardly anything else is written there, by
/// itself or beside a long list, as before and behind one with remarks on each work.
fn is_list_alone(analysis: &Analysis) -> bool {
    const FEW: usize = 300;
    /// How many times as long the list is.
    const LONG: usize = 4;
    let sections = || analysis.list.sections.iter();
    let listed: usize = sections().map(|section| section.span.len()).sum();
    let in_list = |span: Span| sections().any(|section| section.span.overlaps(span));
    let blocks = analysis.document.blocks.iter().filter(|block| !in_list(block.span));
    let prose = blocks.filter(|block| block.kind != BlockKind::Metadata);
    let prose = prose.map(|block| block.span.len()).sum::<usize>();
    analysis.citations.is_empty() && prose < FEW.max(listed / LONG)
}

/// Where the first entry stands that no citation names.
fn first_uncited(analysis: &Analysis) -> Option<Span> {
    let named: HashSet<ReferenceId> = analysis
        .cited_works()
        .flat_map(|one| one.resolution().references.iter().copied())
        .collect();
    let mut entries = analysis.each_reference();
    entries.find(|(index, _)| !named.contains(index)).map(|(_, entry)| entry.span)
}

fn finding(analysis: &Analysis, unread: Unread) -> Option<Finding> {
    let explained = &analysis.explained;
    let (listed, cited) = (explained.listed, explained.cited);
    let (first, last) = (analysis.references().first()?, analysis.references().last()?);
    let way = analysis.system.described();
    let (span, message, help) = match unread {
        Unread::Nothing | Unread::Entries => (
            first.span,
            format!("no citation in the text fits any of the {listed} entries of the list"),
            "if the text cites in a way that is not recognised here, this says nothing about the entries",
        ),
        Unread::List => (
            first_uncited(analysis).unwrap_or(first.span),
            format!(
                "of the {listed} entries of the list, {} are not cited by {way}",
                listed - explained.reached.min(listed)
            ),
            "if the list is to hold the works cited and no others, cite them or take them out",
        ),
        Unread::Text => (
            last.span,
            format!(
                "of {cited} works cited by {way}, {} are in the list, whose last entry is \"{}\"",
                explained.tied,
                name_of(last)
            ),
            "if the list goes on behind this entry, something between the two ends it: a heading, a table",
        ),
    };
    Some(RULE.finding(message).at(span).help(help))
}
