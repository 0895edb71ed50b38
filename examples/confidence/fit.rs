//! A logistic regression of verdicts on facts.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use cite::Finding;
use cite::Severity;

/// How strongly weights are held near nothing, as many findings.
const HELD: f64 = 0.8;

/// How strongly the odds of a rule are held near even.
const HELD_ODDS: f64 = 0.3;

/// In how many parts documents are left out in turn.
const PARTS: u64 = 8;

const STEPS: usize = 3000;

/// A finding that was judged.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The document.
    path: String,
    /// Its rule.
    pub rule: &'static str,
    /// The level that the rule gives it.
    pub severity: Severity,
    /// Whether it is right.
    pub right: bool,
    /// How much it counts.
    pub weight: f64,
    /// The names of its weights.
    names: Vec<String>,
}

impl Sample {
    /// A finding with its verdict; `group` is that of its rule, with the facts that count there.
    pub fn new(
        path: &str,
        finding: &Finding,
        (group, counts): (&str, &[&str]),
        right: bool,
        weight: f64,
    ) -> Sample {
        let hint = Some("hint").filter(|_| finding.severity == Severity::Hint);
        let facts = finding.grounds.iter().copied().chain(hint);
        let facts = facts.filter(|fact| counts.contains(fact));
        let mut names: Vec<String> = facts.map(|fact| format!("{group}/{fact}")).collect();
        names.push(finding.rule.to_owned());
        let (rule, severity) = (finding.rule, finding.severity);
        Sample { path: path.to_owned(), rule, severity, right, weight, names }
    }
}

/// The weights by their names: those of rules, and those of facts as `group/fact`.
#[derive(Debug, Default)]
pub struct Model(BTreeMap<String, f64>);

impl Model {
    /// The model that fits these findings.
    pub fn fitted<'a>(samples: impl IntoIterator<Item = &'a Sample>) -> Model {
        let samples: Vec<&Sample> = samples.into_iter().collect();
        let names: BTreeSet<&str> =
            samples.iter().flat_map(|one| one.names.iter().map(String::as_str)).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let places = |sample: &&Sample| -> Vec<usize> {
            sample
                .names
                .iter()
                .filter_map(|name| names.binary_search(&name.as_str()).ok())
                .collect()
        };
        let rows: Vec<(Vec<usize>, &Sample)> =
            samples.iter().map(|sample| (places(sample), *sample)).collect();
        let all: f64 = samples.iter().map(|one| one.weight).sum();
        let mut weights = vec![0.0; names.len()];
        for step in 0..STEPS {
            let rate = 8.0 / (1.0 + step as f64 / 500.0) / all.max(1.0);
            let mut slopes = vec![0.0; names.len()];
            for (places, sample) in &rows {
                let odds: f64 = places.iter().map(|&place| weights[place]).sum();
                let error = f64::from(u8::from(sample.right)) - sure(odds);
                places.iter().for_each(|&place| slopes[place] += sample.weight * error);
            }
            for (place, name) in names.iter().enumerate() {
                let held = if name.contains('/') { HELD } else { HELD_ODDS };
                weights[place] += rate * (slopes[place] - held * weights[place]);
            }
        }
        Model(names.into_iter().map(str::to_owned).zip(weights).collect())
    }

    /// How sure a finding is.
    pub fn sure(&self, sample: &Sample) -> f64 {
        sure(sample.names.iter().filter_map(|name| self.0.get(name)).sum())
    }

    /// The odds of a rule.
    pub fn odds(&self, rule: &str) -> f64 {
        self.0.get(rule).copied().unwrap_or(2.0)
    }

    /// The weights of the facts of a group that weigh anything.
    pub fn weights<'a>(&'a self, group: &'a str) -> impl Iterator<Item = (&'a str, f64)> {
        let of_group = self.0.iter().filter_map(move |(name, weight)| {
            let fact = name.strip_prefix(group)?.strip_prefix('/')?;
            Some((fact, *weight))
        });
        of_group.filter(|(_, weight)| weight.abs() >= 0.05)
    }
}

/// The probability of these odds.
fn sure(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// How sure each finding is to a model that was fitted on other documents.
pub fn left_out(samples: &[Sample]) -> Vec<f64> {
    let part = |sample: &Sample| {
        let mut hasher = DefaultHasher::new();
        sample.path.hash(&mut hasher);
        hasher.finish() % PARTS
    };
    let models: Vec<Model> = (0..PARTS)
        .map(|left| Model::fitted(samples.iter().filter(|sample| part(sample) != left)))
        .collect();
    samples.iter().map(|sample| models[part(sample) as usize].sure(sample)).collect()
}
