//! A citation cut off from its sentence.
//!
//! A citation in brackets belongs before the full stop of the sentence that it supports. After it,
//! the reader cannot tell whether it goes with the sentence before or after; only after a block
//! quotation does it follow the stop.
//!
//! ```paper
//! It has severe results. (Hurd 1999). Others disagree. {citation-placement}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::analysis::Analysis;
use crate::model::citation::{Citation, CitationKind};
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::rules::rule::Rule;
use crate::text::span::Span;

/// A citation cut off from its sentence.
pub(crate) const RULE: Rule = Rule {
    name: "citation-placement",
    severity: Severity::Warning,
    head: head!("citation_placement.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    analysis.citations.iter().filter_map(|citation| misplaced(analysis, citation)).collect()
}

fn misplaced(analysis: &Analysis, citation: &Citation) -> Option<Finding> {
    let in_brackets = matches!(citation.kind, CitationKind::Parenthetical | CitationKind::Ibid)
        && analysis.text(citation.span).starts_with(['(', '[']);
    let before = analysis.document.text[..citation.span.start].trim_end_matches([' ', '\u{a0}']);
    let after = &analysis.document.text[citation.span.end..];
    // A stop before and one after: the citation is a sentence of its own. After an abbreviation
    // the first one ends no sentence.
    if !in_brackets || !before.ends_with('.') || !after.starts_with('.') || is_abbreviated(before) {
        return None;
    }
    let stop = Span::new(before.len() - 1, before.len());
    Some(
        RULE.finding("the citation stands after the full stop of its sentence")
            .at(citation.span)
            .help("move the full stop behind the citation")
            .fix(Safety::Safe, vec![Edit { span: stop, text: String::new() }]),
    )
}

/// Whether the full stop at the end belongs to an abbreviation or an initial.
fn is_abbreviated(text: &str) -> bool {
    let word = text
        .trim_end_matches('.')
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters < 4
        || word.contains('.')
        || word.chars().next().is_some_and(char::is_uppercase) && letters < 5
}
