//! Entries of a list that are one work.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use strsim::normalized_levenshtein;

use crate::lexicon::numerals::is_small_roman;
use crate::model::entry::{Date, Entry};
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;

/// How like two titles must be.
const LIKE: f64 = 0.9;

/// The most entries of one author and year that are compared with one another.
const MOST: usize = 100;

/// How long two words are at least, in letters, of which one can be seen to be no slip for the other.
const SHORTEST_WORD: usize = 4;

/// Words that are less like each other than this are not one word.
const OTHER_WORD: f64 = 0.5;

/// The longest folded title that is compared letter by letter, in bytes.
const LONGEST: usize = 2_000;

/// For each entry, the earlier one that is the same work, if there is one; `work` gives what can be
/// cited of the entry with this index.
///
/// Two entries are one work if they have the same DOI, or the same first author, year and (nearly)
/// the same title. Titles that differ in a number, or in a word that is no other spelling, are parts of a
/// series.
pub(crate) fn duplicates<'w>(
    entries: &[&Entry],
    work: impl Fn(usize) -> Cow<'w, IndexedWork>,
) -> Vec<Option<ReferenceId>> {
    let mut signs: Vec<(u64, usize)> = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        signs.push((author_and_year(&work(index)), index));
        signs.extend(doi(entry).map(|doi| (hash(&("doi", doi)), index)));
    }
    signs.sort_unstable();
    let mut earlier: Vec<Option<ReferenceId>> = vec![None; entries.len()];
    let groups = signs.chunk_by(|one, other| one.0 == other.0);
    for group in groups.filter(|group| (2..=MOST).contains(&group.len())) {
        let members: Vec<Member> = group
            .iter()
            .map(|&(_, index)| Member { index, entry: entries[index], work: work(index) })
            .collect();
        for (place, second) in members.iter().enumerate() {
            let first = members[..place].iter().find(|first| is_one_work(first, second));
            let known = &mut earlier[second.index];
            *known = known.or(first.map(|first| ReferenceId::new(first.index)));
        }
    }
    earlier
}

/// An entry that is compared with others.
struct Member<'e, 'w> {
    index: usize,
    entry: &'e Entry,
    work: Cow<'w, IndexedWork>,
}

/// A number for the first author and the year: two entries with one number are compared.
fn author_and_year(work: &IndexedWork) -> u64 {
    let first = work.creators.first(0).unwrap_or_default();
    hash(&(first, work.year.as_deref().unwrap_or_default()))
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn doi(entry: &Entry) -> Option<String> {
    entry.text("DOI").filter(|doi| doi.starts_with("10.")).map(str::to_ascii_lowercase)
}

fn is_one_work(first: &Member, second: &Member) -> bool {
    if doi(first.entry).is_some() && doi(first.entry) == doi(second.entry) {
        return true;
    }
    // Volumes of one work, acts of one series.
    let differ = |variable: &str| {
        let (one, other) = (first.entry.text(variable), second.entry.text(variable));
        one.is_some() && other.is_some() && one != other
    };
    if first.entry.kind != "article-journal" && (differ("volume") || differ("number")) {
        return false;
    }
    // Letters after the year say that the author tells them apart.
    let (one, other) = (first.work.suffix(), second.work.suffix());
    if one.is_some() && other.is_some() && one != other {
        return false;
    }
    // Issues of a series that came out on other days.
    fn day(entry: &Entry) -> Option<&Date> {
        entry.date("issued").filter(|date| date.day().is_some())
    }
    if day(first.entry).zip(day(second.entry)).is_some_and(|(one, other)| one != other) {
        return false;
    }
    let (a, b) = (&*first.work.title, &*second.work.title);
    let near = || a.len().max(b.len()) <= LONGEST && normalized_levenshtein(a, b) >= LIKE;
    let like = a.len() >= 12 && b.len() >= 12 && (a == b || near());
    like && !are_parts(first.entry, second.entry)
}

/// Whether the titles are those of parts of a series: word by word they differ in a number, a letter or a
/// roman numeral only ("Part I", "Part II"), or somewhere in whole words ("Northern Region", "Volta
/// Region").
fn are_parts(first: &Entry, second: &Entry) -> bool {
    let (a, b) = (words(first), words(second));
    let counts = |word: &String| {
        let number = word.chars().all(|c| c.is_ascii_digit());
        word.chars().count() <= 1 || number || is_small_roman(&word.to_uppercase())
    };
    let differing: Vec<_> = a.iter().zip(&b).filter(|(one, other)| one != other).collect();
    let all_count = differing.iter().all(|(one, other)| counts(one) && counts(other));
    let is_other = |(one, other): &(&String, &String)| {
        let long = one.chars().count().min(other.chars().count()) >= SHORTEST_WORD;
        long && normalized_levenshtein(one, other) < OTHER_WORD
    };
    let parts = all_count || differing.iter().any(is_other);
    a.len() == b.len() && !differing.is_empty() && parts
}

fn words(entry: &Entry) -> Vec<String> {
    let title = entry.text("title").unwrap_or_default().to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
