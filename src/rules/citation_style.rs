//! Unlike the document's other citations.
//!
//! A comma before the year where the others have none, or none where they have one. What the
//! document does most is taken as its style; only what is rare against it is reported.
//!
//! ```paper
//! One (Hurd 1999), two (Hurd 1999), three (Hurd 1999), four (Hurd 1999), five (Hurd 1999),
//! six (Hurd 1999), and
//! seven (Hurd, 1999). {citation-style}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::facts::{Facts, Mention};
use crate::model::citation::CitationKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::rules::rule::Rule;
use crate::text::span::Span;

/// Unlike the document's other citations.
pub const RULE: Rule = Rule {
    name: "citation-style",
    severity: Severity::Warning,
    file: include_str!("citation_style.rs"),
    check,
};

/// How many citations there must be before their habit is a style.
const ENOUGH: usize = 6;

/// The share of citations that may be unlike the others; above it there is no style to be unlike.
const RARE: f64 = 0.25;

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    let dated: Vec<(Mention, Span)> =
        facts.mentions().filter_map(|mention| Some((mention, before_year(&mention)?))).collect();
    let has_comma = |span: Span| facts.text(span).contains(',');
    let commas = dated.iter().filter(|(_, span)| has_comma(*span)).count();
    let rarer = commas.min(dated.len() - commas);
    if dated.len() < ENOUGH || rarer == 0 || rarer as f64 > RARE * dated.len() as f64 {
        return Vec::new();
    }
    let comma_is_rare = rarer == commas && commas * 2 < dated.len();
    let odd = dated.into_iter().filter(|(_, span)| has_comma(*span) == comma_is_rare);
    odd.map(|(mention, span)| finding(facts, &mention, span, comma_is_rare)).collect()
}

/// What stands between the names and the year of a citation in brackets.
fn before_year(mention: &Mention) -> Option<Span> {
    let item = mention.item;
    let year = item.year.as_ref()?;
    let last = item.et_al.as_ref().or(item.names.last())?;
    let bracketed = mention.citation.kind == CitationKind::Parenthetical && item.exempt.is_none();
    let plain = year.text.len() == 4 && year.text.bytes().all(|b| b.is_ascii_digit());
    (bracketed && plain && last.span.end <= year.span.start)
        .then(|| Span::new(last.span.end, year.span.start))
}

fn finding(facts: &Facts, mention: &Mention, between: Span, comma: bool) -> Finding {
    let (message, text) = match comma {
        true => ("a comma before the year, unlike the other citations", " "),
        false => ("no comma before the year, unlike the other citations", ", "),
    };
    let label = facts.text(mention.item.span);
    let finding = RULE.finding(format!("\"{label}\" has {message}")).at(mention.item.span);
    // Only a plain separator is replaced; a line end or a bracket between may be meant.
    let simple = matches!(facts.text(between), ", " | "," | " ");
    let finding = finding.help(format!(
        "write \"{}\"",
        facts.text(mention.item.span).replacen(facts.text(between), text, 1)
    ));
    match simple {
        true => finding.fix(Safety::Safe, vec![Edit { span: between, text: text.to_owned() }]),
        false => finding,
    }
}
