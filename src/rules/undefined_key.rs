//! Cited by a key that stands for no work.
//!
//! A key is looked up in the libraries that the document's header (`bibliography: refs.bib`),
//! `cite.toml` or `--library` names, and among the keys that are printed before the entries of the
//! list. References to figures, tables, sections and examples (Quarto's `@fig-tides`,
//! pandoc-crossref's `@tbl:ports`) are written like keys, but cite no work.
//!
//! ```paper
//! Trust is local [Hur99], and so is fear [Lak01, p. 3]. States agree [Keo84]. {undefined-key}
//!
//! ## References
//!
//! [Hur99] Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International
//! Organization* 53 (2): 379–408.
//!
//! [Keo84] Keohane, R. 1984. *After Hegemony*. Princeton: Princeton University Press.
//! ```

use std::collections::HashMap;

use crate::analysis::{Analysis, CitedWork};
use crate::model::document::MarkKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// Cited by a key that stands for no work.
pub const RULE: Rule = Rule {
    name: "undefined-key",
    severity: Severity::Error,
    file: include_str!("undefined_key.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let labelled = analysis.references().iter().any(|reference| is_key(reference.label.as_deref()));
    if analysis.library.is_empty() && !labelled {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for cited_work in
        analysis.cited_works().filter(|cited_work| cited_work.resolution.match_kind.is_none())
    {
        let Some(key) =
            cited_work.item.key.as_deref().filter(|key| cites(analysis, &cited_work, key))
        else {
            continue;
        };
        let index = *seen.entry(key).or_insert(findings.len());
        match findings.get_mut(index) {
            Some(finding) => {
                *finding = finding.clone().related(cited_work.item.span, "cited here too")
            }
            None => findings.push(finding(analysis, &cited_work, key)),
        }
    }
    findings
}

/// Whether a label is a key and no number.
fn is_key(label: Option<&str>) -> bool {
    label.is_some_and(|label| !label.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a key is meant to cite a work, and is not a sample of how to do so.
fn cites(analysis: &Analysis, cited_work: &CitedWork, key: &str) -> bool {
    let document = analysis.document;
    let example = format!("(@{key})");
    let defined = |start: usize| document.slice(document.blocks[start].span).starts_with(&example);
    let sample = |kind: &MarkKind| matches!(kind, MarkKind::Code | MarkKind::Math);
    !document.marks_in(cited_work.item.span).any(|mark| sample(&mark.kind))
        && !(0..document.blocks.len()).any(defined)
}

fn finding(analysis: &Analysis, cited_work: &CitedWork, key: &str) -> Finding {
    let finding =
        RULE.finding(format!("the key \"{key}\" stands for no work")).at(cited_work.item.span);
    let help = "correct the key, or add the work";
    finding.help(match nearest(analysis, key) {
        Some(near) => format!("{help}; the nearest is \"{near}\""),
        None => help.to_owned(),
    })
}

/// The key that is nearest, unless even that is quite another.
fn nearest<'a>(analysis: &'a Analysis, key: &str) -> Option<&'a str> {
    let labels = analysis.references().iter().filter_map(|reference| reference.label.as_deref());
    let records = analysis.library.entries().map(|entry| entry.id.as_str());
    let far =
        |known: &&str| strsim::damerau_levenshtein(&key.to_lowercase(), &known.to_lowercase());
    let near = labels.chain(records).min_by_key(far)?;
    (far(&near) * 3 <= key.chars().count().max(3)).then_some(near)
}
