//! Learns the weights of a chain from labelled strings.

use std::collections::{BTreeMap, HashMap};

use cite::internals::references::crf::{LABELS, PerLabel, Scores, Tag, Transitions};
use cite::internals::references::features::{Features, features};
use cite::internals::references::tokens::Token;
use clap::Args;

use crate::chain::{Gradient, gradient};
use crate::dice::Dice;
use crate::strings::Labelled;

/// How the weights are learned.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// How often all strings are gone through
    #[arg(long, default_value_t = 8)]
    pub epochs: usize,
    /// How often they are gone through again after weights were dropped
    #[arg(long, default_value_t = 3)]
    pub fine_epochs: usize,
    /// How many weights are kept
    #[arg(long, default_value_t = 720_000)]
    pub weights: usize,
    /// How far a step goes
    #[arg(long, default_value_t = 0.08)]
    pub rate: f32,
    /// How many of a hundred features are left out at each step, others each time, so that none is
    /// relied on alone
    #[arg(long, default_value_t = 60)]
    pub dropout: usize,
    /// Features of fewer tokens than this are not looked at
    #[arg(long, default_value_t = 2)]
    pub least: u32,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// What a chain looks at in a text.
pub type Look = fn(&str, &[Token]) -> Features;

/// The largest weight, without its sign, that is dropped where so many are kept; nothing where none is.
pub fn largest_dropped<'a>(rows: impl Iterator<Item = &'a PerLabel>, keep: usize) -> Option<f32> {
    let mut sizes: Vec<f32> = rows.flat_map(|row| row.map(f32::abs)).collect();
    let surplus = sizes.len().checked_sub(keep + 1)?;
    Some(*sizes.select_nth_unstable_by(surplus, f32::total_cmp).1)
}

/// Weights by the keys of features.
#[derive(Default)]
pub struct Learned {
    /// How well each label fits a token with the feature.
    pub content: BTreeMap<u64, PerLabel>,
    /// How well a field of each label begins or ends at a token with the feature.
    pub border: BTreeMap<u64, (PerLabel, PerLabel)>,
    /// What holds for all references.
    pub transitions: Transitions,
}

/// Weights for one feature, with the sums of squares of their slopes (AdaGrad).
#[derive(Clone, Copy, Default)]
struct Row {
    weights: PerLabel,
    squares: PerLabel,
}

/// A string as numbers of features.
struct Instance {
    content: Vec<Vec<u32>>,
    border: Vec<Vec<u32>>,
    tags: Vec<Tag>,
}

/// A chain while it learns.
#[derive(Default)]
struct Learner {
    content: Vec<Row>,
    start: Vec<Row>,
    end: Vec<Row>,
    transitions: Transitions,
    squares: Transitions,
    rate: f32,
}

/// Learns with all features.
pub fn train(strings: &[Labelled], settings: &Settings) -> Learned {
    train_on(strings, settings, features)
}

/// Learns with the features that `look` gives.
pub fn train_on(strings: &[Labelled], settings: &Settings, look: Look) -> Learned {
    let seen: Vec<Features> = strings.iter().map(|s| look(&s.text, &s.tokens)).collect();
    let tokens = || seen.iter().flat_map(|one| (0..one.border.len()).map(move |at| (one, at)));
    let content = numbered(tokens().flat_map(|(one, at)| one.content(at)), settings.least);
    let border = tokens().flat_map(|(one, at)| one.border.row(at).iter().copied());
    let border = numbered(border, settings.least);
    let instances: Vec<Instance> = seen
        .iter()
        .zip(strings)
        .filter(|(_, string)| !string.tokens.is_empty())
        .map(|(features, string)| Instance::of(features, string, &content, &border))
        .collect();
    drop(seen);
    let mut learner = Learner {
        content: vec![Row::default(); content.len()],
        start: vec![Row::default(); border.len()],
        end: vec![Row::default(); border.len()],
        ..Learner::default()
    };
    let mut dice = Dice::new(settings.seed);
    learner.learn(&instances, settings, settings.epochs, settings.rate, &mut dice);
    learner.prune(settings.weights);
    learner.learn(&instances, settings, settings.fine_epochs, settings.rate * 0.3, &mut dice);
    learner.learned(&content, &border, settings)
}

/// A number for each key that is seen often enough.
fn numbered(keys: impl Iterator<Item = u64>, least: u32) -> HashMap<u64, u32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    let often = counts.into_iter().filter(|(_, count)| *count >= least);
    let mut keys: Vec<u64> = often.map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.into_iter().zip(0..).collect()
}

impl Instance {
    fn of(
        features: &Features,
        string: &Labelled,
        content: &HashMap<u64, u32>,
        border: &HashMap<u64, u32>,
    ) -> Instance {
        let tokens = 0..string.tokens.len();
        let content = |at| features.content(at).filter_map(|key| content.get(&key).copied());
        let border = |at| features.border.row(at).iter().filter_map(|key| border.get(key).copied());
        Instance {
            content: tokens.clone().map(|at| content(at).collect()).collect(),
            border: tokens.map(|at| border(at).collect()).collect(),
            tags: string.tags.clone(),
        }
    }

    /// The instance without some of its features.
    fn thinned(&self, dropout: usize, dice: &mut Dice) -> Instance {
        let mut thin = |all: &Vec<Vec<u32>>| -> Vec<Vec<u32>> {
            let mut keep = |row: &Vec<u32>| -> Vec<u32> {
                row.iter().copied().filter(|_| !dice.chance(dropout)).collect()
            };
            all.iter().map(&mut keep).collect()
        };
        let content = thin(&self.content);
        Instance { content, border: thin(&self.border), tags: self.tags.clone() }
    }
}

impl Learner {
    /// Goes through all instances so many times, with steps that grow shorter.
    fn learn(
        &mut self,
        instances: &[Instance],
        settings: &Settings,
        epochs: usize,
        rate: f32,
        dice: &mut Dice,
    ) {
        let mut order: Vec<usize> = (0..instances.len()).collect();
        for epoch in 0..epochs {
            dice.shuffle(&mut order);
            self.rate = rate * (1.0 - 0.9 * epoch as f32 / epochs as f32);
            let mut loss = 0.0;
            for &index in &order {
                let thinned = instances[index].thinned(settings.dropout, dice);
                loss += f64::from(self.step(&thinned));
            }
            println!("epoch {epoch}: loss {:.3} for each string", loss / order.len() as f64);
        }
    }

    /// Learns from one instance; gives its loss before.
    fn step(&mut self, instance: &Instance) -> f32 {
        let scores = self.scores(instance);
        let slopes = gradient(&scores, &self.transitions, &instance.tags);
        for (index, slope) in slopes.scores.iter().enumerate() {
            for &feature in &instance.content[index] {
                self.content[feature as usize].climb(&slope.content, self.rate);
            }
            for &feature in &instance.border[index] {
                self.start[feature as usize].climb(&slope.start, self.rate);
                self.end[feature as usize].climb(&slope.end, self.rate);
            }
        }
        self.climb_transitions(&slopes);
        slopes.loss
    }

    fn scores(&self, instance: &Instance) -> Vec<Scores> {
        let rows = instance.content.iter().zip(&instance.border);
        rows.map(|(content, border)| {
            let mut scores = Scores::default();
            for &feature in content {
                add(&mut scores.content, &self.content[feature as usize].weights);
            }
            for &feature in border {
                add(&mut scores.start, &self.start[feature as usize].weights);
                add(&mut scores.end, &self.end[feature as usize].weights);
            }
            scores
        })
        .collect()
    }

    fn climb_transitions(&mut self, slopes: &Gradient) {
        let (weights, squares, slopes) =
            (&mut self.transitions, &mut self.squares, &slopes.transitions);
        for label in 0..LABELS {
            let row = (&mut weights.follow[label], &mut squares.follow[label]);
            climb(row.0, row.1, &slopes.follow[label], self.rate);
        }
        climb(&mut weights.first, &mut squares.first, &slopes.first, self.rate);
        climb(&mut weights.last, &mut squares.last, &slopes.last, self.rate);
        climb(&mut weights.stay, &mut squares.stay, &slopes.stay, self.rate);
    }

    /// Sets all but the largest weights to nothing, for good.
    fn prune(&mut self, keep: usize) {
        let rows = self.content.iter().chain(&self.start).chain(&self.end);
        let Some(threshold) = largest_dropped(rows.map(|row| &row.weights), keep) else {
            return;
        };
        for row in self.content.iter_mut().chain(&mut self.start).chain(&mut self.end) {
            for (weight, square) in row.weights.iter_mut().zip(&mut row.squares) {
                if weight.abs() <= threshold {
                    *weight = 0.0;
                    // No step moves it again.
                    *square = f32::INFINITY;
                }
            }
        }
    }

    /// The weights for a chain that leaves nothing out.
    fn learned(
        self,
        content: &HashMap<u64, u32>,
        border: &HashMap<u64, u32>,
        settings: &Settings,
    ) -> Learned {
        let share = 1.0 - settings.dropout as f32 / 100.0;
        let scaled = |row: &Row| row.weights.map(|weight| weight * share);
        let at = |rows: &[Row], index: u32| scaled(&rows[index as usize]);
        Learned {
            content: content.iter().map(|(&key, &index)| (key, at(&self.content, index))).collect(),
            border: border
                .iter()
                .map(|(&key, &index)| (key, (at(&self.start, index), at(&self.end, index))))
                .collect(),
            transitions: self.transitions,
        }
    }
}

impl Row {
    fn climb(&mut self, slope: &PerLabel, rate: f32) {
        climb(&mut self.weights, &mut self.squares, slope, rate);
    }
}

/// One step of AdaGrad.
fn climb(weights: &mut PerLabel, squares: &mut PerLabel, slope: &PerLabel, rate: f32) {
    for label in 0..LABELS {
        squares[label] += slope[label] * slope[label];
        weights[label] += rate * slope[label] / (squares[label].sqrt() + 1e-3);
    }
}

fn add(to: &mut PerLabel, what: &PerLabel) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += what;
    }
}
