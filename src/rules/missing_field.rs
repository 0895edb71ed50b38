//! A field that this kind of work needs is not there.
//!
//! A journal article needs its pages (or an article number) beside volume and issue, unless a DOI
//! leads to it; a chapter the book it is in; a thesis its school. Without them the work is hard to
//! find and to tell from others.
//!
//! ```paper
//! Trust is local (Hurd 1999).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2). {missing-field}
//! ```

use crate::facts::Facts;
use crate::model::entry::Entry;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// A field that this kind of work needs is not there.
pub const RULE: Rule = Rule {
    name: "missing-field",
    severity: Severity::Warning,
    file: include_str!("missing_field.rs"),
    check,
};

/// A lack: which kind of work, what it lacks, and how sure it is that this is a fault.
struct Lack {
    kind: &'static str,
    what: &'static str,
    severity: Severity,
    is_lacking: fn(&Entry) -> bool,
}

/// What works of each kind may lack, the gravest first.
const LACKS: &[Lack] = &[
    Lack {
        kind: "article-journal",
        what: "pages or an article number",
        severity: Severity::Warning,
        is_lacking: |entry| {
            has(entry, "volume") && lacks(entry, &["page", "number", "DOI"]) && !is_coming(entry)
        },
    },
    Lack {
        kind: "article-journal",
        what: "volume, issue and pages",
        severity: Severity::Hint,
        is_lacking: |entry| lacks(entry, &["volume", "issue", "page", "DOI"]) && !is_coming(entry),
    },
    Lack {
        kind: "chapter",
        what: "the book it is in",
        severity: Severity::Warning,
        is_lacking: |entry| lacks(entry, &["container-title"]),
    },
    Lack {
        kind: "thesis",
        what: "its school",
        severity: Severity::Hint,
        is_lacking: |entry| lacks(entry, &["publisher"]),
    },
];

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    let references = facts.references().iter().enumerate();
    let lacking = references.filter_map(|(index, reference)| {
        let of_kind =
            |lack: &&Lack| lack.kind == reference.entry.kind && (lack.is_lacking)(&reference.entry);
        let lack = LACKS.iter().find(of_kind)?;
        let finding = RULE
            .finding(format!("this {} lacks {}", reference.entry.kind.replace('-', " "), lack.what))
            .at(reference.span)
            .reference(index)
            .help("add it");
        Some(Finding { severity: lack.severity, ..finding })
    });
    lacking.collect()
}

fn has(entry: &Entry, variable: &str) -> bool {
    entry.variables.contains_key(variable)
}

fn lacks(entry: &Entry, variables: &[&str]) -> bool {
    !variables.iter().any(|variable| has(entry, variable))
}

/// Not out yet, so without volume and pages.
fn is_coming(entry: &Entry) -> bool {
    entry.date("issued").is_some_and(|date| date.literal.is_some())
}
