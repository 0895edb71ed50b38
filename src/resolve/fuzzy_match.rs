//! The work that is meant where none fits: misspelt names, authors out of place.

use std::collections::HashMap;

use strsim::damerau_levenshtein;

use crate::model::citation::MatchKind;
use crate::model::citation_index::CitationIndex;
use crate::resolve::claim::Claim;

/// The works of each year, so that near misses are looked for among few.
#[derive(Debug, Default)]
pub struct ByYear {
    works: HashMap<String, Vec<usize>>,
}

impl ByYear {
    /// The index of an index.
    pub fn new(citation_index: &CitationIndex) -> ByYear {
        let mut works: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, work) in citation_index.works().iter().enumerate() {
            for year in work.year.iter().chain(&work.other_years) {
                works.entry(year.clone()).or_default().push(index);
            }
        }
        ByYear { works }
    }

    fn of(&self, year: Option<&String>) -> &[usize] {
        year.and_then(|year| self.works.get(year)).map_or(&[], Vec::as_slice)
    }
}

/// The works of the same year that the claim is near to, and how.
pub fn fuzzy_match(
    claim: &Claim,
    citation_index: &CitationIndex,
    by_year: &ByYear,
) -> Option<(Vec<usize>, MatchKind)> {
    let same_year = by_year.of(claim.year.as_ref());
    for (match_kind, test) in [
        (MatchKind::Alias, is_part as fn(&Claim, &CitationIndex, usize) -> bool),
        (MatchKind::Alias, is_short_form),
        (MatchKind::Misspelled, is_misspelt),
        (MatchKind::AuthorDiffers, has_moved),
    ] {
        let near = same_year.iter().copied().filter(|&index| test(claim, citation_index, index));
        let found: Vec<usize> = near.collect();
        if !found.is_empty() {
            return Some((found, match_kind));
        }
    }
    None
}

/// Part of the name of a body ("World Bank" for "World Bank Group", "RStudio" for "R Studio Team"),
/// or a body that the list names as if it were a person ("Team, R. C." for "R Core Team").
fn is_part(claim: &Claim, citation_index: &CitationIndex, index: usize) -> bool {
    let work = &citation_index.works()[index];
    let [name] = claim.names.as_slice() else { return false };
    let inverted = claim.short.as_ref().is_some_and(|short| work.is_creator(0, short));
    let whole = claim.words.concat();
    let begins = (1..work.body.len()).any(|count| {
        let begin = work.body[..count].concat();
        begin == *name || begin == whole
    });
    let (few, many) = match claim.words.len() < work.body.len() {
        true => (&claim.words, &work.body),
        false => (&work.body, &claim.words),
    };
    let within = few.len() > 1 && few[0] == many[0] && few.iter().all(|word| many.contains(word));
    inverted || (begins && name.chars().count() > 2) || within
}

/// A short form that stands somewhere in the entry: "KEBS" for "Kenya Bureau of Standards (KEBS)".
fn is_short_form(claim: &Claim, citation_index: &CitationIndex, index: usize) -> bool {
    let [name] = claim.names.as_slice() else { return false };
    citation_index.works()[index].short_forms.contains(name)
}

/// One letter wrong, missing, added or changed with its neighbour; two in long names. The other
/// names must fit.
fn is_misspelt(claim: &Claim, citation_index: &CitationIndex, index: usize) -> bool {
    let work = &citation_index.works()[index];
    let Some((name, rest)) = claim.names.split_first() else {
        return false;
    };
    let near =
        work.creators.first().is_some_and(|keys| keys.iter().any(|key| is_misspelling(name, key)));
    let others = rest.iter().enumerate().all(|(i, key)| work.is_creator(i + 1, key));
    let counted = claim.et_al || claim.names.len() == work.creators.len() || work.more_creators;
    near && others && counted
}

/// Whether two keys differ by a slip.
pub fn is_misspelling(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    a != b && damerau_levenshtein(a, b) <= allowed
}

/// The authors are the work's, in another order or without the first.
fn has_moved(claim: &Claim, citation_index: &CitationIndex, index: usize) -> bool {
    let work = &citation_index.works()[index];
    let place = |key: &String| (0..work.creators.len()).any(|i| work.is_creator(i, key));
    !claim.names.is_empty() && claim.names.iter().all(place)
}
