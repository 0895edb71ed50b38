//! Lists of keys, held in one text.

use std::str::{Split, SplitTerminator};

use crate::text::short::ShortWord;

/// Lists of keys in order, in one text: the works of a long list have several lists each, most of a
/// key or two, and a text of its own for each key would take more room than the key.
///
/// A key is of letters, digits and spaces, as [`fold`](crate::text::fold::fold) makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyLists(ShortWord);

/// The sign after a list.
const END: char = '\n';
/// The sign between the keys of a list.
const BETWEEN: char = '\t';

impl KeyLists {
    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys of each list. A list has one at least.
    pub fn iter(&self) -> impl Iterator<Item = Split<'_, char>> {
        self.lists().map(|keys| keys.split(BETWEEN))
    }

    /// The keys of all lists.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.iter().flatten()
    }

    /// The keys of the list with this index; none if there is no such list.
    pub fn keys(&self, index: usize) -> impl Iterator<Item = &str> {
        self.lists().nth(index).into_iter().flat_map(|keys| keys.split(BETWEEN))
    }

    /// The first key of the list with this index.
    pub fn first(&self, index: usize) -> Option<&str> {
        self.lists().nth(index).and_then(|keys| keys.split(BETWEEN).next())
    }

    fn lists(&self) -> SplitTerminator<'_, char> {
        self.0.split_terminator(END)
    }
}

impl<K: AsRef<str>> FromIterator<Vec<K>> for KeyLists {
    fn from_iter<I: IntoIterator<Item = Vec<K>>>(lists: I) -> KeyLists {
        let mut text = String::new();
        for keys in lists {
            for (place, key) in keys.iter().enumerate() {
                if place > 0 {
                    text.push(BETWEEN);
                }
                text.push_str(key.as_ref());
            }
            text.push(END);
        }
        KeyLists(text.into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_come_out_as_they_went_in(
            lists in prop::collection::vec(prop::collection::vec("[a-zа-я0-9 ]{0,5}", 1..4), 0..5)
        ) {
            let packed: KeyLists = lists.iter().cloned().collect();
            let out: Vec<Vec<&str>> = packed.iter().map(Iterator::collect).collect();
            prop_assert_eq!(&out, &lists);
            prop_assert_eq!(packed.len(), lists.len());
            prop_assert_eq!(packed.is_empty(), lists.is_empty());
            for (index, list) in lists.iter().enumerate() {
                prop_assert_eq!(packed.first(index), list.first().map(String::as_str));
                prop_assert_eq!(&packed.keys(index).collect::<Vec<_>>(), list);
            }
            prop_assert_eq!(packed.keys(lists.len()).next(), None);
        }
    }
}
