//! No reference list was found, or none of its entries.
//!
//! Without a list nothing can be tied, so nothing else is judged. The list is found by its heading
//! ("References", "Works Cited", "Список литературы" …) or, without one, as a run of entries at the
//! end of the text. Where notes hold the references, or nothing is cited, it is a hint. A paper
//! that cites by keys needs a library instead, which its header, `cite.toml` or `--library` names.
//!
//! Of a document without a list that cites hardly anything nothing is said: it is no paper. Nor is anything
//! said where all that may be cited are numbers that do not count up from 1: bits, pins, lines.
//!
//! ```paper
//! Trust is local (Hurd 1999), earned (Lake 2001), and lost (Keohane 2005). {no-reference-list}
//!
//! ## Conclusion
//!
//! So it is.
//! ```

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::model::citation::{CitationKind, System};
use crate::model::document::BlockKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::rules::words::{beginning, count};

/// No reference list was found, or none of its entries.
pub(crate) const RULE: Rule = Rule {
    name: "no-reference-list",
    severity: Severity::Error,
    head: head!("no_reference_list.rs"),
    check,
};

/// How many headings are named.
const MOST: usize = 12;

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    if !analysis.references().is_empty() {
        return Vec::new();
    }
    if analysis.system == System::Key {
        return without_library(analysis).into_iter().collect();
    }
    let document = analysis.document;
    if document.blocks.is_empty() {
        let finding = RULE.finding("the document is empty");
        return vec![finding.help("give the file that holds the paper")];
    }
    let cited = count(analysis.citations.len(), "citation");
    if analysis.notes_hold_references() {
        let message = format!(
            "the notes hold the references ({cited}), and no list to compare them with was found"
        );
        let finding = RULE.finding(message).help("a bibliography would let short forms be checked");
        return vec![Finding { severity: Severity::Hint, ..finding }];
    }
    if let Some(heading) = analysis.list.sections.iter().find_map(|section| section.heading) {
        let message = format!("the section \"{}\" holds no entry", document.slice(heading));
        let help = "an entry is a paragraph, a line or a list item that names a work";
        return vec![RULE.finding(message).at(heading).help(help)];
    }
    let help = format!("{}; name the list's heading \"References\"", seen(analysis));
    if analysis.citations.is_empty() {
        let finding = RULE.finding("no reference list was found, and no citation");
        return vec![Finding { severity: Severity::Hint, ..finding.help(help) }];
    }
    if are_other_numbers(analysis) {
        return Vec::new();
    }
    let message = format!("no reference list was found, so {cited} could not be checked");
    vec![RULE.finding(message).help(help)]
}

/// Whether the citations are numbers alone, and these do not count works: by first mention they do not begin
/// at 1 and go up by one for the most part.
fn are_other_numbers(analysis: &Analysis) -> bool {
    let items = || analysis.citations.iter().flat_map(|citation| &citation.items);
    if !analysis.system.is_numeric() || items().any(|item| item.year.is_some()) {
        return false;
    }
    let (mut seen, mut next, mut in_order) = (HashSet::new(), 1, 0);
    for number in items().flat_map(|item| item.numbers.iter().copied()) {
        if seen.insert(number) {
            in_order += usize::from(number == next);
            next = number.max(next - 1) + 1;
        }
    }
    in_order * 2 < seen.len().max(1)
}

/// The text cites by key, and no library is known in which the keys could be looked up.
fn without_library(analysis: &Analysis) -> Option<Finding> {
    let first = analysis.citations.iter().find(|citation| citation.kind == CitationKind::Key)?;
    let cited = count(analysis.citations.len(), "citation");
    let message = format!("no library is named, so {cited} by key could not be checked");
    let finding = Finding { severity: Severity::Warning, ..RULE.finding(message).at(first.span) };
    let help = "name it in the header (bibliography: refs.bib), in cite.toml or with --library";
    analysis.library.is_empty().then(|| finding.help(help))
}

/// The headings that were seen.
fn seen(analysis: &Analysis) -> String {
    let document = analysis.document;
    let is_heading = |kind: &BlockKind| matches!(kind, BlockKind::Heading(_));
    let headings = document.blocks.iter().filter(|block| is_heading(&block.kind));
    let names: Vec<String> =
        headings.map(|block| format!("\"{}\"", beginning(document.slice(block.span)))).collect();
    match names.len() {
        0 => "no heading was seen".to_owned(),
        1..=MOST => format!("headings seen: {}", names.join(", ")),
        more => format!("headings seen: {} and {} more", names[..MOST].join(", "), more - MOST),
    }
}
