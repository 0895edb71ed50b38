//! How far a reading explains a document.

use std::collections::HashSet;

use crate::model::citation::{Citation, MatchKind};
use crate::model::ids::ReferenceId;

/// How much text and list explain each other under one reading.
///
/// In a sound paper nearly every citation names an entry, and nearly every entry is cited. A
/// citation that is tied and an entry that is reached speak for a reading, twice as much as one
/// that is not speaks against it; what is unlikely in itself is its cost.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Explained {
    /// How many works are cited.
    pub cited: usize,
    /// How many of them name an entry of the list.
    pub tied: usize,
    /// How many entries the list has.
    pub listed: usize,
    /// How many of them are reached by a citation.
    pub reached: usize,
    /// What the reading costs, in citations that are not tied.
    pub cost: f64,
}

impl Explained {
    /// How far these citations explain a list of `listed` entries.
    pub fn of(citations: &[Citation], listed: usize) -> Explained {
        let items = citations.iter().flat_map(|citation| &citation.items);
        let mut explained = Explained { listed, ..Explained::default() };
        let mut reached: HashSet<ReferenceId> = HashSet::new();
        for item in items.filter(|item| item.exempt.is_none()) {
            let resolution = &item.resolution;
            explained.cited += 1;
            let exact = matches!(resolution.match_kind, Some(MatchKind::Exact | MatchKind::Alias));
            if exact {
                explained.tied += 1;
                reached.extend(&resolution.references);
            }
        }
        explained.reached = reached.len();
        explained
    }

    /// How good the reading is; higher is better.
    pub fn score(&self) -> f64 {
        let for_it = 2 * (self.tied + self.reached);
        let against = (self.cited - self.tied) + (self.listed - self.reached.min(self.listed));
        for_it as f64 - against as f64 - self.cost
    }

    /// Whether nearly all is explained, so that no other reading need be tried.
    pub fn is_whole(&self) -> bool {
        self.tied > 0
            && share(self.tied, self.cited) >= WHOLE
            && share(self.reached, self.listed) >= WHOLE
    }

    /// Which part of the list is reached; all of an empty one.
    pub fn reach(&self) -> f64 {
        share(self.reached, self.listed)
    }

    /// By how much another reading has to be better, so that it is not chance: a few citations, or a
    /// twentieth of what there is.
    pub fn margin(&self) -> f64 {
        const FEW: f64 = 4.0;
        const PART: f64 = 0.05;
        FEW.max(PART * (self.cited + self.listed) as f64)
    }
}

/// The share of citations and of entries that are explained where a reading is sound.
const WHOLE: f64 = 0.9;

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_explained_outweighs_what_is_not() {
        let sound = Explained { cited: 10, tied: 9, listed: 8, reached: 8, cost: 0.0 };
        assert!(sound.is_whole());
        let missing = Explained { cited: 10, tied: 3, listed: 8, reached: 2, cost: 0.0 };
        assert!(!missing.is_whole() && missing.score() < sound.score());
        let dear = Explained { cost: 40.0, ..sound };
        assert!(dear.score() < missing.score());
    }
}
