//! An entry unlike the others of its list.
//!
//! A publisher after the pages of a journal article where the other articles have none; a body that
//! is named as author by its short form and again in full as publisher (APA and MLA leave out a
//! publisher that is the author).
//!
//! ```paper
//! Trust is local (Hurd 2009; EWO 2010).
//!
//! ## References
//!
//! EWO. 2010. "Order and Its Costs." Example World Office (EWO). <http://example.org/order>. {reference-style}
//!
//! Hurd, I. 2009. "Trust and Its Limits." *Journal of Examples* 3 (2): 1–9.
//! ```

use crate::analysis::Analysis;
use crate::lexicon::lists::list;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Label, Reference};
use crate::rules::rule::Rule;
use crate::text::span::Span;

/// An entry unlike the others of its list.
pub(crate) const RULE: Rule = Rule {
    name: "reference-style",
    severity: Severity::Hint,
    file: include_str!("reference_style.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = publishers(analysis);
    findings.extend(author_in_full(analysis));
    findings
}

/// Whether an entry has volume, journal and pages, as articles do; a text "in" a volume is a paper
/// of a conference.
fn is_surely_article(reference: &Reference) -> bool {
    let has = |variable: &&str| reference.entry.variables.contains_key(variable);
    let all = ["volume", "container-title", "page"];
    let container = reference.field(Label::Container).map(|field| field.span.start);
    let before = container.and_then(|at| at.checked_sub(reference.span.start));
    let before = before.and_then(|at| reference.raw.get(..at)).unwrap_or_default();
    let word = before.trim_end_matches([' ', ':', '*', '_']).rsplit(' ').next();
    let inside =
        word.is_some_and(|word| list("inside").iter().any(|one| one.eq_ignore_ascii_case(word)));
    reference.entry.kind == "article-journal" && all.iter().all(has) && !inside
}

/// Journal articles with a publisher, where most have none.
fn publishers(analysis: &Analysis) -> Vec<Finding> {
    let articles: Vec<(ReferenceId, &Reference)> =
        analysis.each_reference().filter(|(_, r)| is_surely_article(r)).collect();
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

/// A body that is author by its short form, and named in full further on: "EPA. 2020. … Environmental
/// Protection Agency (EPA)."
fn author_in_full(analysis: &Analysis) -> Vec<Finding> {
    let references = analysis.each_reference();
    let found = references.filter_map(|(index, reference)| {
        let author = reference.entry.names("author").first()?.literal.as_deref()?;
        let author_end = reference.field(Label::Author)?.span.end - reference.span.start;
        let rest = reference.raw.get(author_end..)?;
        let at = author_end + rest.find(&format!("({author})"))?;
        let span = Span::new(at, at + author.len() + 2).shift(reference.span.start);
        let finding = RULE.finding(format!("the author {author} is named again, in full")).at(span);
        let help = "name it once, in full, as the author; leave it out as the publisher";
        Some(finding.reference(index).help(help))
    });
    found.collect()
}
