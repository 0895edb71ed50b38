//! Unlike the document's other citations.
//!
//! A comma before the year where the others have none, or none where they have one; "&" between names
//! in brackets where the others have "and". What the document does most is taken as its style; only
//! what is rare against it is reported. With a manual, the manual is the measure: APA, Harvard and
//! Elsevier ask for the comma, Chicago, APSA and MLA for none; APA asks for "&" in brackets.
//!
//! Works cited by name and year in a paper that cites by number are one finding.
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

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::CitationKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Related, Safety, Severity};
use crate::rules::rule::Rule;
use crate::rules::words::count;
use crate::text::span::Span;

/// Unlike the document's other citations.
pub(crate) const RULE: Rule = Rule {
    name: "citation-style",
    severity: Severity::Warning,
    head: head!("citation_style.rs"),
    check,
};

/// How many citations there must be before their habit is a style.
const ENOUGH: usize = 6;

/// How many places with the same comma are reported one by one.
const SEVERAL: usize = 3;

/// The share of citations that may be unlike the others; above it there is no style to be unlike.
const RARE: f64 = 0.25;

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = commas(analysis);
    findings.extend(joints(analysis));
    findings.extend(by_name(analysis));
    findings
}

/// Works cited by name and year in a paper that cites by number: one finding for all.
fn by_name(analysis: &Analysis) -> Option<Finding> {
    // Where there is no list, the numbers may be others'.
    let numeric = analysis.system.is_numeric() && !analysis.references().is_empty();
    let mut named = analysis
        .cited_works()
        .filter(|cited_work| cited_work.citation.kind == CitationKind::Parenthetical)
        .filter(|cited_work| !has_number(analysis, cited_work));
    let first = named.next().filter(|_| numeric)?;
    let others = match named.count() {
        0 => String::new(),
        more => format!(" and {}", count(more, "other work")),
    };
    let label = first.label();
    let verb = if others.is_empty() { "is" } else { "are" };
    let message = format!("\"{label}\"{others} {verb} cited by name, the others by number");
    let found = RULE.finding(message).at(first.item.span);
    Some(found.help("cite all works in one way: write the number of the entry"))
}

/// Whether the number of a work stands right behind its name: "(Hurd, 1999) [3]".
fn has_number(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    let next = analysis.next_citation(cited_work.citation.span.end);
    next.is_some_and(|(next, between)| {
        next.kind == CitationKind::Numeric && between.trim().is_empty()
    })
}

/// A comma before the year against the manual, or against what most citations do.
fn commas(analysis: &Analysis) -> Vec<Finding> {
    let dated: Vec<(CitedWork, Span)> = analysis
        .cited_works()
        .filter(|cited_work| names_entry(analysis, cited_work))
        .filter_map(|cited_work| Some((cited_work, before_year(&cited_work)?)))
        .collect();
    let has_comma = |span: Span| analysis.text(span).contains(',');
    let habits = dated.iter().map(|(_, span)| has_comma(*span));
    let asked = analysis.conventions.and_then(|conventions| conventions.comma);
    let Some(usual) = asked.or_else(|| usual(habits)) else {
        return Vec::new();
    };
    let odd = dated.into_iter().filter(|(_, span)| has_comma(*span) != usual);
    in_one(odd.map(|(cited_work, span)| comma(analysis, &cited_work, span, !usual)))
}

/// Whether a cited work names an entry, or a person: a short form or a body that the list does not
/// have may be no author at all.
fn names_entry(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    const LONGEST: usize = 2;
    let may_be_person = |name: &str| {
        name.contains(char::is_lowercase) && name.split_whitespace().count() <= LONGEST
    };
    let listed = analysis.references().is_empty() || !cited_work.resolution().references.is_empty();
    listed || cited_work.named.names.iter().all(|name| may_be_person(&name.text))
}

/// The findings as they are or, where there are many, as one with all places and edits: they have
/// one cause.
pub(super) fn in_one(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = findings.collect();
    if findings.len() <= SEVERAL {
        return findings;
    }
    let rest = findings.split_off(1);
    let first = &mut findings[0];
    for other in rest {
        let message = "here too".to_owned();
        first.related.extend(other.span.map(|span| Related { span, message }));
        match (&mut first.fix, other.fix) {
            (Some(fix), Some(other)) => fix.edits.extend(other.edits),
            (None, other) => first.fix = other,
            _ => {}
        }
    }
    findings
}

/// "&" or a word between the last two names in brackets, against the manual or the other citations.
fn joints(analysis: &Analysis) -> Vec<Finding> {
    let joined: Vec<(CitedWork, Span)> = analysis
        .cited_works()
        .filter_map(|cited_work| Some((cited_work, between_names(&cited_work)?)))
        .collect();
    let has_sign = |span: Span| analysis.text(span).contains('&');
    let asked = analysis.conventions.and_then(|conventions| conventions.ampersand);
    let habit = || usual(joined.iter().map(|(_, span)| has_sign(*span)));
    let Some(sign) = asked.or_else(habit) else {
        return Vec::new();
    };
    let odd = joined.iter().filter(|(_, span)| has_sign(*span) != sign);
    let findings = odd.map(|(cited_work, span)| joint(analysis, cited_work, *span, sign));
    match analysis.conventions {
        Some(_) => in_one(findings),
        None => findings.collect(),
    }
}

/// What nearly all do; nothing if they are few, or of two minds.
fn usual(habits: impl Iterator<Item = bool>) -> Option<bool> {
    let habits: Vec<bool> = habits.collect();
    let with = habits.iter().filter(|habit| **habit).count();
    let rarer = with.min(habits.len() - with);
    let clear = habits.len() >= ENOUGH && rarer as f64 <= RARE * habits.len() as f64;
    clear.then_some(with > rarer)
}

/// What stands between the names and the year of a citation in brackets.
fn before_year(cited_work: &CitedWork) -> Option<Span> {
    let item = cited_work.item;
    let year = item.year.as_ref()?;
    let last = item.et_al.as_ref().or(item.names.last())?;
    let plain = year.text.len() == 4 && year.text.bytes().all(|b| b.is_ascii_digit());
    (in_brackets(cited_work) && plain && last.span.end <= year.span.start)
        .then(|| Span::new(last.span.end, year.span.start))
}

/// What stands between the last two names of a citation in brackets.
fn between_names(cited_work: &CitedWork) -> Option<Span> {
    let [.., first, second] = cited_work.item.names.as_slice() else {
        return None;
    };
    let alone = !cited_work.item.leaves_out_names() && first.span.end < second.span.start;
    (in_brackets(cited_work) && alone).then(|| Span::new(first.span.end, second.span.start))
}

fn in_brackets(cited_work: &CitedWork) -> bool {
    cited_work.citation.kind == CitationKind::Parenthetical && cited_work.item.exempt.is_none()
}

/// Whose measure a finding goes by.
fn measure(analysis: &Analysis) -> String {
    match analysis.conventions {
        Some(conventions) => format!("against {}", conventions.name),
        None => "unlike the other citations".to_owned(),
    }
}

fn comma(analysis: &Analysis, cited_work: &CitedWork, between: Span, comma: bool) -> Finding {
    let (what, text) = match comma {
        true => ("a comma before the year", " "),
        false => ("no comma before the year", ", "),
    };
    let label = analysis.text(cited_work.item.span);
    let message = format!("\"{label}\" has {what}, {}", measure(analysis));
    let finding = RULE.finding(message).at(cited_work.item.span);
    // Only a plain separator is replaced; a line end or a bracket between may be meant.
    let simple = matches!(analysis.text(between), ", " | "," | " ");
    let (before, after) = (cited_work.item.span.start, cited_work.item.span.end);
    let written = [
        analysis.text(Span::new(before, between.start)),
        text,
        analysis.text(Span::new(between.end, after)),
    ];
    let finding = finding.help(format!("write \"{}\"", written.concat()));
    match simple {
        true => finding.fix(Safety::Safe, vec![Edit { span: between, text: text.to_owned() }]),
        false => finding,
    }
}

/// It is a hint where only habit says so: a list of names may be quoted.
fn joint(analysis: &Analysis, cited_work: &CitedWork, between: Span, sign: bool) -> Finding {
    let label = analysis.text(cited_work.item.span);
    let (has, wanted) = match sign {
        true => ("a word", "\"&\""),
        false => ("\"&\"", "a word"),
    };
    let message = format!("\"{label}\" joins the names with {has}, {}", measure(analysis));
    let finding = RULE.finding(message).at(between).help(format!("join them with {wanted}"));
    match analysis.conventions {
        Some(_) => finding,
        None => Finding { severity: Severity::Hint, ..finding },
    }
}
