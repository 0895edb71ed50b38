//! The keys under which the works of a list can be cited.

use crate::lexicon::scripts::is_unspaced;
use std::collections::{HashMap, HashSet};

use crate::lexicon::inflection::base_forms;
use crate::model::entry::Entry;
use crate::model::indexed_work::IndexedWork;
use crate::text::fold::{fold, surname_key};

/// The scanner's dictionary: who is in the list, under which names, with which years.
#[derive(Debug, Clone, Default)]
pub struct CitationIndex {
    works: Vec<IndexedWork>,
    /// The keys of all creators, each with the works whose first creator has it.
    keys: HashMap<Box<str>, Vec<usize>>,
    /// Keys of creators of one work, one right after the other.
    pairs: HashSet<(String, String)>,
    /// Words of which keys are made: what no key holds needs no look-up.
    longest: usize,
    unspaced: bool,
}

/// An abbreviation that the text introduces for a longer name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The name in full.
    pub long: String,
    /// The short form.
    pub short: String,
}

/// How long a name must be that an "s" may follow, in bytes.
const SHORTEST_STEM: usize = 4;

/// How long the beginning of a title must be to tell which work is meant, folded, in bytes.
const TELLING: usize = 12;

impl CitationIndex {
    /// the index of these entries, in their order, each with its text as written: who stands first
    /// there can be cited even where the entry was misread. The text may be empty.
    pub fn new<'a>(
        entries: impl IntoIterator<Item = (&'a Entry, &'a str)>,
        abbreviations: &[Abbreviation],
    ) -> CitationIndex {
        let mut shorts: HashMap<String, Vec<String>> = HashMap::new();
        for Abbreviation { long, short } in abbreviations {
            shorts.entry(fold(long)).or_default().push(fold(short));
            shorts.entry(fold(short)).or_default().push(fold(long));
        }
        let mut citation_index = CitationIndex::default();
        for (entry, raw) in entries {
            citation_index.add(IndexedWork::of(entry, raw, &shorts));
        }
        citation_index
    }

    fn add(&mut self, work: IndexedWork) {
        let index = self.works.len();
        for (place, key) in work
            .creators
            .iter()
            .enumerate()
            .flat_map(|(place, keys)| keys.iter().map(move |key| (place, key)))
        {
            self.longest = self.longest.max(key.len());
            self.unspaced |= key.starts_with(is_unspaced);
            let works = self.keys.entry(key.as_str().into()).or_default();
            if place == 0 {
                // Most names are those of one work.
                works.reserve_exact(usize::from(works.is_empty()));
                works.push(index);
            }
        }
        for pair in work.creators.windows(2) {
            let keys = pair[0].iter().flat_map(|one| pair[1].iter().map(move |next| (one, next)));
            self.pairs.extend(keys.map(|(one, next)| (one.clone(), next.clone())));
        }
        self.works.push(work);
    }

    /// Whether some work is by creators of these keys, the second right after the first.
    pub fn are_coauthors(&self, first: &str, second: &str) -> bool {
        self.pairs.contains(&(first.to_owned(), second.to_owned()))
    }

    /// Whether there is no work at all.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// The works in list order.
    pub fn works(&self) -> &[IndexedWork] {
        &self.works
    }

    /// Whether some creator of some work has this key.
    pub fn knows(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// The works whose first creator has this key, in list order.
    pub fn with_first(&self, key: &str) -> &[usize] {
        self.keys.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether some work that names no creator has a title that is this, folded, or begins so where
    /// this is long enough to tell.
    pub fn has_title(&self, title: &str) -> bool {
        let long = title.len() >= TELLING;
        let is =
            |work: &IndexedWork| work.title == title || (long && work.title.starts_with(title));
        !title.is_empty() && self.works.iter().any(|work| work.given.is_empty() && is(work))
    }

    /// Whether some work of this year has a title that begins so, folded.
    pub fn is_called(&self, title: &str, year: &str) -> bool {
        const SHORTEST: usize = 6;
        let is = |work: &IndexedWork| work.title.starts_with(title) && work.is_of(year);
        title.len() >= SHORTEST && self.works.iter().any(is)
    }

    /// Whether some creator of this key has given names that begin with this letter, in lower case.
    pub fn has_given(&self, key: &str, initial: char) -> bool {
        let has = |work: &IndexedWork| {
            let mut given = work.given.iter().enumerate();
            given.any(|(at, given)| work.is_creator(at, key) && given.starts_with(initial))
        };
        self.works.iter().any(has)
    }

    /// The key under which a name is known: as it stands, without initials, or in another case.
    pub fn key_of(&self, name: &str) -> String {
        let whole = fold(name);
        if self.knows(&whole) {
            return whole;
        }
        let surname = surname_key(name);
        match self.knows(&surname) {
            true => surname,
            false => self.base_form(&surname).unwrap_or(surname),
        }
    }

    /// The key that is known and of which this is another case.
    pub fn base_form(&self, key: &str) -> Option<String> {
        // The genitive of German: "Köpckes (1988)".
        let genitive = || {
            let stem = key.strip_suffix('s').filter(|stem| stem.len() >= SHORTEST_STEM)?;
            self.knows(stem).then(|| stem.to_owned())
        };
        base_forms(key).find(|form| self.knows(form)).or_else(genitive)
    }

    /// Whether some creator's key is in a script that puts no spaces between words.
    pub fn is_unspaced(&self) -> bool {
        self.unspaced
    }

    /// Whether some work whose first creator has this name is of this year.
    pub fn has(&self, name: &str, year: &str) -> bool {
        let works = self.with_first(&self.key_of(name)).iter();
        works.map(|&index| &self.works[index]).any(|work| work.is_of(year))
    }

    /// The keys of all first creators.
    pub fn first_keys(&self) -> impl Iterator<Item = (&str, &[usize])> {
        let keys = self.keys.iter().filter(|(_, works)| !works.is_empty());
        keys.map(|(key, works)| (&**key, works.as_slice()))
    }

    /// The length of the longest key, in bytes.
    pub fn longest_key(&self) -> usize {
        self.longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::{Date, Name};

    fn entry(names: Vec<Name>, year: i32) -> Entry {
        let mut entry = Entry::new("x", "book");
        entry.set("author", names);
        entry.set("issued", Date::of_year(year));
        entry
    }

    #[test]
    fn bodies_are_known_by_their_short_forms() {
        let who = entry(vec![Name::literal("World Health Organization (WHO)")], 2010);
        let citation_index = CitationIndex::new([(&who, "")], &[]);
        for key in ["worldhealthorganization", "who", "worldhealthorganizationwho"] {
            assert_eq!(citation_index.with_first(key), [0], "{key}");
        }
    }

    #[test]
    fn abbreviations_of_the_text_are_keys() {
        let body = entry(vec![Name::literal("Ghana Statistical Service")], 2013);
        let short =
            Abbreviation { long: "Ghana Statistical Service".into(), short: "GStat".into() };
        assert_eq!(CitationIndex::new([(&body, "")], &[short]).with_first("gstat"), [0]);
    }

    #[test]
    fn particles_may_be_left_out() {
        let mut name = Name::person("Vorst", Some("H.".into()));
        name.non_dropping_particle = Some("van der".into());
        let work = entry(vec![name], 2000);
        let citation_index = CitationIndex::new([(&work, "")], &[]);
        assert!(citation_index.knows("vandervorst") && citation_index.knows("vorst"));
        assert_eq!(citation_index.works()[0].creators[0][0], "vandervorst");
    }
}
