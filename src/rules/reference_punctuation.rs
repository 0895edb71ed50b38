//! Stray or doubled punctuation in an entry.
//!
//! A full stop that cuts the access date off from its address, two commas in a row, a space before a
//! comma.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust>. (accessed May 10, 2023). {reference-punctuation}
//! ```

use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Label, Reference};
use crate::rules::rule::Rule;
use crate::text::pattern::regex;
use crate::text::span::Span;

/// Stray or doubled punctuation in an entry.
pub(crate) const RULE: Rule = Rule {
    name: "reference-punctuation",
    severity: Severity::Warning,
    head: head!("reference_punctuation.rs"),
    check,
};

/// Two signs of which one is too many, or a space before a sign.
static DOUBLED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(,,|;;|::|,\.|;\.|[^ .]( )[,;] |\(\)|\[\])"));

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let references = analysis.each_reference();
    let converted = has_loose_signs(analysis);
    let set_off = sets_off_semicolons(analysis);
    let doubled = |index: ReferenceId, reference: &Reference| {
        let loose = |found: &Finding| {
            found.span.is_some_and(|span| analysis.text(span).contains(char::is_whitespace))
        };
        let semicolon =
            |found: &Finding| found.span.is_some_and(|span| analysis.text(span).ends_with("; "));
        doubled(analysis, index, reference)
            .filter(|found| !(loose(found) && (converted || set_off && semicolon(found))))
    };
    references
        .filter_map(|(index, reference)| {
            cut_off(analysis, index, reference).or_else(|| doubled(index, reference))
        })
        .collect()
}

/// Whether spaces before commas are many in the document: a conversion made them, not the author.
fn has_loose_signs(analysis: &Analysis) -> bool {
    const MANY: usize = 4;
    let text = &analysis.document.text;
    let loose = |at: &usize| text[..*at].ends_with(|c: char| !c.is_whitespace());
    text.match_indices(" ,").map(|(at, _)| at).filter(loose).take(MANY).count() == MANY
}

/// Whether the document has a space before most of its semicolons, as French does.
fn sets_off_semicolons(analysis: &Analysis) -> bool {
    let text = &analysis.document.text;
    let all = text.match_indices(';').count();
    let spaced =
        text.match_indices(';').filter(|(at, _)| text[..*at].ends_with(char::is_whitespace));
    spaced.count() * 2 > all
}

fn cut_off(analysis: &Analysis, index: ReferenceId, reference: &Reference) -> Option<Finding> {
    let address = reference.fields(Label::Url).last()?;
    let rest = Span::new(address.span.end, reference.span.end);
    let text = analysis.text(rest);
    let after = text.trim_start_matches(['>', ']', ')']);
    // A full stop between an address and what is said of it in brackets.
    let inside = after.strip_prefix(". (")?;
    if !inside.starts_with(char::is_lowercase) {
        return None;
    }
    let start = rest.start + (text.len() - after.len());
    let span = Span::new(start, start + 1);
    Some(
        RULE.finding("a full stop cuts off what follows from its address")
            .at(span)
            .reference(index)
            .help("take it out")
            .fix(Safety::Safe, vec![Edit { span, text: String::new() }]),
    )
}

fn doubled(analysis: &Analysis, index: ReferenceId, reference: &Reference) -> Option<Finding> {
    let found = DOUBLED.find(&reference.raw)?;
    // "print()" is the name of a function.
    let before = reference.raw[..found.start()].chars().next_back();
    if found.as_str() == "()" && before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let span = Span::from(found.range()).shift(reference.span.start);
    let in_address = reference
        .fields
        .iter()
        .any(|field| matches!(field.label, Label::Url | Label::Doi) && field.span.overlaps(span));
    if in_address {
        return None;
    }
    let finding = RULE
        .finding(format!("stray punctuation: \"{}\"", analysis.text(span)))
        .at(span)
        .reference(index);
    let finding =
        Finding { severity: Severity::Hint, ..finding.help("keep the one sign that is meant") };
    Some(match surplus(analysis.text(span)) {
        Some((at, text)) => {
            let span = Span::new(at, at + text.len()).shift(span.start);
            finding.fix(Safety::Safe, vec![Edit { span, text: String::new() }])
        }
        None => finding,
    })
}

/// What is one too many: the second of two equal signs, or the space before a sign. Of two other
/// signs none is surely the wrong one.
fn surplus(found: &str) -> Option<(usize, &str)> {
    let mut signs = found.char_indices();
    let (_, first) = signs.next()?;
    let (at, second) = signs.next()?;
    let surplus = second == ' ' || first == second && matches!(first, ',' | ';' | ':');
    surplus.then(|| (at, &found[at..at + second.len_utf8()]))
}
