//! Keys with numbers, held in one text.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Keys with the numbers 0, 1, 2 … in the order in which they were added. A long list has tens of
/// thousands, most of a few letters: a text of its own for each would take more room than the key.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumberedKeys {
    text: String,
    /// Where each key ends in the text.
    ends: Vec<u32>,
    /// The numbers by the hashes of their keys.
    numbers: HashTable<u32>,
}

impl NumberedKeys {
    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives back the room that no key takes.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        let (text, ends) = (&self.text, &self.ends);
        self.numbers.shrink_to_fit(|number| hash(keyed(text, ends, *number)));
    }

    /// The number of a key; none if it was not added.
    pub(crate) fn get(&self, key: &str) -> Option<u32> {
        let is_it = |number: &u32| keyed(&self.text, &self.ends, *number) == key;
        self.numbers.find(hash(key), is_it).copied()
    }

    /// Adds a key that was not added before, and returns its number.
    pub(crate) fn add(&mut self, key: &str) -> u32 {
        let number = self.ends.len() as u32;
        self.text.push_str(key);
        self.ends.push(self.text.len() as u32);
        let (text, ends) = (&self.text, &self.ends);
        let hash_of = |number: &u32| hash(keyed(text, ends, *number));
        self.numbers.insert_unique(hash(key), number, hash_of);
        number
    }
}

/// The key with a number.
fn keyed<'a>(text: &'a str, ends: &[u32], number: u32) -> &'a str {
    let at = number as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    &text[start as usize..ends[at] as usize]
}

fn hash(key: &str) -> u64 {
    FxBuildHasher.hash_one(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_by_their_numbers() {
        let mut keys = NumberedKeys::default();
        let all: Vec<String> = (0..1_000).map(|at| format!("әуезов{at}")).collect();
        for (number, key) in all.iter().enumerate() {
            assert_eq!(keys.get(key), None);
            assert_eq!(keys.add(key), number as u32);
        }
        assert_eq!((keys.len(), keys.get("әуезов999"), keys.get("")), (1_000, Some(999), None));
    }
}
