//! How much each clue weighs, as it lies in the program.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::references::cut::clues::Clue;

/// A weight for each clue: a natural logarithm of odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights([f64; Clue::ALL.len()]);

/// The weights that the program was built with: `refs/cuts.toml`.
pub(crate) fn built_in() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> =
        LazyLock::new(|| Weights::of_json(include_str!(concat!(env!("OUT_DIR"), "/cuts.json"))));
    &WEIGHTS
}

impl Default for Weights {
    /// Nothing weighs anything.
    fn default() -> Weights {
        Weights([0.0; Clue::ALL.len()])
    }
}

impl Weights {
    /// The weights that a file names; a clue that it does not name weighs nothing.
    fn of_json(text: &str) -> Weights {
        let named: BTreeMap<String, f64> = serde_json::from_str(text).unwrap_or_default();
        let weight = |clue: &Clue| named.get(clue.name()).copied().unwrap_or_default();
        Weights(std::array::from_fn(|at| weight(&Clue::ALL[at])))
    }

    /// How much a clue weighs.
    pub fn of(&self, clue: Clue) -> f64 {
        self.0[clue as usize]
    }

    /// All of them, in the order of [`Clue::ALL`], to be changed.
    pub fn all_mut(&mut self) -> &mut [f64] {
        &mut self.0
    }

    /// How much several clues weigh together.
    pub fn sum(&self, clues: &[Clue]) -> f64 {
        clues.iter().map(|clue| self.of(*clue)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_clue_has_a_weight() {
        let named: BTreeMap<String, f64> =
            toml::from_str(include_str!("../../../refs/cuts.toml")).expect("TOML");
        let names: Vec<&str> = Clue::ALL.iter().map(|clue| clue.name()).collect();
        for name in &names {
            assert!(named.contains_key(*name), "{name} has no weight in refs/cuts.toml");
        }
        for name in named.keys() {
            assert!(names.contains(&name.as_str()), "refs/cuts.toml: {name} is no clue");
        }
    }
}
