//! Judges an analysed document: runs the rules, weighs what they find, and sets its level.

use std::collections::HashMap;
use std::hash::Hasher;

use fnv::FnvHasher;
use tracing::{debug, debug_span, info, trace_span};

use crate::analysis::Analysis;
use crate::analysis::grounds::Grounds;
use crate::confidence::{level, weigh};
use crate::ignore;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::rules::{ENTRY_RULES, FILE_RULES, RULES, unreadable_list};
use crate::text::span::Span;

/// The severity of the findings of each rule, where the user sets another than the rule's own.
///
/// `None` switches a rule off.
pub type Levels = HashMap<String, Option<Severity>>;

/// Returns what the rules find, in text order, without what the document's comments silence.
/// Nothing is found in a document that is no paper.
pub fn judge(analysis: &Analysis, evidence: &Evidence, levels: &Levels) -> Vec<Finding> {
    if !analysis.is_paper() && !analysis.document.blocks.is_empty() {
        return Vec::new();
    }
    let _stage = debug_span!("judge").entered();
    let mut found = match analysis.library_file {
        Some(_) => of_records(analysis, evidence),
        None => weighed(analysis, evidence),
    };
    let all = found.len();
    found.retain_mut(|finding| match level(finding) {
        Some(severity) => {
            finding.severity = severity;
            true
        }
        None => false,
    });
    if analysis.library_file.is_some() {
        found.iter_mut().for_each(|finding| show_first_line(analysis, finding));
    }
    let mut findings = ignore::apply(analysis.document, found);
    findings.retain(|finding| levels.get(finding.rule) != Some(&None));
    for finding in &mut findings {
        if let Some(Some(severity)) = levels.get(finding.rule) {
            finding.severity = *severity;
        }
    }
    findings.sort_by_key(|finding| finding.span.map(|span| (span.start, span.end)));
    name(analysis, &mut findings);
    info!(found = all, reported = findings.len(), "judged");
    findings
}

/// All that the rules find in a paper, with how sure each is, before what is too unsure is left out.
pub fn weighed(analysis: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    let mut found = of_paper(analysis, evidence);
    if !found.is_empty() {
        let grounds = Grounds::new(analysis);
        for finding in &mut found {
            weigh(finding, &grounds.of(finding.span, finding.reference));
        }
    }
    found
}

/// What these rules say of the facts.
fn by_rules(rules: &[&Rule], analysis: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    rules.iter().flat_map(|rule| (rule.check)(analysis, evidence)).collect()
}

/// What is wrong in a paper; where it was not understood, nothing that rests on that.
fn of_paper(analysis: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    let unread = analysis.unread();
    let silent = |rule: &&&Rule| !unreadable_list::silences(unread, rule.name);
    let found = |rule: &&Rule| {
        let _stage = trace_span!("rule", name = rule.name).entered();
        let found = (rule.check)(analysis, evidence);
        if !found.is_empty() {
            debug!(rule = rule.name, findings = found.len(), "rule applied");
        }
        found
    };
    RULES.iter().filter(silent).flat_map(found).collect()
}

/// What is wrong with the records of a library file, and with the file.
fn of_records(analysis: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    let mut found = Vec::new();
    for part in analysis.parts() {
        let own = by_rules(ENTRY_RULES, &part.analysis, evidence).into_iter();
        found.extend(own.filter_map(|finding| match finding.reference {
            Some(index) => Some(finding.reference(part.in_file(index)?)),
            None => Some(finding),
        }));
    }
    found.extend(by_rules(FILE_RULES, analysis, evidence));
    found
}

/// A finding on a whole record of a library is shown on the line where the record begins.
fn show_first_line(analysis: &Analysis, finding: &mut Finding) {
    let first_line = |span: Span| {
        let line = analysis.text(span).lines().next().unwrap_or("");
        Span::new(span.start, span.start + line.len())
    };
    finding.span = finding.span.map(first_line);
    finding.related.iter_mut().for_each(|related| related.span = first_line(related.span));
}

/// Gives each finding its name: from its rule and the words that it stands on, not from where they
/// stand; the second on the same words is told from the first by its number.
fn name(analysis: &Analysis, findings: &mut [Finding]) {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for finding in findings {
        let mut hasher = FnvHasher::default();
        hasher.write(finding.rule.as_bytes());
        let words = finding.span.map_or("", |span| analysis.text(span));
        words.split_whitespace().for_each(|word| hasher.write(word.as_bytes()));
        let key = hasher.finish();
        let times = seen.entry(key).or_default();
        *times += 1;
        finding.id = format!("{key:016x}-{times}");
    }
}
