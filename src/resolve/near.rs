//! The work that is meant where none fits: misspelt names, authors out of place.

use std::collections::HashMap;

use strsim::damerau_levenshtein;

use crate::model::citation::Fit;
use crate::model::roster::Roster;
use crate::resolve::fit::Claim;

/// The works of each year, so that near misses are looked for among few.
#[derive(Debug, Default)]
pub struct ByYear {
    works: HashMap<String, Vec<usize>>,
}

impl ByYear {
    /// The index of a roster.
    pub fn new(roster: &Roster) -> ByYear {
        let mut works: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, work) in roster.works().iter().enumerate() {
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
pub fn near(claim: &Claim, roster: &Roster, by_year: &ByYear) -> Option<(Vec<usize>, Fit)> {
    let same_year = by_year.of(claim.year.as_ref());
    for (fit, test) in [
        (Fit::Alias, is_part as fn(&Claim, &Roster, usize) -> bool),
        (Fit::Alias, is_short_form),
        (Fit::Misspelled, is_misspelt),
        (Fit::AuthorDiffers, has_moved),
    ] {
        let near = same_year.iter().copied().filter(|&index| test(claim, roster, index));
        let found: Vec<usize> = near.collect();
        if !found.is_empty() {
            return Some((found, fit));
        }
    }
    None
}

/// Part of the name of a body ("World Bank" for "World Bank Group", "RStudio" for "R Studio Team"),
/// or a body that the list names as if it were a person ("Team, R. C." for "R Core Team").
fn is_part(claim: &Claim, roster: &Roster, index: usize) -> bool {
    let work = &roster.works()[index];
    let [name] = claim.names.as_slice() else { return false };
    let inverted = claim.short.as_ref().is_some_and(|short| work.is_maker(0, short));
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
fn is_short_form(claim: &Claim, roster: &Roster, index: usize) -> bool {
    let [name] = claim.names.as_slice() else { return false };
    roster.works()[index].short_forms.contains(name)
}

/// One letter wrong, missing, added or changed with its neighbour; two in long names. The other
/// names must fit.
fn is_misspelt(claim: &Claim, roster: &Roster, index: usize) -> bool {
    let work = &roster.works()[index];
    let Some((name, rest)) = claim.names.split_first() else {
        return false;
    };
    let near = work.makers.first().is_some_and(|keys| keys.iter().any(|key| is_near(name, key)));
    let others = rest.iter().enumerate().all(|(i, key)| work.is_maker(i + 1, key));
    let counted = claim.et_al || claim.names.len() == work.makers.len() || work.more_makers;
    near && others && counted
}

/// Whether two keys differ by a slip.
pub fn is_near(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    a != b && damerau_levenshtein(a, b) <= allowed
}

/// The authors are the work's, in another order or without the first.
fn has_moved(claim: &Claim, roster: &Roster, index: usize) -> bool {
    let work = &roster.works()[index];
    let place = |key: &String| (0..work.makers.len()).any(|i| work.is_maker(i, key));
    !claim.names.is_empty() && claim.names.iter().all(place)
}
