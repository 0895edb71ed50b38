//! Lists of names, places and journals, as sets that may err.
//!
//! Each list is a Bloom filter: a word of the list is always found, another one is taken for one
//! of the list now and then. The labeller is trained with the same sets, so it knows how far to
//! trust them. Where the lists come from is said in `refs/NOTICE`.

use std::sync::LazyLock;

use crate::references::hash::mix;

/// The lists in their order in the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lists<'a> {
    /// Given names.
    pub given: Set<'a>,
    /// Surnames.
    pub surnames: Set<'a>,
    /// Cities, countries, states.
    pub places: Set<'a>,
    /// Journals, their names in full and abbreviated.
    pub journals: Set<'a>,
}

/// A set of words, or of rows of words, by their keys.
#[derive(Debug, Clone, Copy, Default)]
pub struct Set<'a>(&'a [u8]);

/// How many bits are set for each word.
pub const PROBES: u64 = 5;

/// The lists that the program was built with.
pub fn built_in() -> &'static Lists<'static> {
    static LISTS: LazyLock<Lists<'static>> = LazyLock::new(|| {
        Lists::read(include_bytes!("../../refs/references.lists")).unwrap_or_default()
    });
    &LISTS
}

impl<'a> Lists<'a> {
    /// The lists that `bytes` hold: for each its number of bytes (u32, little-endian), then its
    /// bits.
    pub fn read(bytes: &'a [u8]) -> Option<Lists<'a>> {
        let mut rest = bytes;
        let mut next = || {
            let (len, after) = rest.split_first_chunk::<4>()?;
            let len = usize::try_from(u32::from_le_bytes(*len)).ok()?;
            let (set, after) = after.split_at_checked(len)?;
            rest = after;
            Some(Set(set))
        };
        Some(Lists { given: next()?, surnames: next()?, places: next()?, journals: next()? })
    }
}

impl Set<'_> {
    /// Whether the word with this key is in the set; wrong for one of a thousand that are not.
    pub fn contains(&self, key: u64) -> bool {
        !self.0.is_empty()
            && (0..PROBES).all(|probe| {
                let bit = position(key, probe, self.0.len());
                self.0.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
            })
    }
}

/// The bit of a set of `bytes` bytes at which a probe for `key` looks.
pub fn position(key: u64, probe: u64, bytes: usize) -> usize {
    (mix(key, probe) % (bytes as u64 * 8)) as usize
}

/// The key of a row of words: the keys of the words, in order.
pub(crate) const fn row(before: u64, word: u64) -> u64 {
    mix(before, word)
}

/// The key of an empty row.
pub(crate) const EMPTY: u64 = 77;
