//! What is held for each variable of a record: a small map, ordered by CSL name.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A map from the names of variables to what is held for them, ordered by name.
///
/// A record has about ten variables: pairs in a row take a third of the room of a tree.
#[derive(Clone, PartialEq, Eq)]
pub struct Variables<T> {
    pairs: Vec<(Name, T)>,
}

/// The name of a variable. Names that CSL has take no room of their own.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(Spelling);

#[derive(Clone, PartialEq, Eq)]
enum Spelling {
    /// An index into [`KNOWN`].
    Known(u8),
    Other(Box<str>),
}

/// By how many pairs a map grows.
const STEP: usize = 2;

/// Names that many records have, in order.
const KNOWN: [&str; 61] = [
    "DOI",
    "ISBN",
    "ISSN",
    "PMCID",
    "PMID",
    "URL",
    "abstract",
    "accessed",
    "annote",
    "archive",
    "archive-place",
    "archive_location",
    "author",
    "authority",
    "available-date",
    "call-number",
    "chapter-number",
    "citation-key",
    "citation-number",
    "collection-editor",
    "collection-number",
    "collection-title",
    "composer",
    "container-author",
    "container-title",
    "container-title-short",
    "custom",
    "director",
    "edition",
    "editor",
    "event-date",
    "event-place",
    "event-title",
    "genre",
    "illustrator",
    "interviewer",
    "issue",
    "issued",
    "jurisdiction",
    "keyword",
    "language",
    "locator",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-author",
    "original-date",
    "original-title",
    "page",
    "page-first",
    "publisher",
    "publisher-place",
    "source",
    "status",
    "submitted",
    "title",
    "title-short",
    "translator",
    "volume",
];

impl Name {
    /// The name as CSL spells it.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Spelling::Known(index) => KNOWN[usize::from(*index)],
            Spelling::Other(name) => name,
        }
    }
}

impl<T> Variables<T> {
    /// A map that holds nothing.
    pub const fn new() -> Variables<T> {
        Variables { pairs: Vec::new() }
    }

    /// How many variables it holds.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// What is held for the variable of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.find(name).ok().map(|at| &self.pairs[at].1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.find(name).ok().map(|at| &mut self.pairs[at].1)
    }

    /// Whether anything is held for the variable of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Holds `value` for a variable; returns what was held before.
    pub fn insert(&mut self, name: impl Into<Name>, value: T) -> Option<T> {
        let name = name.into();
        match self.find(&name) {
            Ok(at) => Some(std::mem::replace(&mut self.pairs[at].1, value)),
            Err(at) => {
                self.insert_at(at, name, value);
                None
            }
        }
    }

    /// What is held for a variable; `value` is put there where nothing is.
    pub fn get_or_insert_with(
        &mut self,
        name: impl Into<Name>,
        value: impl FnOnce() -> T,
    ) -> &mut T {
        let name = name.into();
        let at = match self.find(&name) {
            Ok(at) => at,
            Err(at) => {
                self.insert_at(at, name, value());
                at
            }
        };
        &mut self.pairs[at].1
    }

    /// Takes out and returns what is held for a variable.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.find(name).ok().map(|at| self.pairs.remove(at).1)
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Name> {
        self.pairs.iter().map(|(name, _)| name)
    }

    /// What is held, in the order of the names.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.pairs.iter().map(|(_, value)| value)
    }

    /// The names and what is held for each, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &T)> {
        self.pairs.iter().map(|(name, value)| (name, value))
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.pairs.binary_search_by(|(held, _)| held.as_str().cmp(name))
    }

    fn insert_at(&mut self, at: usize, name: Name, value: T) {
        if self.pairs.len() == self.pairs.capacity() {
            self.pairs.reserve_exact(STEP);
        }
        self.pairs.insert(at, (name, value));
    }
}

impl<T> Default for Variables<T> {
    fn default() -> Variables<T> {
        Variables::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for Variables<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T> FromIterator<(Name, T)> for Variables<T> {
    fn from_iter<I: IntoIterator<Item = (Name, T)>>(pairs: I) -> Variables<T> {
        let mut variables = Variables::new();
        for (name, value) in pairs {
            variables.insert(name, value);
        }
        variables
    }
}

impl<T> IntoIterator for Variables<T> {
    type Item = (Name, T);
    type IntoIter = std::vec::IntoIter<(Name, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Variables<T> {
    type Item = (&'a Name, &'a T);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (Name, T)>, fn(&(Name, T)) -> (&Name, &T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.iter().map(|(name, value)| (name, value))
    }
}

impl From<&str> for Name {
    fn from(name: &str) -> Name {
        let known = KNOWN.binary_search(&name).ok().and_then(|index| u8::try_from(index).ok());
        Name(known.map_or_else(|| Spelling::Other(name.into()), Spelling::Known))
    }
}

impl From<String> for Name {
    fn from(name: String) -> Name {
        Name::from(name.as_str())
    }
}

impl From<&Name> for Name {
    fn from(name: &Name) -> Name {
        name.clone()
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<T: Serialize> Serialize for Variables<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, value)| (name.as_str(), value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Variables<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Variables<T>, D::Error> {
        struct Pairs<T>(Variables<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Variables<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("the variables of a record")
            }

            fn visit_map<A: MapAccess<'de>>(
                mut self,
                mut map: A,
            ) -> Result<Variables<T>, A::Error> {
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    self.0.insert(name, value);
                }
                Ok(self.0)
            }
        }
        deserializer.deserialize_map(Pairs(Variables::new()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_names_are_in_order() {
        assert!(KNOWN.is_sorted());
        assert!(KNOWN.iter().all(|name| matches!(Name::from(*name).0, Spelling::Known(_))));
    }

    #[test]
    fn a_pair_takes_forty_eight_bytes() {
        assert_eq!(size_of::<Name>(), 16);
        assert!(size_of::<(Name, crate::model::entry::Value)>() <= 48);
    }

    proptest! {
        #[test]
        fn it_holds_what_a_tree_holds(
            steps in prop::collection::vec((0..KNOWN.len() + 9, any::<bool>(), any::<u8>()), 0..60)
        ) {
            let mut map = Variables::new();
            let mut tree = BTreeMap::new();
            for (name, inserts, value) in steps {
                let name = KNOWN.get(name).map_or_else(|| format!("x-{name}"), |name| (*name).to_owned());
                if inserts {
                    prop_assert_eq!(map.insert(name.clone(), value), tree.insert(name, value));
                } else {
                    prop_assert_eq!(map.remove(&name), tree.remove(&name));
                }
            }
            let held: Vec<(&str, &u8)> = map.iter().map(|(name, value)| (name.as_str(), value)).collect();
            prop_assert_eq!(held, tree.iter().map(|(name, value)| (name.as_str(), value)).collect::<Vec<_>>());
        }
    }
}
