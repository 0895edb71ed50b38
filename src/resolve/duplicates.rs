//! Entries of a list that are one work.

use crate::lexicon::numerals::is_small_roman;
use std::collections::HashMap;

use strsim::normalized_levenshtein;

use crate::model::citation_index::CitationIndex;
use crate::model::entry::Entry;

/// How like two titles must be.
const LIKE: f64 = 0.9;

/// The most entries of one author and year that are compared with one another.
const MOST: usize = 100;

/// For each entry, the earlier one that is the same work, if there is one.
///
/// Two entries are one work if they have the same DOI, or the same first author, year and (nearly)
/// the same title. Titles that differ in a number only are parts of a series.
pub fn duplicates(entries: &[&Entry], citation_index: &CitationIndex) -> Vec<Option<usize>> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, work) in citation_index.works().iter().enumerate() {
        let first = work.creators.first().and_then(|keys| keys.first()).map_or("", String::as_str);
        let year = work.year.as_deref().unwrap_or_default();
        groups.entry(format!("{first} {year}")).or_default().push(index);
        if let Some(doi) = doi(entries[index]) {
            groups.entry(format!("doi {doi}")).or_default().push(index);
        }
    }
    let mut earlier: Vec<Option<usize>> = vec![None; entries.len()];
    for group in groups.values().filter(|group| group.len() <= MOST) {
        for (place, &second) in group.iter().enumerate() {
            let first = group[..place]
                .iter()
                .find(|&&first| is_one_work(entries, citation_index, first, second));
            earlier[second] = earlier[second].or(first.copied());
        }
    }
    earlier
}

fn doi(entry: &Entry) -> Option<String> {
    entry.text("DOI").filter(|doi| doi.starts_with("10.")).map(str::to_ascii_lowercase)
}

fn is_one_work(
    entries: &[&Entry],
    citation_index: &CitationIndex,
    first: usize,
    second: usize,
) -> bool {
    if doi(entries[first]).is_some() && doi(entries[first]) == doi(entries[second]) {
        return true;
    }
    // Volumes of one work, acts of one series.
    let differ = |variable: &str| {
        let (one, other) = (entries[first].text(variable), entries[second].text(variable));
        one.is_some() && other.is_some() && one != other
    };
    if entries[first].kind != "article-journal" && (differ("volume") || differ("number")) {
        return false;
    }
    // Letters after the year say that the author tells them apart.
    let suffix = |index: usize| citation_index.works()[index].suffix.as_ref();
    if suffix(first).is_some() && suffix(second).is_some() && suffix(first) != suffix(second) {
        return false;
    }
    let title = |index: usize| citation_index.works()[index].title.as_str();
    let (a, b) = (title(first), title(second));
    let like = a == b || normalized_levenshtein(a, b) >= LIKE;
    a.len() >= 12 && b.len() >= 12 && like && !differ_in_number(entries[first], entries[second])
}

/// Whether the titles differ in a number, a letter or a roman numeral only: Part I, Part II.
fn differ_in_number(first: &Entry, second: &Entry) -> bool {
    let (a, b) = (words(first), words(second));
    let counts = |word: &String| {
        let number = word.chars().all(|c| c.is_ascii_digit());
        word.chars().count() <= 1 || number || is_small_roman(&word.to_uppercase())
    };
    let differing: Vec<_> = a.iter().zip(&b).filter(|(one, other)| one != other).collect();
    let all_count = differing.iter().all(|(one, other)| counts(one) && counts(other));
    a.len() == b.len() && !differing.is_empty() && all_count
}

fn words(entry: &Entry) -> Vec<String> {
    let title = entry.text("title").unwrap_or_default().to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
