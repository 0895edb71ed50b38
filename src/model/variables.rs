//! What is held for each variable of a record: a small map, ordered by CSL name.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A map from the names of variables to what is held for them, ordered by name.
///
/// A million records have ten million variables: the names that CSL has take a bit each.
#[derive(Clone, PartialEq, Eq)]
pub struct Variables<T> {
    /// Which of [`KNOWN`] it holds: the first is the lowest bit.
    known: u64,
    /// What it holds for them, in their order.
    values: Box<[T]>,
    /// What it holds for other names.
    others: Option<Box<Others<T>>>,
}

/// What is held for names that CSL does not have, ordered by name.
#[derive(Clone, PartialEq, Eq)]
struct Others<T> {
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

/// The names of [`KNOWN`], in their order.
static NAMES: LazyLock<[Name; KNOWN.len()]> =
    LazyLock::new(|| std::array::from_fn(|index| Name(Spelling::Known(index as u8))));

impl Name {
    /// The name as CSL spells it.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Spelling::Known(index) => KNOWN[usize::from(*index)],
            Spelling::Other(name) => name,
        }
    }
}

/// Where a value is held.
enum Place {
    /// Among those of known names.
    Known(usize),
    /// Among those of other names.
    Other(usize),
}

impl<T> Variables<T> {
    /// A map that holds nothing.
    pub fn new() -> Variables<T> {
        Variables { known: 0, values: Box::default(), others: None }
    }

    /// How many variables it holds.
    pub fn len(&self) -> usize {
        self.values.len() + self.other_pairs().len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is held for the variable of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        match self.find(name)? {
            Place::Known(at) => self.values.get(at),
            Place::Other(at) => self.other_pairs().get(at).map(|(_, value)| value),
        }
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        match self.find(name)? {
            Place::Known(at) => self.values.get_mut(at),
            Place::Other(at) => Some(&mut self.others.as_mut()?.pairs.get_mut(at)?.1),
        }
    }

    /// Whether anything is held for the variable of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Holds `value` for a variable; returns what was held before.
    pub fn insert(&mut self, name: impl Into<Name>, value: T) -> Option<T> {
        let name = name.into();
        match self.get_mut(&name) {
            Some(held) => Some(std::mem::replace(held, value)),
            None => {
                self.add(name, value);
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
        match self.find(&name) {
            Some(Place::Known(at)) => &mut self.values[at],
            Some(Place::Other(at)) => &mut self.others_mut()[at].1,
            None => self.add(name, value()),
        }
    }

    /// Takes out and returns what is held for a variable.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        match self.find(name)? {
            Place::Known(at) => {
                let index = KNOWN.binary_search(&name).ok()?;
                self.known &= !(1 << index);
                let mut values = std::mem::take(&mut self.values).into_vec();
                let value = values.remove(at);
                self.values = values.into_boxed_slice();
                Some(value)
            }
            Place::Other(at) => Some(self.others_mut().remove(at).1),
        }
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Name> {
        self.iter().map(|(name, _)| name)
    }

    /// What is held, in the order of the names.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, value)| value)
    }

    /// The names and what is held for each, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { known: self.known, values: self.values.iter(), others: self.other_pairs() }
    }

    fn find(&self, name: &str) -> Option<Place> {
        match KNOWN.binary_search(&name) {
            Ok(index) => (self.known >> index & 1 == 1).then(|| Place::Known(self.before(index))),
            Err(_) => {
                let pairs = self.other_pairs();
                let found = pairs.binary_search_by(|(held, _)| held.as_str().cmp(name));
                found.ok().map(Place::Other)
            }
        }
    }

    /// How many known names before this one it holds.
    fn before(&self, index: usize) -> usize {
        (self.known & ((1 << index) - 1)).count_ones() as usize
    }

    /// Adds a variable that it does not hold.
    fn add(&mut self, name: Name, value: T) -> &mut T {
        if let Spelling::Known(index) = name.0 {
            let at = self.before(usize::from(index));
            self.known |= 1 << index;
            let mut values = std::mem::take(&mut self.values).into_vec();
            values.reserve_exact(1);
            values.insert(at, value);
            self.values = values.into_boxed_slice();
            return &mut self.values[at];
        }
        let pairs = self.others_mut();
        let at = pairs.partition_point(|(held, _)| held.as_str() < name.as_str());
        pairs.insert(at, (name, value));
        &mut pairs[at].1
    }

    fn other_pairs(&self) -> &[(Name, T)] {
        self.others.as_ref().map_or(&[], |others| &others.pairs)
    }

    fn others_mut(&mut self) -> &mut Vec<(Name, T)> {
        &mut self.others.get_or_insert_with(|| Box::new(Others { pairs: Vec::new() })).pairs
    }
}

/// The names and what is held for each, in order.
pub struct Iter<'a, T> {
    known: u64,
    values: std::slice::Iter<'a, T>,
    others: &'a [(Name, T)],
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = (&'a Name, &'a T);

    fn next(&mut self) -> Option<(&'a Name, &'a T)> {
        let known = NAMES.get(self.known.trailing_zeros() as usize);
        match (known, self.others.split_first()) {
            (known, Some(((name, value), rest)))
                if known.is_none_or(|known| name.as_str() < known.as_str()) =>
            {
                self.others = rest;
                Some((name, value))
            }
            (Some(name), _) => {
                self.known &= self.known - 1;
                Some((name, self.values.next()?))
            }
            (None, _) => None,
        }
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
        let known = NAMES.iter().enumerate().filter(|(index, _)| self.known >> index & 1 == 1);
        let mut pairs: Vec<(Name, T)> =
            known.map(|(_, name)| name.clone()).zip(self.values).collect();
        pairs.extend(self.others.into_iter().flat_map(|others| others.pairs));
        pairs.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
        pairs.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Variables<T> {
    type Item = (&'a Name, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
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
    fn a_variable_takes_twenty_four_bytes() {
        assert!(KNOWN.len() <= 64, "a bit each");
        assert!(size_of::<crate::model::entry::Value>() <= 24);
        assert!(size_of::<Variables<u8>>() <= 32);
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
