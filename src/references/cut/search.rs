//! The best cut of a list, and how sure each of its borders is.
//!
//! A cut weighs the sum of what is seen at its borders and of its pieces. Both the best of all cuts
//! and the share of all cuts that have a border are found in time that grows with the number of
//! lines and with how many lines an entry can have.

use crate::references::cut::clues::Clue;
use crate::references::cut::piece::Pieces;
use crate::references::cut::weights::Weights;

/// What is seen of a list: at the beginning of each line, and of every piece.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The clues at the beginning of each line.
    pub borders: Vec<Vec<Clue>>,
    pub(super) pieces: Pieces,
}

/// An entry has no more lines than this.
const MOST_LINES: usize = 60;

/// What the best cut is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Best {
    /// Whether an entry begins with each line.
    pub starts: Vec<bool>,
    /// What the cut weighs.
    pub weight: f64,
}

impl Evidence {
    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The clues of the piece from one line up to another, those of its border included.
    pub fn clues(&self, from: usize, to: usize) -> impl Iterator<Item = Clue> {
        // The first line begins an entry, whatever it looks like.
        let border = self.borders[from].iter().copied().filter(move |_| from > 0);
        border.chain(self.pieces.clues(from, to))
    }

    fn weight(&self, weights: &Weights, borders: &[f64], from: usize, to: usize) -> f64 {
        borders[from] + self.pieces.clues(from, to).map(|clue| weights.of(clue)).sum::<f64>()
    }

    fn border_weights(&self, weights: &Weights) -> Vec<f64> {
        let mut all: Vec<f64> = self.borders.iter().map(|clues| weights.sum(clues)).collect();
        all.first_mut().into_iter().for_each(|first| *first = 0.0);
        all
    }

    /// The cut that weighs most.
    pub fn best(&self, weights: &Weights) -> Best {
        let borders = self.border_weights(weights);
        let mut reached = vec![(0.0, 0); self.len() + 1];
        for to in 1..=self.len() {
            let froms = to.saturating_sub(MOST_LINES)..to;
            let through = |from: usize| {
                let before: f64 = reached[from].0;
                (before + self.weight(weights, &borders, from, to), from)
            };
            let best = froms.map(through).max_by(|a, b| a.0.total_cmp(&b.0));
            reached[to] = best.unwrap_or((0.0, 0));
        }
        let mut starts = vec![false; self.len()];
        let mut to = self.len();
        while to > 0 {
            to = reached[to].1;
            starts[to] = true;
        }
        Best { starts, weight: reached[self.len()].0 }
    }

    /// For each line the share of all cuts, by their odds, in which an entry begins with it. Each
    /// piece and its share is given to `seen`.
    pub fn shares(&self, weights: &Weights, mut seen: impl FnMut(usize, usize, f64)) -> Vec<f64> {
        let borders = self.border_weights(weights);
        let len = self.len();
        let mut before = vec![0.0; len + 1];
        for to in 1..=len {
            let froms = to.saturating_sub(MOST_LINES)..to;
            let through = |from| before[from] + self.weight(weights, &borders, from, to);
            before[to] = sum_of_odds(froms.map(through));
        }
        let mut after = vec![0.0; len + 1];
        for from in (0..len).rev() {
            let tos = from + 1..=(from + MOST_LINES).min(len);
            let through = |to| after[to] + self.weight(weights, &borders, from, to);
            after[from] = sum_of_odds(tos.map(through));
        }
        let mut shares = vec![0.0; len];
        for from in 0..len {
            for (to, after) in after.iter().enumerate().skip(from + 1).take(MOST_LINES) {
                let weight = self.weight(weights, &borders, from, to);
                let share = (before[from] + weight + after - before[len]).exp();
                shares[from] += share;
                seen(from, to, share);
            }
        }
        shares
    }
}

/// The logarithm of the sum of odds that are given by their logarithms.
fn sum_of_odds(logarithms: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = logarithms.clone().fold(f64::NEG_INFINITY, f64::max);
    most + logarithms.map(|one| (one - most).exp()).sum::<f64>().ln()
}
