//! How sure a finding is, and what becomes of one that is not.
//!
//! A finding is weighed by what speaks for and against it: facts about the citation, the entry and the
//! document. The weights were fitted on findings that were judged by reading; they are data
//! (`refs/confidence.toml`), and `cargo run --example confidence` makes them again.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::analysis::grounds::Ground;
use crate::model::finding::{Finding, Severity};

/// The weights and borders, as they stand in the file.
#[derive(Debug, Default, Deserialize)]
struct Weights {
    /// How sure a finding has to be to be made on each level.
    levels: Levels,
    /// How sure a finding of each rule is by itself, as the logarithm of its odds, and to which group
    /// of rules it belongs.
    rules: HashMap<String, OfRule>,
    /// What each fact adds to the findings of a group.
    groups: HashMap<String, HashMap<String, f64>>,
}

#[derive(Debug, Default, Deserialize)]
struct Levels {
    error: f64,
    warning: f64,
    hint: f64,
}

#[derive(Debug, Default, Deserialize)]
struct OfRule {
    group: String,
    odds: f64,
}

// The file is part of the program, and a test reads it: it cannot be wrong here.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let file = include_str!(concat!(env!("OUT_DIR"), "/confidence.json"));
    serde_json::from_str(file).unwrap_or_default()
});

/// What a rule itself says with doubt weighs under this name.
const HINT: &str = "hint";

/// How sure a finding is: 0 to 1; nothing for rules whose findings are plain facts.
fn confidence(finding: &Finding, facts: &[&'static str]) -> Option<f64> {
    let rule = WEIGHTS.rules.get(finding.rule)?;
    let group = WEIGHTS.groups.get(&rule.group);
    let weight = |name: &&str| group.and_then(|group| group.get(*name)).unwrap_or(&0.0);
    let hint = Some(&HINT).filter(|_| finding.severity == Severity::Hint);
    let odds = rule.odds + facts.iter().chain(hint).map(weight).sum::<f64>();
    Some(1.0 / (1.0 + (-odds).exp()))
}

/// Says of a finding how sure it is and why; what its rule found out about it counts too.
pub(crate) fn weigh(finding: &mut Finding, grounds: &[Ground]) {
    let found = grounds.iter().map(|ground| ground.name);
    let facts: Vec<&'static str> = finding.grounds.iter().copied().chain(found).collect();
    finding.confidence = confidence(finding, &facts);
    finding.grounds = if finding.confidence.is_some() { facts } else { Vec::new() };
}

/// The level that a finding has by how sure it is; none if it is too unsure to be made.
pub(crate) fn level(finding: &Finding) -> Option<Severity> {
    let Some(sure) = finding.confidence else { return Some(finding.severity) };
    let levels = &WEIGHTS.levels;
    match finding.severity {
        Severity::Error if sure >= levels.error => Some(Severity::Error),
        Severity::Error | Severity::Warning => {
            Some(Severity::Warning).filter(|_| sure >= levels.warning)
        }
        Severity::Hint => Some(Severity::Hint).filter(|_| sure >= levels.hint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::grounds::ALL;
    use crate::rules::RULES;

    #[test]
    fn the_file_names_rules_and_facts_that_there_are() {
        let weights: Weights =
            toml::from_str(include_str!("../refs/confidence.toml")).expect("readable");
        for (name, rule) in &weights.rules {
            assert!(RULES.iter().any(|one| one.name == name), "{name}");
            assert!(weights.groups.contains_key(&rule.group), "{name}");
        }
        for name in weights.groups.values().flat_map(HashMap::keys) {
            let said =
                [HINT, "author-named", "author-dated", "title-named"].contains(&name.as_str());
            assert!(said || ALL.iter().any(|ground| ground.name == name), "{name}");
        }
        let Levels { error, warning, hint } = weights.levels;
        assert!(1.0 > error && error >= warning && warning > 0.0 && (0.0..1.0).contains(&hint));
    }

    #[test]
    fn what_is_unsure_is_said_more_quietly() {
        let mut finding = Finding::new("missing-reference", Severity::Error, "x");
        let Levels { error, warning, hint } = &WEIGHTS.levels;
        for (severity, sure, wanted) in [
            (Severity::Error, *error, Some(Severity::Error)),
            (Severity::Error, *warning, Some(Severity::Warning)),
            (Severity::Warning, 0.999, Some(Severity::Warning)),
            (Severity::Hint, *hint, Some(Severity::Hint)),
            (Severity::Error, 0.001, None),
            (Severity::Hint, 0.001, None),
        ] {
            finding.severity = severity;
            finding.confidence = Some(sure);
            assert_eq!(level(&finding), wanted, "{severity} {sure}");
        }
        finding.severity = Severity::Error;
        finding.confidence = None;
        assert_eq!(level(&finding), Some(Severity::Error));
    }
}
