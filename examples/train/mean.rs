//! The mean of several trainings, each with made strings of its own.
//!
//! One training is led astray a little by the strings that were made for it, by their order and by the
//! features that were left out. The chain is linear, so the mean of the weights is a chain too, and what
//! chance did in one training the others take back.

use std::error::Error;

use cite::internals::references::crf::{PerLabel, Transitions};

use crate::Data;
use crate::made::with_made;
use crate::optimise::{Learned, Settings, largest_dropped, train};
use crate::strings::Labelled;

/// What the known strings and so many sets of made ones teach; the largest weights of it.
pub fn learn(known: &[Labelled], data: &Data) -> Result<Learned, Box<dyn Error>> {
    let mut mean = Learned::default();
    for training in 0..data.trainings.max(1) {
        let seed = data.settings.seed + 1000 * training;
        let data = Data { settings: Settings { seed, ..data.settings.clone() }, ..data.clone() };
        let learned = train(&with_made(known.to_vec(), &data)?, &data.settings);
        mean.add(&learned, 1.0 / data.trainings.max(1) as f32);
    }
    mean.keep_largest(data.settings.weights);
    Ok(mean)
}

impl Learned {
    /// Adds a share of the weights of another chain.
    fn add(&mut self, other: &Learned, share: f32) {
        for (key, row) in &other.content {
            add_share(self.content.entry(*key).or_default(), row, share);
        }
        for (key, (start, end)) in &other.border {
            let row = self.border.entry(*key).or_default();
            add_share(&mut row.0, start, share);
            add_share(&mut row.1, end, share);
        }
        let all = other.transitions.rows();
        self.transitions.rows_mut().zip(all).for_each(|(to, row)| add_share(to, row, share));
    }

    /// Sets all but so many of the largest weights to nothing.
    fn keep_largest(&mut self, keep: usize) {
        let border = self.border.values().flat_map(|(start, end)| [start, end]);
        let rows = self.content.values().chain(border);
        let Some(threshold) = largest_dropped(rows, keep) else {
            return;
        };
        let border = self.border.values_mut().flat_map(|(start, end)| [start, end]);
        let weights = self.content.values_mut().chain(border).flatten();
        weights.filter(|weight| weight.abs() <= threshold).for_each(|weight| *weight = 0.0);
    }
}

fn add_share(to: &mut PerLabel, row: &PerLabel, share: f32) {
    to.iter_mut().zip(row).for_each(|(to, weight)| *to += share * weight);
}

/// All rows of the transitions of a chain.
trait AllRows {
    fn rows(&self) -> impl Iterator<Item = &PerLabel>;
    fn rows_mut(&mut self) -> impl Iterator<Item = &mut PerLabel>;
}

impl AllRows for Transitions {
    fn rows(&self) -> impl Iterator<Item = &PerLabel> {
        self.follow.iter().chain([&self.first, &self.last, &self.stay])
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut PerLabel> {
        let Transitions { follow, first, last, stay } = self;
        follow.iter_mut().chain([first, last, stay])
    }
}
