//! A second look at the entries as written, where a citation fits none as it was read.
//!
//! An entry may have been read wrong, or hold more than one year or name. What the citation says is
//! looked for in its text before anything is said to be missing or wrong.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::str::Split;

use strsim::damerau_levenshtein;

use crate::lexicon::lists::list;
use crate::model::citation::{
    Citation, CitationKind, Cited, CitedItem, MatchKind, Resolution, Signal,
};
use crate::model::citation_index::{CitationIndex, MOST_NEAR};
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::text::fold::{fold, is_dash};
use crate::text::shape::Shape;

/// The entries of a list as written.
#[derive(Debug)]
pub(crate) struct Written {
    /// The folded words, each with the entries that have it, in order.
    entries: HashMap<String, Vec<ReferenceId>>,
    /// The folded beginning of each entry.
    begins: Vec<String>,
    /// The text before the title of each entry, folded; empty where no title was read.
    leads: Vec<String>,
    /// The ranges of numbers in each entry; its pages are among them.
    ranges: Vec<Vec<RangeInclusive<u32>>>,
}

impl Written {
    /// The words of these entries, each with the text before its title.
    pub(crate) fn new<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Written {
        let mut written = Written {
            entries: HashMap::new(),
            begins: Vec::new(),
            leads: Vec::new(),
            ranges: Vec::new(),
        };
        for (index, (entry, lead)) in ReferenceId::each(entries) {
            for word in words(entry) {
                written.entries.entry(word).or_default().push(index);
            }
            written.leads.push(fold(lead));
            written.ranges.push(ranges(entry));
            written.begins.push(fold(&entry.chars().take(BEGINNING).collect::<String>()));
        }
        written
    }

    /// Whether the entry begins with this name.
    fn begins(&self, index: ReferenceId, name: &str) -> bool {
        self.begins.get(index.index()).is_some_and(|begin| begin.starts_with(&fold(name)))
    }

    /// Whether the words of the name are not all among those before the title of the entry.
    fn is_behind_title(&self, index: ReferenceId, name: &str) -> bool {
        let lead = self.leads.get(index.index()).map_or("", String::as_str);
        !lead.is_empty() && !telling_words(name).iter().all(|word| lead.contains(word))
    }

    /// The entries that have this word.
    fn with(&self, word: &str) -> &[ReferenceId] {
        self.entries.get(word).map_or(&[], Vec::as_slice)
    }

    fn has(&self, index: ReferenceId, word: &str) -> bool {
        self.with(word).binary_search(&index).is_ok()
    }

    /// Whether a number lies between two that the entry has as a range.
    fn spans(&self, index: ReferenceId, number: &str) -> bool {
        let ranges = self.ranges.get(index.index()).map_or(&[][..], Vec::as_slice);
        number.parse().is_ok_and(|number| ranges.iter().any(|range| range.contains(&number)))
    }

    /// Whether all words of a name stand in the entry.
    fn has_name(&self, index: ReferenceId, name: &str) -> bool {
        let words = telling_words(name);
        !words.is_empty() && words.iter().all(|word| self.has(index, word))
    }
}

/// How long a short form of a body is at most, in characters.
const LONGEST_SHORT_FORM: usize = 6;

/// How much of an entry is looked at for the name that it begins with, in characters.
const BEGINNING: usize = 80;

/// The folded words of a text; what a hyphen joins counts as a whole and in parts.
fn words(text: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    let inside = |c: char| c.is_alphanumeric() || is_dash(c) || matches!(c, '\'' | '’');
    for word in text.split(|c| !inside(c)).filter(|word| !word.is_empty()) {
        found.insert(fold(word));
        found.extend(word.split(|c: char| !c.is_alphanumeric()).map(fold));
    }
    found.remove("");
    found
}

/// The folded words of a name without initials.
fn telling_words(name: &str) -> HashSet<String> {
    words(name).into_iter().filter(|word| word.chars().count() > 1).collect()
}

/// The ranges of numbers in a text that pages like years can be; what the second number leaves out is that of
/// the first: "1895–908", "1930-38".
fn ranges(text: &str) -> Vec<RangeInclusive<u32>> {
    const FIRST: u32 = 1000;
    /// Few works have more pages; "018-2975" is part of an identifier.
    const MOST: u32 = 60;
    let is_part = |c: char| c.is_ascii_digit() || is_dash(c);
    let range = |part: &str| {
        let (first, rest) = part.split_once(is_dash)?;
        let last = rest.trim_start_matches(is_dash);
        let kept = first.get(..first.len().saturating_sub(last.len()))?;
        let (low, high): (u32, u32) = (first.parse().ok()?, format!("{kept}{last}").parse().ok()?);
        (low < high && low >= FIRST && high - low <= MOST).then_some(low..=high)
    };
    text.split(|c| !is_part(c)).filter_map(range).collect()
}

/// Looks again at what does not fit: ties it where the text of an entry has what is cited, and marks
/// it where the entry is in doubt.
pub(crate) fn second_look(
    citations: &mut [Citation],
    written: &Written,
    citation_index: &CitationIndex,
) {
    let mut uncited = uncited(citations, citation_index.works().len());
    let look = Look { written, citation_index };
    // What a work that nothing else cites was tied to by: the same names and year mean it again.
    let mut again: HashMap<(String, String), Resolution> = HashMap::new();
    for citation in citations {
        citation.reconsider(|kind, named, item| {
            let by_name = !named.names.is_empty() && item.exempt.is_none();
            if !by_name || item.resolution.match_kind == Some(MatchKind::Exact) {
                return None;
            }
            let year = item.year.as_ref().map(|year| fold(&year.text)).unwrap_or_default();
            let said = (look.key_of(named), year);
            let better = match again.get(&said).filter(|_| item.resolution.match_kind.is_none()) {
                Some(before) => before.clone(),
                None => look.at(kind, named, item, &uncited)?,
            };
            better.references.iter().for_each(|index| {
                uncited.remove(index);
            });
            if better.signals.contains(&Signal::LikeUncitedEntry) {
                again.insert(said, better.clone());
            }
            Some(better)
        });
    }
}

/// The entries that nothing names.
fn uncited(citations: &[Citation], listed: usize) -> HashSet<ReferenceId> {
    let items = citations.iter().flat_map(|citation| &citation.items);
    let named: HashSet<ReferenceId> =
        items.flat_map(|item| item.resolution.references.iter().copied()).collect();
    ReferenceId::all(listed).filter(|index| !named.contains(index)).collect()
}

#[derive(Clone, Copy)]
struct Look<'a> {
    written: &'a Written,
    citation_index: &'a CitationIndex,
}

impl Look<'_> {
    /// The keys of the names that are cited, joined.
    fn key_of(self, named: &CitedItem) -> String {
        let keys = named.names.iter().map(|name| self.citation_index.key_of(&name.text));
        keys.collect::<Vec<String>>().join(" ")
    }

    /// A better resolution, if the entries as written give one.
    fn at(
        self,
        kind: CitationKind,
        named: &CitedItem,
        item: &CitedItem,
        uncited: &HashSet<ReferenceId>,
    ) -> Option<Resolution> {
        let year = item.year.as_ref().map(|year| fold(&year.text));
        let found = &item.resolution;
        match found.match_kind {
            None if year.is_none() => self.written_title(named, item),
            None => self.written_entry(named, item, year.as_deref(), uncited),
            Some(MatchKind::YearDiffers) => {
                let year = year.as_deref()?;
                self.page(found, year)
                    .or_else(|| self.other_year(named, found, year))
                    .or_else(|| self.slip_of_uncited(named, year, uncited))
            }
            Some(MatchKind::AuthorDiffers) => self.other_names(kind, named, found),
            Some(MatchKind::Misspelled) => self.other_spelling(kind, named, found),
            Some(MatchKind::Ambiguous) if kind == CitationKind::Note => {
                self.first_page(item, found)
            }
            _ => None,
        }
    }

    /// The one entry of the first author that has the other names and the words of the title somewhere in
    /// its text: what is cited in place of a title may be the journal.
    fn written_title(self, named: &CitedItem, item: &CitedItem) -> Option<Resolution> {
        let first = named.names.first()?;
        let parts = words(&item.title.as_ref()?.text);
        let has = |index: &&ReferenceId| {
            let by_all = named.names.iter().all(|name| self.written.has_name(**index, &name.text));
            by_all && parts.iter().all(|word| self.written.has(**index, word))
        };
        let works = self.citation_index.with_first(&self.citation_index.key_of(&first.text));
        let mut found = works.iter().filter(has);
        let index = found.next().filter(|_| !parts.is_empty())?;
        found.next().is_none().then(|| tied(*index, MatchKind::Alias, Signal::NamesInEntry))
    }

    /// The one entry that has the first name, most of the others, and the year somewhere in its text, or
    /// the one that is not cited, is of this year and has nearly this name.
    fn written_entry(
        self,
        named: &CitedItem,
        item: &CitedItem,
        year: Option<&str>,
        uncited: &HashSet<ReferenceId>,
    ) -> Option<Resolution> {
        let (first, year) = (named.names.first()?, year?);
        let suffixed = item.suffix.as_ref().map(|letter| format!("{year}{letter}"));
        let dated = |index: ReferenceId| {
            self.written.has(index, year)
                || suffixed.as_ref().is_some_and(|year| self.written.has(index, year))
        };
        let of_year = self.written.with(year).iter().copied();
        let suffixed_too = suffixed.iter().flat_map(|year| self.written.with(year));
        let mut of_year: Vec<ReferenceId> = of_year.chain(suffixed_too.copied()).collect();
        of_year.sort_unstable();
        of_year.dedup();
        // The entries that have the rarest word of the name; those of the year, if they are fewer.
        let first_words = words(&first.text);
        let rarest = first_words.iter().filter(|word| word.chars().count() > 1);
        let rarest = rarest.map(|word| self.written.with(word)).min_by_key(|list| list.len());
        // Of several names most have to be there: one may have a slip in it.
        let most = |index: ReferenceId| {
            let has = |name: &&Cited| self.written.has_name(index, &name.text);
            let written = named.names.iter().filter(has).count();
            written * 2 > named.names.len()
        };
        let has = |index: &ReferenceId| {
            dated(*index) && self.written.has_name(*index, &first.text) && most(*index)
        };
        let found: Vec<ReferenceId> = match rarest.filter(|list| list.len() < of_year.len()) {
            Some(list) => list.iter().copied().filter(has).collect(),
            None => of_year.iter().copied().filter(has).collect(),
        };
        if let [index] = found.as_slice() {
            let behind_title = self.written.is_behind_title(*index, &first.text);
            let work = self.citation_index.work(*index);
            // "A comment on Buser (2012)" is a work about Buser's.
            if work.title.contains(&fold(&first.text)) && work.is_of_another_year(year) {
                return None;
            }
            // Who stands behind others in an entry that nothing else cites is cited in their place.
            let behind = uncited.contains(index) && !self.written.begins(*index, &first.text);
            let short = first.text.chars().count() <= LONGEST_SHORT_FORM;
            // A publisher or a translator is no author: who cites in full names them too.
            let kind = match behind && !short && !behind_title {
                true => MatchKind::AuthorDiffers,
                false => MatchKind::Alias,
            };
            return Some(tied(*index, kind, Signal::NameAndYearInEntry));
        }
        let key = self.citation_index.key_of(&first.text);
        // "of de Vigotski": what was taken for a particle may be a word of the sentence.
        let bare = fold(first.text.trim_start_matches(|c: char| !c.is_uppercase()));
        let looks_alike = |index: &ReferenceId| {
            uncited.contains(index)
                && (self.looks_like(*index, &key) || self.looks_like(*index, &bare))
        };
        // A list that lost the creators and the title of an entry still has its year.
        let is_lost = |index: &&ReferenceId| {
            let work = self.citation_index.work(**index);
            uncited.contains(*index) && work.creators.is_empty() && work.title.is_empty()
        };
        let lost = of_year.iter().find(is_lost).copied();
        let near = of_year.into_iter().filter(looks_alike).take(MOST_NEAR);
        let is_like =
            |index: &ReferenceId| self.is_like(*index, &key) || self.is_like(*index, &bare);
        let near: Vec<ReferenceId> = near.filter(is_like).collect();
        match near.as_slice() {
            [index] => Some(tied(*index, MatchKind::Misspelled, Signal::LikeUncitedEntry)),
            _ => lost
                .map(|index| tied(index, MatchKind::Alias, Signal::UnnamedEntry))
                .or_else(|| self.slip_of_uncited(named, year, uncited)),
        }
    }

    /// The one entry of this year that is not cited and has these names but for one letter of the first, however
    /// short that is: "Li et al. 2009" is the "Liu, J., …, 2009" that nothing else cites.
    fn slip_of_uncited(
        self,
        named: &CitedItem,
        year: &str,
        uncited: &HashSet<ReferenceId>,
    ) -> Option<Resolution> {
        let keys: Vec<String> =
            named.names.iter().map(|name| self.citation_index.key_of(&name.text)).collect();
        let (first, rest) = keys.split_first()?;
        let is_slip = |key: &str| {
            key.chars().next() == first.chars().next() && damerau_levenshtein(key, first) == 1
        };
        let is_meant = |index: &&ReferenceId| {
            let work = self.citation_index.work(**index);
            let count = work.creators.len();
            let counted = match named.leaves_out_names() {
                true => count > keys.len().max(2) || work.more_creators,
                false => count == keys.len(),
            };
            uncited.contains(*index)
                && work.is_of(year)
                && counted
                && work.creators.keys(0).any(is_slip)
                && rest.iter().enumerate().all(|(at, key)| work.is_creator(at + 1, key))
        };
        let mut meant = self.written.with(year).iter().filter(is_meant);
        let index = meant.next()?;
        let only = meant.next().is_none();
        only.then(|| tied(*index, MatchKind::Misspelled, Signal::LikeUncitedEntry))
    }

    /// Whether the first creator of a work has nearly this name: a third of its letters may differ,
    /// or two after a beginning that is the same, since nothing else cites the work.
    fn is_like(self, index: ReferenceId, key: &str) -> bool {
        self.has_name(index, key, |name, allowed| damerau_levenshtein(name, key) <= allowed)
    }

    /// The same at a glance: some that are not like it look so.
    fn looks_like(self, index: ReferenceId, key: &str) -> bool {
        self.has_name(index, key, |_, _| true)
    }

    /// Whether a name of the first creator of a work is about as long as this one and has about its
    /// letters, and passes a test with the number of letters that may differ.
    fn has_name(self, index: ReferenceId, key: &str, test: impl Fn(&str, usize) -> bool) -> bool {
        const SHORTEST: usize = 4;
        let own = Shape::of(key);
        let creators = &self.citation_index.work(index).creators;
        let like = |name: &str| {
            let other = Shape::of(name);
            let shorter = own.length().min(other.length());
            let alike = shorter > SHORTEST && key.chars().take(2).eq(name.chars().take(2));
            let allowed = (shorter / 3).max(if alike { 2 } else { 0 });
            other.length() >= SHORTEST && own.is_near(other, allowed) && test(name, allowed)
        };
        own.length() >= SHORTEST && creators.keys(0).any(like)
    }

    /// The number is no year, but one of the pages of the entry: "(Hardie 1907)".
    fn page(self, found: &Resolution, number: &str) -> Option<Resolution> {
        let paged = found.references.iter().find(|index| self.written.spans(**index, number));
        paged.map(|&index| tied(index, MatchKind::Exact, Signal::PageInEntry))
    }

    /// The year stands in the entry, or in another that has all these names, though not where its date was
    /// read.
    fn other_year(self, named: &CitedItem, found: &Resolution, year: &str) -> Option<Resolution> {
        let key = named.names.first().map(|name| self.citation_index.key_of(&name.text));
        let works = key.map_or(&[][..], |key| self.citation_index.with_first(&key));
        let mut works = found.references.iter().chain(works);
        let dated = works.find(|&&index| {
            let named = named.names.iter().all(|name| self.written.has_name(index, &name.text));
            let other = self.citation_index.work(index).is_of_another_year(year);
            self.written.has(index, year) && (found.references.contains(&index) || named && other)
        });
        dated.map(|&index| tied(index, MatchKind::Exact, Signal::YearInEntry))
    }

    /// Of several works the one in whose entry the page stands that is cited: lawyers give the first,
    /// "Hurd, J Trust Law 2016, 195".
    fn first_page(self, item: &CitedItem, found: &Resolution) -> Option<Resolution> {
        let page = fold(item.locator.as_ref()?.text.split([' ', '(']).next()?);
        let has = |index: &&ReferenceId| self.written.has(**index, &page);
        let mut paged = found.references.iter().filter(has);
        let index = paged.next().filter(|_| page.len() > 1)?;
        paged.next().is_none().then(|| tied(*index, MatchKind::Exact, Signal::NameAndYearInEntry))
    }

    /// All names stand in the entry, and more of them are cited than were read as its creators: it
    /// was read wrong.
    fn other_names(
        self,
        kind: CitationKind,
        named: &CitedItem,
        found: &Resolution,
    ) -> Option<Resolution> {
        let [index] = found.references.as_slice() else { return None };
        let work = self.citation_index.work(*index);
        let key = |name: &str| self.citation_index.key_of(name);
        let known = |name: &str| work.has_creator(&key(name));
        let written = named.names.iter().all(|name| self.written.has_name(*index, &name.text));
        let unread = named.names.iter().any(|name| !known(&name.text));
        // The list itself leaves authors out.
        let several = named.names.len() > 1;
        let left_out = several && self.written.has(*index, "et") && self.written.has(*index, "al");
        // Notes give whole references, in which the names of namesakes were read as one.
        let twice = is_read_twice(work, named.names.len())
            || kind == CitationKind::Note && has_namesake_of_first(work);
        let behind = self.has_creators_behind_title(*index, named);
        let misread = (written && unread) || left_out || (twice && written) || behind;
        misread.then(|| tied(*index, MatchKind::Exact, Signal::NamesInEntry))
    }

    /// Whether creators that were read in an entry stand behind its title, as the editors of the book
    /// that it is in, and those before it are all that are cited.
    fn has_creators_behind_title(self, index: ReferenceId, named: &CitedItem) -> bool {
        let lead = self.written.leads.get(index.index()).map_or("", String::as_str);
        let creators = &self.citation_index.work(index).creators;
        let leads = |mut keys: Split<char>| keys.any(|key| lead.contains(key));
        let before = creators.iter().filter(|keys| leads(keys.clone())).count();
        let cited = named
            .names
            .iter()
            .all(|name| lead.contains(self.citation_index.key_of(&name.text).as_str()));
        let all = before == named.names.len() || (named.leaves_out_names() && before > 1);
        !lead.is_empty() && cited && all && before < creators.len()
    }

    /// The name stands before the title of the entry as cited, or is the genitive of the entry's.
    fn other_spelling(
        self,
        kind: CitationKind,
        named: &CitedItem,
        found: &Resolution,
    ) -> Option<Resolution> {
        let [index] = found.references.as_slice() else { return None };
        let name = &named.names.first()?.text;
        let work = self.citation_index.work(*index);
        // A further creator of the name, and the name in a title or that of a publisher, do not stand for the first.
        let elsewhere = || {
            let own = self.citation_index.key_of(name);
            work.creators.iter().skip(1).flatten().any(|key| key.contains(&own))
                || self.written.is_behind_title(*index, name)
        };
        if self.written.has_name(*index, name) && !elsewhere() {
            return Some(tied(*index, MatchKind::Alias, Signal::NamesInEntry));
        }
        let name = Some(name).filter(|_| kind == CitationKind::Narrative)?;
        let genitive = name.strip_suffix('s').is_some_and(|stem| work.is_creator(0, &fold(stem)));
        let declined = || work.creators.keys(0).any(|key| is_declined(name, key));
        (genitive || declined()).then(|| tied(*index, MatchKind::Alias, Signal::Genitive))
    }
}

/// Whether a further creator of a work can be cited as the first.
fn has_namesake_of_first(work: &IndexedWork) -> bool {
    let mut further = work.creators.iter().skip(1).flatten();
    work.creators.first(0).is_some_and(|first| further.any(|key| key == first))
}

/// Whether the creators of a work were read twice, as a label before the entry or the entry itself gives
/// them, and `cited` is how many there are. Co-authors may share a surname, so one that comes again alone
/// tells nothing.
fn is_read_twice(work: &IndexedWork, cited: usize) -> bool {
    let keys: Vec<Option<&str>> =
        (0..work.creators.len()).map(|at| work.creators.first(at)).collect();
    let again = (1..keys.len()).find(|&at| keys[at] == keys[0]).unwrap_or(keys.len());
    let rest = &keys[again..];
    match again {
        1 => rest.len() == cited,
        _ => rest.len() > 1 && keys.starts_with(rest) && again == cited,
    }
}

/// Whether a name of several words is that of a key but for the endings of adjectives: "des Statistischen
/// Bundesamts" is "Statistisches Bundesamt".
fn is_declined(name: &str, key: &str) -> bool {
    let endings: Vec<&str> =
        list("adjective-ending").iter().filter_map(|ending| ending.strip_prefix('-')).collect();
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    let rest = words.iter().try_fold(key, |rest, word| {
        let stem = endings.iter().find_map(|ending| word.strip_suffix(*ending)).unwrap_or(word);
        let rest = rest.strip_prefix(stem)?;
        Some(endings.iter().find_map(|ending| rest.strip_prefix(*ending)).unwrap_or(rest))
    });
    words.len() > 1 && rest == Some("")
}

fn tied(index: ReferenceId, kind: MatchKind, signal: Signal) -> Resolution {
    Resolution {
        references: vec![index],
        match_kind: Some(kind),
        signals: vec![signal],
        ..Resolution::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bodies_have_cases() {
        assert!(is_declined("Statistischen Bundesamts", "statistischesbundesamt"));
        assert!(!is_declined("Statistisches Landesamt", "statistischesbundesamt"));
        assert!(!is_declined("Kenya Bureau of Standads", "kenyabureauofstandards"));
        assert!(!is_declined("Bundesamtes", "bundesamt"));
    }

    #[test]
    fn pages_are_ranges_of_numbers() {
        assert_eq!(ranges("J. Soils, vol. 3-4, pp. 1895–908."), [1895..=1908]);
        assert_eq!(ranges("s00-018-2975, 12, 9-9, pp. 1930--38"), [1930..=1938]);
    }

    #[test]
    fn words_are_whole_and_in_parts() {
        let written = Written::new([("Kim-Cohen, J., O’Neil, P. (2010a). Text. 12–14.", "")]);
        let first = ReferenceId::new(0);
        for word in ["kimcohen", "kim", "cohen", "oneil", "2010a", "12"] {
            assert!(written.has(first, word), "{word}");
        }
        assert!(written.has_name(first, "J. Kim‐Cohen") && !written.has_name(first, "Kim Smith"));
    }
}
