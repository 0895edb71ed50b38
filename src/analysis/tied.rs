//! What a document cites under one way of citing, tied to what its list holds.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::explained::Explained;
use crate::model::citation::{Citation, CitedItem, System};
use crate::model::ids::ReferenceId;

/// How often the numbers begin at 1 again where they count the items of sentences.
const SEVERAL: usize = 3;

/// The citations of a document under one way of citing, with what they point to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tied {
    /// The way of citing.
    pub system: System,
    /// The references by the numbers under which they are cited.
    pub numbers: Arc<HashMap<u32, ReferenceId>>,
    /// The citations in text order.
    pub citations: Vec<Citation>,
    /// How far text and list explain each other.
    pub explained: Explained,
}

impl Tied {
    /// What is cited, in text order.
    fn items(&self) -> impl Iterator<Item = &CitedItem> {
        self.citations.iter().flat_map(|citation| &citation.items)
    }

    /// The numbers that are cited, in the order of their first mentions.
    pub(super) fn cited_numbers(&self) -> Vec<u32> {
        first_mentions(self.items().flat_map(|item| item.numbers.iter().copied()))
    }

    /// Whether of the numbers that are cited so many times more lie in the list than beyond it.
    pub(super) fn stays_in_list(&self, times: usize) -> bool {
        let cited = self.cited_numbers();
        let within = cited.iter().filter(|number| self.numbers.contains_key(number)).count();
        (cited.len() - within) * times <= within
    }

    /// Whether the numbers count something else up, again and again: the items of a sentence.
    pub(super) fn enumerates(&self) -> bool {
        let numbers: Vec<u32> =
            self.items().filter_map(|item| item.numbers.first().copied()).collect();
        let counts = |pair: &&[u32]| pair[1] == pair[0] + 1 || pair[1] == 1;
        let counted = numbers.windows(2).filter(counts).count();
        let begins = numbers.iter().filter(|number| **number == 1).count();
        begins > SEVERAL && counted * 10 >= numbers.len() * 7
    }

    /// Whether most of what is cited are ranges, as the numbers of equations by chapters look: "(2-12)".
    pub(super) fn counts_by_chapter(&self) -> bool {
        let ranges = self.items().filter(|item| item.numbers.len() > 1).count();
        ranges * 2 > self.explained.cited
    }

    /// The part of the numbers that are higher than the one first mentioned before them; of a range the
    /// first alone counts.
    pub(super) fn rising(&self) -> f64 {
        let numbers = first_mentions(self.items().filter_map(|item| item.numbers.first().copied()));
        let rising = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
        rising as f64 / numbers.len().saturating_sub(1).max(1) as f64
    }
}

/// Numbers without those that were there before.
fn first_mentions(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut seen = HashSet::new();
    numbers.filter(|number| seen.insert(*number)).collect()
}
