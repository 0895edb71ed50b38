//! An entry unlike the others of its list.
//!
//! A publisher after the pages of a journal article where the other articles have none, an access
//! date in another form or place than in the other entries, a body that is named as author and again
//! as publisher.
//!
//! ```paper
//! Trust is local (Hurd 2009; Lake 2010; Reus 2011).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust> (accessed May 10, 2023).
//!
//! Lake, D. 2010. "Order and Its Costs." Example Institute. <http://example.org/order> (accessed May 11, 2023).
//!
//! Reus, C. 2011. "Norms in Flux." Example Institute. Accessed May 12, 2023. <http://example.org/norms>. {reference-style}
//! ```

use crate::facts::Facts;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::reference::{Label, Reference};
use crate::rules::rule::Rule;
use crate::text::fold::fold;

/// An entry unlike the others of its list.
pub const RULE: Rule = Rule {
    name: "reference-style",
    severity: Severity::Hint,
    file: include_str!("reference_style.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    let mut findings = publishers(facts);
    findings.extend(access_forms(facts));
    findings.extend(author_is_publisher(facts));
    findings
}

/// Journal articles with a publisher, where most have none.
fn publishers(facts: &Facts) -> Vec<Finding> {
    let articles: Vec<(usize, &Reference)> = facts
        .references()
        .iter()
        .enumerate()
        .filter(|(_, r)| r.entry.kind == "article-journal")
        .collect();
    let with: Vec<_> = articles
        .iter()
        .filter(|(_, reference)| reference.field(Label::Publisher).is_some())
        .collect();
    if with.len() * 2 >= articles.len() {
        return Vec::new();
    }
    let found = with.into_iter().filter_map(|(index, reference)| {
        let field = reference.field(Label::Publisher)?;
        let message = "a journal article with a publisher, unlike the other articles of the list";
        Some(
            RULE.finding(message)
                .at(field.span)
                .reference(*index)
                .help("leave place and publisher out"),
        )
    });
    found.collect()
}

/// Access dates in a form that is not the list's usual one.
fn access_forms(facts: &Facts) -> Vec<Finding> {
    let single = |reference: &&Reference| reference.fields(Label::Accessed).count() == 1;
    let in_brackets = |reference: &Reference| {
        let field = reference.field(Label::Accessed)?;
        let before =
            facts.text(crate::text::span::Span::new(reference.span.start, field.span.start));
        Some(before.rfind('(') > before.rfind(')'))
    };
    let forms: Vec<bool> = facts.references().iter().filter_map(in_brackets).collect();
    let bracketed = forms.iter().filter(|form| **form).count();
    let (rare, count) = match bracketed * 2 > forms.len() {
        true => (false, forms.len() - bracketed),
        false => (true, bracketed),
    };
    if count == 0 || bracketed * 2 == forms.len() {
        return Vec::new();
    }
    let odd = facts
        .references()
        .iter()
        .enumerate()
        .filter(|(_, r)| single(r) && in_brackets(r) == Some(rare));
    let found = odd.filter_map(|(index, reference)| {
        let field = reference.field(Label::Accessed)?;
        let message = "the access date has another form here than in most entries";
        Some(
            RULE.finding(message)
                .at(field.span)
                .reference(index)
                .help("give all access dates in one form and place"),
        )
    });
    found.collect()
}

/// A body that is author and publisher, named in full the second time.
fn author_is_publisher(facts: &Facts) -> Vec<Finding> {
    let same = |reference: &Reference| {
        let author = reference.entry.names("author").first()?.literal.as_deref().map(fold)?;
        let publisher = reference.entry.text("publisher")?;
        let short = publisher.split(['(', ')']).any(|part| fold(part) == author);
        short.then_some(())
    };
    let found =
        facts.references().iter().enumerate().filter(|(_, reference)| same(reference).is_some());
    let found = found.filter_map(|(index, reference)| {
        let field = reference.field(Label::Publisher)?;
        let message = "the author is named again as publisher";
        Some(
            RULE.finding(message)
                .at(field.span)
                .reference(index)
                .help("leave the publisher out, or cite it by its full name"),
        )
    });
    found.collect()
}
