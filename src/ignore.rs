//! Comments that silence findings: `<!-- cite: ignore[year-mismatch] the reprint is meant -->`.
//!
//! A comment silences the named rules on its own line; one that stands on a line of its own, those
//! on the next line with text. `ignore-file` silences them in the whole document. After the bracket
//! there is room for the reason.

use crate::model::document::{Comment, Document};
use crate::model::finding::Finding;
use crate::rules::{RULES, unused_ignore};
use crate::text::span::Span;

/// Takes out the findings that comments silence, and adds one for each that silences nothing.
pub(crate) fn apply(document: &Document, findings: Vec<Finding>) -> Vec<Finding> {
    let mut ignores: Vec<Ignore> =
        document.comments.iter().filter_map(|comment| Ignore::read(document, comment)).collect();
    if ignores.is_empty() {
        return findings;
    }
    let mut kept: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| !ignores.iter_mut().any(|ignore| ignore.silences(document, finding)))
        .collect();
    for ignore in &ignores {
        let unused = ignore.rules.iter().filter(|(_, used)| !used);
        kept.extend(unused.map(|(rule, _)| {
            let known = RULES.iter().any(|one| one.name == *rule);
            unused_ignore::finding(rule, known, ignore.comment.at)
        }));
    }
    kept
}

/// A comment that silences rules.
struct Ignore<'a> {
    comment: &'a Comment,
    /// The rules, and whether they were found where the comment reaches.
    rules: Vec<(&'a str, bool)>,
    /// The line that it reaches; none for the whole document.
    line: Option<usize>,
}

impl<'a> Ignore<'a> {
    fn read(document: &Document, comment: &'a Comment) -> Option<Ignore<'a>> {
        let order = comment.text.strip_prefix("cite:")?.trim_start();
        let (whole, rest) = match order.strip_prefix("ignore-file") {
            Some(rest) => (true, rest),
            None => (false, order.strip_prefix("ignore")?),
        };
        let (names, _reason) = rest.trim_start().strip_prefix('[')?.split_once(']')?;
        let rules = names.split(',').map(|name| (name.trim(), false)).collect();
        let line = (!whole).then(|| reached(document, comment));
        Some(Ignore { comment, rules, line })
    }

    /// Whether the comment silences a finding, which then counts as found.
    fn silences(&mut self, document: &Document, finding: &Finding) -> bool {
        let Some((_, used)) = self.rules.iter_mut().find(|(rule, _)| *rule == finding.rule) else {
            return false;
        };
        let reached = self.line.is_none_or(|line| {
            let source = finding.span.map(|span| document.in_source(span));
            source.is_some_and(|span| {
                let first = document.source.position(span.start).line;
                let last = document.source.position(span.end).line;
                (first..=last).contains(&line)
            })
        });
        *used |= reached;
        reached
    }
}

/// The line that a comment reaches: its own, or the next with text if nothing else is on it.
fn reached(document: &Document, comment: &Comment) -> usize {
    let source = &document.source;
    let first = source.position(comment.source.start).line;
    let last = source.position(comment.source.end.saturating_sub(1)).line;
    let line = |number: usize| source.line(number).unwrap_or_default();
    let said = |start: usize, end: usize| Span::new(start, end.max(start)).of(source.text()).trim();
    let before = said(line(first).start, comment.source.start);
    let after = said(comment.source.end, line(last).end);
    if !before.trim_end_matches("<!--").is_empty() || !after.trim_start_matches("-->").is_empty() {
        return first;
    }
    let has_text = |&number: &usize| !line(number).trim(source.text()).is_empty();
    (last + 1..=source.line_count()).find(has_text).unwrap_or(last)
}
