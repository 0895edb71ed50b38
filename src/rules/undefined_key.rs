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

use std::collections::{HashMap, HashSet};

use strsim::damerau_levenshtein;

use crate::analysis::{Analysis, CitedWork};
use crate::model::document::MarkKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Related, Severity};
use crate::rules::rule::Rule;
use crate::text::shape::Shape;

/// Cited by a key that stands for no work.
pub(crate) const RULE: Rule = Rule {
    name: "undefined-key",
    severity: Severity::Error,
    head: head!("undefined_key.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let labelled = analysis.references().iter().any(|reference| is_key(reference.label.as_deref()));
    if analysis.library.is_empty() && !labelled {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let samples = samples(analysis);
    let known = Known::new(analysis);
    for cited_work in
        analysis.cited_works().filter(|cited_work| cited_work.resolution().match_kind.is_none())
    {
        let Some(key) = cited_work
            .item
            .key
            .as_deref()
            .filter(|key| cites(analysis, &cited_work, key, &samples))
        else {
            continue;
        };
        let index = *seen.entry(key).or_insert(findings.len());
        match findings.get_mut(index) {
            Some(finding) => {
                let message = "cited here too".to_owned();
                finding.related.push(Related { span: cited_work.item.span, message });
            }
            None => findings.push(finding(&known, &cited_work, key)),
        }
    }
    findings
}

/// Whether a label is a key and no number.
fn is_key(label: Option<&str>) -> bool {
    label.is_some_and(|label| !label.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The keys of blocks that show how something is cited: "(@key)".
fn samples<'a>(analysis: &'a Analysis) -> HashSet<&'a str> {
    let document = analysis.document;
    let blocks = document.blocks.iter().map(|block| document.slice(block.span));
    let key = |block: &'a str| Some(block.strip_prefix("(@")?.split_once(')')?.0);
    blocks.filter_map(key).collect()
}

/// Whether a key is meant to cite a work, and is not a sample of how to do so.
fn cites(analysis: &Analysis, cited_work: &CitedWork, key: &str, samples: &HashSet<&str>) -> bool {
    let document = analysis.document;
    let sample = |kind: &MarkKind| matches!(kind, MarkKind::Code | MarkKind::Math);
    !document.marks_in(cited_work.item.span).any(|mark| sample(&mark.kind))
        && !samples.contains(key)
}

/// The keys that stand for a work.
struct Known<'a> {
    /// Each as written and in lower case.
    keys: Vec<(&'a str, String, Shape)>,
}

fn finding(known: &Known, cited_work: &CitedWork, key: &str) -> Finding {
    let finding =
        RULE.finding(format!("the key \"{key}\" stands for no work")).at(cited_work.item.span);
    let help = "correct the key, or add the work";
    finding.help(match known.nearest(key) {
        Some(near) => format!("{help}; the nearest is \"{near}\""),
        None => help.to_owned(),
    })
}

impl<'a> Known<'a> {
    fn new(analysis: &'a Analysis) -> Known<'a> {
        let labels = analysis.references().iter().filter_map(|one| one.label.as_deref());
        let records = analysis.library.entries().map(|entry| entry.id.as_str());
        let key = |key: &'a str| {
            let lower = key.to_lowercase();
            let shape = Shape::of(&lower);
            (key, lower, shape)
        };
        Known { keys: labels.chain(records).map(key).collect() }
    }

    /// The key that is nearest, unless even that is quite another.
    fn nearest(&self, key: &str) -> Option<&'a str> {
        let lower = key.to_lowercase();
        let shape = Shape::of(&lower);
        let most = key.chars().count().max(3) / 3;
        let near = self.keys.iter().filter(|(.., other)| shape.is_near(*other, most));
        let far = near.map(|(known, other, _)| (damerau_levenshtein(&lower, other), *known));
        let (slips, nearest) = far.min_by_key(|(slips, _)| *slips)?;
        (slips <= most).then_some(nearest)
    }
}
