//! An address that cannot work as it is printed.
//!
//! Marks of a markup language that were left in it (`\_`, `&amp;`), a space in it, or a scheme that
//! is misspelt. A reader who copies the address does not arrive.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/on\_trust>. {invalid-url}
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Field, Label};
use crate::rules::rule::Rule;
use crate::text::span::Span;

/// An address that cannot work as it is printed.
pub(crate) const RULE: Rule =
    Rule { name: "invalid-url", severity: Severity::Warning, head: head!("invalid_url.rs"), check };

/// What markup leaves in an address.
const LEFTOVERS: &[(&str, &str)] = &[
    ("\\", "a backslash of the markup"),
    ("&amp;", "\"&amp;\" for \"&\""),
    ("&lt;", "\"&lt;\""),
    ("&gt;", "\"&gt;\""),
    ("{\\", "LaTeX commands"),
];

/// Schemes with a slip in them.
const SLIPS: &[&str] = &[
    "http//",
    "https//",
    "htp://",
    "htpp://",
    "htttp://",
    "http:/w",
    "https:/w",
    "http:// ",
    "https:// ",
    "http:\\\\",
    "ttp://",
];

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, reference) in analysis.each_reference() {
        let broken = reference
            .fields(Label::Url)
            .find_map(|field| Some((field, fault(analysis.text(field.span))?)));
        findings.extend(broken.map(|(field, fault)| finding(analysis, index, &field, &fault)));
    }
    findings
}

fn fault(address: &str) -> Option<String> {
    let left = LEFTOVERS.iter().find(|(sign, _)| address.contains(sign));
    let slip = SLIPS.iter().find(|slip| address.starts_with(**slip));
    left.map(|(_, what)| format!("{what} was left in it"))
        .or_else(|| slip.map(|slip| format!("it begins with \"{}\"", slip.trim_end())))
}

fn finding(analysis: &Analysis, index: ReferenceId, field: &Field, fault: &str) -> Finding {
    let meant = analysis.reference(index).entry.text("URL").unwrap_or_default();
    let finding = RULE
        .finding(format!("the address does not work as printed: {fault}"))
        .at(field.span)
        .reference(index)
        .help(format!("print it as {meant}"));
    match leftovers(analysis, field.span) {
        edits if edits.is_empty() => finding,
        edits => finding.fix(Safety::Safe, edits),
    }
}

/// Takes out what can only be markup: a backslash before a sign, and `&amp;`.
fn leftovers(analysis: &Analysis, span: Span) -> Vec<Edit> {
    let address = analysis.text(span);
    let edit = |start: usize, old: &str, new: &str| {
        let span = Span::new(start, start + old.len()).shift(span.start);
        Edit { span, text: new.to_owned() }
    };
    let escapes = address
        .match_indices('\\')
        .filter(|(at, _)| address[at + 1..].starts_with(['_', '~', '%', '#', '&', '-', '*']));
    let escapes = escapes.map(|(at, sign)| edit(at, sign, ""));
    let entities = address.match_indices("&amp;").map(|(at, sign)| edit(at, sign, "&"));
    escapes.chain(entities).collect()
}
