//! The keys under which the works of a list can be cited.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::lexicon::inflection::{base_forms, is_inflected_letter};
use crate::lexicon::scripts::{is_cyrillic, is_unspaced};
use crate::model::entry::Entry;
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::{IndexedWork, address_key};
use crate::model::numbered_keys::NumberedKeys;
use crate::text::fold::{fold, is_apostrophe, surname_key};
use crate::text::misspelling::MOST_SLIPS;
use crate::text::shape::Shape;

/// The scanner's dictionary: who is in the list, under which names, with which years.
#[derive(Debug, Clone, Default)]
pub struct CitationIndex {
    works: Vec<IndexedWork>,
    /// The keys of all creators.
    keys: NumberedKeys,
    /// The works whose first creator has a key, key by key in the order of their numbers.
    firsts: Vec<ReferenceId>,
    /// Where the works of each key begin in `firsts`, and where those of the last end.
    starts: Vec<u32>,
    /// Keys of creators of one work, one right after the other; in order.
    pairs: Vec<(u32, u32)>,
    /// Keys of creators with what their given names begin with; in order.
    given: Vec<(u32, char)>,
    /// The works in the order of their titles; and those of them that name no creator.
    by_title: Vec<ReferenceId>,
    anonymous: Vec<ReferenceId>,
    /// The works by the keys of their addresses.
    by_address: HashMap<String, Vec<ReferenceId>>,
    /// The keys of the first creators of each year, each with its work; made when first asked for.
    near: OnceLock<HashMap<String, Vec<(Shape, ReferenceId)>>>,
    /// Words of which keys are made: what no key holds needs no look-up.
    longest: usize,
    unspaced: bool,
    /// Whether names in Latin script may stand in other cases than here.
    inflected: bool,
}

/// All else follows from these.
impl PartialEq for CitationIndex {
    fn eq(&self, other: &CitationIndex) -> bool {
        self.inflected == other.inflected && self.works == other.works
    }
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
const SHORTEST_STEM: usize = 3;

/// In how many bytes of a list one letter of languages that inflect surnames shows that it is in one.
const INFLECTED: usize = 100;

/// How many works one name is compared with at most: where more have names that look so much alike, a
/// near miss says nothing.
pub(crate) const MOST_NEAR: usize = 200;

/// How long the beginning of a title must be to tell which work is meant, folded, in bytes.
pub(crate) const TELLING: usize = 12;

impl CitationIndex {
    /// The index of these entries, in their order, each with its text as written: who stands first
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
        let entries = entries.into_iter();
        let mut citation_index = CitationIndex {
            works: Vec::with_capacity(entries.size_hint().0),
            ..CitationIndex::default()
        };
        let mut firsts: Vec<(u32, ReferenceId)> = Vec::new();
        let (mut letters, mut inflected) = (0, 0);
        for (entry, raw) in entries {
            letters += raw.len();
            inflected += raw.chars().filter(|c| !c.is_ascii() && is_inflected_letter(*c)).count();
            let mut work = IndexedWork::of(entry, raw, &shorts);
            // The line for the repeated author was lost: ", *Cosmopolitanism*, New York, 2006".
            if let Some(before) = citation_index.works.last().filter(|_| raw.starts_with(", ")) {
                work = work.with_creators_of(before);
            }
            citation_index.add(work, &mut firsts);
        }
        citation_index.keys.shrink_to_fit();
        sort(&mut citation_index.pairs);
        sort(&mut citation_index.given);
        citation_index.inflected = inflected * INFLECTED > letters;
        citation_index.set_firsts(firsts);
        citation_index.set_titles();
        citation_index.set_addresses();
        citation_index
    }

    /// Adds a work; the keys of its first creator go to `firsts` with its number.
    fn add(&mut self, work: IndexedWork, firsts: &mut Vec<(u32, ReferenceId)>) {
        let id = ReferenceId::new(self.works.len());
        let mut before: Vec<u32> = Vec::new();
        let initials: Vec<Option<char>> =
            work.given.all().map(|given| given.chars().next()).collect();
        for (place, keys) in work.creators.iter().enumerate() {
            let numbers: Vec<u32> = keys.map(|key| self.number(key)).collect();
            let initial = initials.get(place).copied().flatten();
            self.given.extend(initial.iter().flat_map(|c| numbers.iter().map(|key| (*key, *c))));
            for first in &before {
                self.pairs.extend(numbers.iter().map(|next| (*first, *next)));
            }
            if place == 0 {
                firsts.extend(numbers.iter().map(|key| (*key, id)));
            }
            before = numbers;
        }
        self.works.push(work);
    }

    /// The number of a key; a new one where it has none yet.
    fn number(&mut self, key: &str) -> u32 {
        if let Some(number) = self.keys.get(key) {
            return number;
        }
        self.longest = self.longest.max(key.len());
        self.unspaced |= key.starts_with(is_unspaced);
        self.keys.add(key)
    }

    /// Puts the works of first creators, given by key and work, in the order of the keys.
    fn set_firsts(&mut self, mut firsts: Vec<(u32, ReferenceId)>) {
        firsts.sort_unstable();
        let start = |key: u32| firsts.partition_point(|(other, _)| *other < key) as u32;
        self.starts = (0..=self.keys.len() as u32).map(start).collect();
        self.firsts = firsts.into_iter().map(|(_, work)| work).collect();
    }

    fn set_titles(&mut self) {
        let works = &self.works;
        self.by_title = ReferenceId::all(works.len()).collect();
        self.by_title.sort_by(|a, b| works[a.index()].title.cmp(&works[b.index()].title));
        let anonymous = |id: &&ReferenceId| works[id.index()].given.is_empty();
        self.anonymous = self.by_title.iter().filter(anonymous).copied().collect();
    }

    fn set_addresses(&mut self) {
        for (id, work) in ReferenceId::each(&self.works) {
            if !work.address().is_empty() {
                self.by_address.entry(work.address().to_owned()).or_default().push(id);
            }
        }
    }

    /// Whether some work has an address.
    pub(crate) fn has_addresses(&self) -> bool {
        !self.by_address.is_empty()
    }

    /// The works at an address, in list order.
    pub(crate) fn with_address(&self, url: &str) -> &[ReferenceId] {
        self.by_address.get(&address_key(url)).map_or(&[], Vec::as_slice)
    }

    /// Those of the works, given in the order of their titles, whose titles begin so.
    fn titled<'a>(
        &'a self,
        works: &'a [ReferenceId],
        start: &str,
    ) -> impl Iterator<Item = &'a IndexedWork> {
        let work = |id: &ReferenceId| self.work(*id);
        let from = works.partition_point(|id| *work(id).title < *start);
        works[from..].iter().map(work).take_while(move |it| it.title.starts_with(start))
    }

    /// The works whose titles begin so, folded, in list order.
    pub(crate) fn beginning_with(&self, start: &str) -> Vec<ReferenceId> {
        let mut found: Vec<ReferenceId> = self.with_title(start, |title| title.starts_with(start));
        found.sort_unstable();
        found
    }

    /// The works whose titles, folded, begin so, or are all of the beginning of this; in list order.
    /// What is shorter than four characters tells nothing.
    pub(crate) fn titled_like(&self, cited: &str) -> Vec<ReferenceId> {
        const SHORTEST: usize = 4;
        let starts = cited.char_indices().skip(SHORTEST).map(|(end, _)| &cited[..end]);
        let called = |start: &str| self.with_title(start, |title| title == start);
        let mut found: Vec<ReferenceId> = starts.flat_map(called).collect();
        if cited.chars().count() >= SHORTEST {
            found.extend(self.beginning_with(cited));
        }
        found.sort_unstable();
        found
    }

    /// The works from this title on, in the order of their titles, as long as these fit.
    fn with_title(&self, start: &str, fits: impl Fn(&str) -> bool) -> Vec<ReferenceId> {
        let title = |id: &ReferenceId| &*self.work(*id).title;
        let from = self.by_title.partition_point(|id| title(id) < start);
        self.by_title[from..].iter().copied().take_while(|id| fits(title(id))).collect()
    }

    /// Whether some work is by creators of these keys, the second right after the first.
    pub fn are_coauthors(&self, first: &str, second: &str) -> bool {
        let pair = self.keys.get(first).zip(self.keys.get(second));
        pair.is_some_and(|pair| self.pairs.binary_search(&pair).is_ok())
    }

    /// Whether there is no work at all.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// The works in list order.
    pub fn works(&self) -> &[IndexedWork] {
        &self.works
    }

    /// The work with an id of this list.
    pub fn work(&self, id: ReferenceId) -> &IndexedWork {
        &self.works[id.index()]
    }

    /// Whether some creator of some work has this key.
    pub fn knows(&self, key: &str) -> bool {
        self.keys.get(key).is_some()
    }

    /// The number of a key that some creator has.
    pub(crate) fn number_of(&self, key: &str) -> Option<u32> {
        self.keys.get(key)
    }

    /// The works whose first creator has this key, in list order.
    pub fn with_first(&self, key: &str) -> &[ReferenceId] {
        self.keys.get(key).map_or(&[], |number| self.firsts_of(number))
    }

    /// Whether the first creator of some work is a person with this key.
    pub fn is_first_person(&self, key: &str) -> bool {
        self.with_first(key).iter().any(|&id| self.work(id).is_by_person())
    }

    /// Whether the first creator of some work is a person whose name as a whole has this key, and not one whose
    /// name it is short for.
    pub(crate) fn is_first_name_of_person(&self, key: &str) -> bool {
        let named = |id: ReferenceId| self.work(id).creators.first(0) == Some(key);
        self.with_first(key).iter().any(|&id| self.work(id).is_by_person() && named(id))
    }

    /// The works of a year whose first creator has a key that a slip or two may part from this; the
    /// first `MOST_NEAR` of them.
    pub(crate) fn near_first(&self, key: &str, year: &str) -> impl Iterator<Item = ReferenceId> {
        let works =
            self.near.get_or_init(|| self.by_year()).get(year).map_or(&[][..], Vec::as_slice);
        let own = Shape::of(key);
        let near = works.iter().filter(move |(other, _)| own.is_near(*other, MOST_SLIPS));
        near.map(|(_, work)| *work).take(MOST_NEAR)
    }

    fn by_year(&self) -> HashMap<String, Vec<(Shape, ReferenceId)>> {
        let mut works: HashMap<String, Vec<(Shape, ReferenceId)>> = HashMap::new();
        for (id, work) in ReferenceId::each(&self.works) {
            let others = work.other_years().iter().map(String::as_str);
            for year in work.year.as_deref().into_iter().chain(others) {
                let shapes = work.creators.keys(0).map(|key| (Shape::of(key), id));
                works.entry(year.to_owned()).or_default().extend(shapes);
            }
        }
        works
    }

    fn firsts_of(&self, number: u32) -> &[ReferenceId] {
        let (start, end) = (self.starts[number as usize], self.starts[number as usize + 1]);
        &self.firsts[start as usize..end as usize]
    }

    /// Whether some work that names no creator has a title that is this, folded, or begins so where
    /// this is long enough to tell.
    pub fn has_title(&self, title: &str) -> bool {
        let long = title.len() >= TELLING;
        let first = self.titled(&self.anonymous, title).next();
        !title.is_empty() && first.is_some_and(|work| long || *work.title == *title)
    }

    /// Whether some work has a title that begins so, folded.
    pub fn begins_title(&self, start: &str) -> bool {
        self.titled(&self.by_title, start).next().is_some()
    }

    /// Whether some work of this year has a title that begins so, folded.
    pub fn is_called(&self, title: &str, year: &str) -> bool {
        const SHORTEST: usize = 6;
        title.len() >= SHORTEST && self.has_title_of(title, year)
    }

    /// The same, however few letters are given.
    pub(crate) fn has_title_of(&self, title: &str, year: &str) -> bool {
        self.titled(&self.by_title, title).any(|work| work.is_of(year))
    }

    /// Whether some creator of this key has given names that begin with this letter, in lower case.
    pub fn has_given(&self, key: &str, initial: char) -> bool {
        let known = |key: u32| self.given.binary_search(&(key, initial)).is_ok();
        self.keys.get(key).is_some_and(known)
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
            false => self
                .base_form(&surname)
                .or_else(|| self.elided(name))
                .or_else(|| self.after_initials(name).map(|(key, _)| key))
                .unwrap_or(surname),
        }
    }

    /// The key of a name that is known without the word elided before it: "d'Hurd", "l'Hurd".
    fn elided(&self, name: &str) -> Option<String> {
        let (before, rest) = name.split_once(is_apostrophe)?;
        let word = before.chars().count() <= 2 && rest.starts_with(char::is_uppercase);
        let key = if word { fold(rest) } else { String::new() };
        self.knows(&key).then_some(key)
    }

    /// The key of a name that is known without the initials in one word before it, and these: "YH Han".
    pub(crate) fn after_initials(&self, name: &str) -> Option<(String, String)> {
        const MOST: usize = 3;
        let (initials, surname) = name.split_once(' ')?;
        let in_capitals = initials.chars().all(char::is_uppercase);
        let first = initials.chars().next()?.to_lowercase().next()?;
        let key = fold(surname);
        let given = in_capitals && initials.chars().count() <= MOST && self.has_given(&key, first);
        given.then(|| (key, initials.to_lowercase()))
    }

    /// The key that is known and of which this is another case.
    pub fn base_form(&self, key: &str) -> Option<String> {
        // The genitive of German: "Köpckes (1988)".
        let genitive = || {
            let stem = key.strip_suffix('s').filter(|stem| stem.len() >= SHORTEST_STEM)?;
            self.knows(stem).then(|| stem.to_owned())
        };
        let has_cases = self.inflected || key.starts_with(is_cyrillic);
        let known = || base_forms(key).find(|form| self.knows(form));
        has_cases.then(known).flatten().or_else(genitive)
    }

    /// Whether some creator's key is in a script that puts no spaces between words.
    pub fn is_unspaced(&self) -> bool {
        self.unspaced
    }

    /// Whether some work whose first creator has this name is of this year.
    pub fn has(&self, name: &str, year: &str) -> bool {
        let works = self.with_first(&self.key_of(name)).iter();
        works.map(|&id| self.work(id)).any(|work| work.is_of(year))
    }

    /// The length of the longest key, in bytes.
    pub fn longest_key(&self) -> usize {
        self.longest
    }
}

/// Puts pairs in order, each once.
fn sort<T: Ord>(pairs: &mut Vec<T>) {
    pairs.sort_unstable();
    pairs.dedup();
    pairs.shrink_to_fit();
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
            assert_eq!(citation_index.with_first(key), [ReferenceId::new(0)], "{key}");
        }
    }

    #[test]
    fn elided_words_are_no_part_of_names() {
        let who = entry(vec![Name::person("Hurd", Some("I.".into()))], 1999);
        let other = entry(vec![Name::person("D'Ancona", Some("C.".into()))], 1999);
        let citation_index = CitationIndex::new([(&who, ""), (&other, "")], &[]);
        for (name, key) in [("d'Hurd", "hurd"), ("l’Hurd", "hurd"), ("d'Ancona", "dancona")] {
            assert_eq!(citation_index.key_of(name), key);
        }
    }

    #[test]
    fn a_lost_line_stands_for_the_author_before() {
        let (who, lost) = (entry(vec![Name::person("Hurd", None)], 1999), entry(Vec::new(), 2005));
        let raw = ", “The Strategic Use of Liberal Internationalism,” 2005.";
        let citation_index = CitationIndex::new([(&who, "Hurd, Ian, 1999."), (&lost, raw)], &[]);
        assert!(citation_index.has("Hurd", "2005"));
    }

    #[test]
    fn abbreviations_of_the_text_are_keys() {
        let body = entry(vec![Name::literal("Ghana Statistical Service")], 2013);
        let short =
            Abbreviation { long: "Ghana Statistical Service".into(), short: "GStat".into() };
        assert_eq!(
            CitationIndex::new([(&body, "")], &[short]).with_first("gstat"),
            [ReferenceId::new(0)]
        );
    }

    #[test]
    fn particles_may_be_left_out() {
        let name = Name::person("Vorst", Some("H.".into())).with_particle("van der");
        let work = entry(vec![name], 2000);
        let citation_index = CitationIndex::new([(&work, "")], &[]);
        assert!(citation_index.knows("vandervorst") && citation_index.knows("vorst"));
        assert_eq!(citation_index.works()[0].creators.first(0), Some("vandervorst"));
    }
}
