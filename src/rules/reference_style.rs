//! An entry unlike the others of its list.
//!
//! A publisher after the pages of a journal article where the other articles have none; a body that
//! is named as author by its short form and again in full as publisher (APA and MLA leave out a
//! publisher that is the author).
//!
//! With a manual that asks for sentence case (APA, Vancouver, Harvard, IEEE for parts of other works), titles in
//! headline capitals. `--unsafe-fixes` writes in small letters the words that the text has so somewhere;
//! others may be names and stay.
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

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::lexicon::lists::list;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Label, Reference};
use crate::model::style_conventions::Titles;
use crate::rules::rule::Rule;
use crate::rules::words::count;
use crate::text::span::Span;

/// An entry unlike the others of its list.
pub(crate) const RULE: Rule = Rule {
    name: "reference-style",
    severity: Severity::Hint,
    head: head!("reference_style.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = publishers(analysis);
    findings.extend(author_in_full(analysis));
    findings.extend(headline_capitals(analysis));
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

/// Titles in headline capitals where the manual asks for sentence case: one finding for all.
fn headline_capitals(analysis: &Analysis) -> Option<Finding> {
    let manual = analysis.conventions?;
    let asked = manual.sentence_case?;
    let common = words_in_small_letters(analysis);
    let is_meant =
        |reference: &Reference| asked == Titles::All || reference.field(Label::Container).is_some();
    let references = analysis.each_reference().filter(|(_, reference)| is_meant(reference));
    let titles: Vec<(Span, Vec<Edit>)> = references
        .filter_map(|(_, reference)| {
            let title = reference.field(Label::Title)?.span;
            Some((title, lowered(analysis, title, &common)?))
        })
        .collect();
    let (first, _) = titles.first()?;
    let stand = if titles.len() == 1 { "stands" } else { "stand" };
    let message = format!(
        "{} {stand} in headline capitals, where {} asks for sentence case",
        count(titles.len(), "title"),
        manual.name
    );
    let help = "write them in small letters but for the first word and names; look over what a fix makes of them";
    let mut finding = RULE.finding(message).at(*first).help(help);
    for (title, _) in &titles[1..] {
        finding = finding.related(*title, "another one");
    }
    let edits = titles.into_iter().flat_map(|(_, edits)| edits).collect();
    Some(finding.fix(Safety::Unsafe, edits))
}

/// The words that the text has in small letters somewhere: no names.
fn words_in_small_letters<'d>(analysis: &'d Analysis) -> HashSet<&'d str> {
    let words = analysis.document.text.split(|ch: char| !ch.is_alphanumeric());
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
}

/// The edits that put a title in sentence case; none if it is not in headline capitals, which is where most of
/// the longer words that are no names have one.
fn lowered(analysis: &Analysis, title: Span, common: &HashSet<&str>) -> Option<Vec<Edit>> {
    /// Shorter words are small in headline capitals, too.
    const LONG: usize = 4;
    /// Fewer may be names or words that a language writes with capitals.
    const ENOUGH: usize = 3;
    let text = analysis.text(title);
    let (mut edits, mut long, mut small) = (Vec::new(), 0, 0);
    let mut begins = true;
    let mut at = 0;
    for piece in text.split_inclusive(|ch: char| !ch.is_alphanumeric()) {
        let word = piece.trim_end_matches(|ch: char| !ch.is_alphanumeric());
        let (start, sign) = (title.start + at, &piece[word.len()..]);
        at += piece.len();
        if !word.is_empty() {
            let is_long = word.chars().count() >= LONG;
            let lower = word.to_lowercase();
            small += usize::from(is_long && word.starts_with(char::is_lowercase));
            let first = word.chars().next().filter(|first| first.is_uppercase());
            // A sole capital, not an acronym.
            let rest =
                first.filter(|first| word[first.len_utf8()..].chars().all(char::is_lowercase));
            if let Some(first) = rest.filter(|_| !begins && common.contains(lower.as_str())) {
                long += usize::from(is_long);
                let span = Span::new(start, start + first.len_utf8());
                edits.push(Edit { span, text: first.to_lowercase().collect() });
            }
            begins = false;
        }
        begins |= matches!(sign, ":" | "." | "?" | "!");
    }
    (long >= ENOUGH && long > small).then_some(edits)
}
