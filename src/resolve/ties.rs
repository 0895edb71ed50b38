//! The tie of each item of each citation.

use std::collections::{HashMap, HashSet};

use crate::model::citation::{Citation, CitationKind, CitedItem, Fit, Tie};
use crate::model::roster::Roster;
use crate::resolve::fit::{Claim, Makers, candidates};
use crate::resolve::near::{ByYear, near};
use crate::text::fold::fold;

/// What citations can be tied to.
#[derive(Debug)]
pub struct Targets<'a> {
    /// The works by their makers and years.
    pub roster: &'a Roster,
    /// The works by their numbers in the list.
    pub numbers: &'a HashMap<u32, usize>,
    /// The works by the keys printed before them.
    pub keys: &'a HashMap<String, usize>,
    /// The records of the library by their keys.
    pub records: &'a HashMap<&'a str, usize>,
    /// For each work, the earlier one in the list that is the same.
    pub same: &'a [Option<usize>],
}

/// Ties each item of each citation: the outer list goes with the citations, the inner one with
/// their items.
pub fn ties(citations: &[Citation], targets: &Targets) -> Vec<Vec<Tie>> {
    let mut ties = Ties { targets, by_year: ByYear::new(targets.roster), known: HashMap::new() };
    let mut last: Option<Tie> = None;
    let mut all = Vec::with_capacity(citations.len());
    for citation in citations {
        let tied = ties.citation(citation, last.as_ref());
        last = tied.last().cloned().or(last);
        all.push(tied);
    }
    ties.prefer_uncited(citations, &mut all);
    all
}

struct Ties<'a> {
    targets: &'a Targets<'a>,
    by_year: ByYear,
    known: HashMap<Claim, Tie>,
}

impl Ties<'_> {
    /// Where the year fits a work of the first author, and all authors fit another that nothing else
    /// cites, that other one is meant: its year is wrong, here or in the list.
    fn prefer_uncited(&mut self, citations: &[Citation], all: &mut [Vec<Tie>]) {
        let exact = |tie: &&Tie| tie.fit == Some(Fit::Exact);
        let tied = all.iter().flatten().filter(exact);
        let cited: HashSet<usize> = tied.flat_map(|tie| tie.references.iter().copied()).collect();
        let roster = self.targets.roster;
        for (citation, ties) in citations.iter().zip(all) {
            for ((names, item), tie) in citation.named_items().zip(ties) {
                if tie.fit != Some(Fit::AuthorDiffers) || names.names.is_empty() {
                    continue;
                }
                let claim = Claim::new(names, item, roster);
                let several = claim.et_al || claim.names.len() > 1;
                let (Makers::All, found) = best(&claim, roster, false) else { continue };
                let found: Vec<usize> =
                    found.into_iter().filter(|index| !cited.contains(index)).collect();
                if several && let [_] = found.as_slice() {
                    *tie = Tie { references: found, fit: Some(Fit::YearDiffers), ..Tie::default() };
                }
            }
        }
    }

    fn citation(&mut self, citation: &Citation, last: Option<&Tie>) -> Vec<Tie> {
        let mut tied = Vec::with_capacity(citation.items.len());
        for (named, item) in citation.named_items() {
            tied.push(match citation.kind {
                CitationKind::Ibid => self.again(item, last),
                CitationKind::Note => self.note(item),
                CitationKind::Numeric => self.numbers(item),
                CitationKind::Key => self.key(item),
                _ => self.names(named, item),
            });
        }
        tied
    }

    fn numbers(&self, item: &CitedItem) -> Tie {
        let references: Vec<usize> = item
            .numbers
            .iter()
            .filter_map(|number| self.targets.numbers.get(number).copied())
            .collect();
        let fit = (!references.is_empty()).then_some(Fit::Exact);
        Tie { references, fit, ..Tie::default() }
    }

    fn key(&self, item: &CitedItem) -> Tie {
        let Some(key) = &item.key else {
            return Tie::default();
        };
        let listed = self.targets.keys.get(key).copied();
        let record = self.targets.records.get(key.as_str()).copied();
        let fit = (listed.is_some() || record.is_some()).then_some(Fit::Exact);
        Tie { references: listed.into_iter().collect(), record, fit }
    }

    fn names(&mut self, names: &CitedItem, item: &CitedItem) -> Tie {
        if let Some(title) = &item.title {
            return self.title(&fold(&title.text));
        }
        let claim = Claim::new(names, item, self.targets.roster);
        if let Some(tie) = self.known.get(&claim) {
            return tie.clone();
        }
        let roster = self.targets.roster;
        let mut tie = tie(&claim, self.targets, &self.by_year);
        let first = names.names.first().map_or("", |name| name.text.as_str());
        if tie.fit.is_none()
            && let Some(parted) = claim.parted(first, roster)
            && let (Makers::Loose | Makers::All, found) = best(&parted, roster, true)
        {
            tie = one_of(self.targets, found, Fit::Exact);
        }
        self.known.insert(claim, tie.clone());
        tie
    }

    /// The work named before: that of the author, if one is named, or the last of all.
    fn again(&self, item: &CitedItem, last: Option<&Tie>) -> Tie {
        let Some(name) = item.names.first() else {
            return last.cloned().unwrap_or_default();
        };
        let roster = self.targets.roster;
        let works = roster.with_first(&roster.key_of(&name.text));
        let before = last.filter(|tie| tie.references.iter().any(|index| works.contains(index)));
        match works {
            [_] => Tie { references: works.to_vec(), fit: Some(Fit::Exact), ..Tie::default() },
            _ => before.cloned().unwrap_or_default(),
        }
    }

    /// The works of the first author whose title has the cited words in it; without one, that of
    /// the year.
    fn note(&mut self, item: &CitedItem) -> Tie {
        let roster = self.targets.roster;
        let title = item.title.as_ref().map_or(String::new(), |title| fold(&title.text));
        let first = item.names.first().map_or(String::new(), |name| roster.key_of(&name.text));
        let works = roster.with_first(&first).iter().copied();
        let found: Vec<usize> =
            works.filter(|&index| roster.works()[index].is_called(&title)).collect();
        match (found.is_empty(), &item.year) {
            (false, _) => one_of(self.targets, found, Fit::Exact),
            (true, Some(_)) => {
                let untitled = CitedItem { title: None, ..item.clone() };
                self.names(&untitled, &untitled)
            }
            (true, None) => Tie::default(),
        }
    }

    fn title(&self, title: &str) -> Tie {
        let works = self.targets.roster.works().iter().enumerate();
        let references: Vec<usize> = works
            .filter(|(_, work)| work.title.starts_with(title))
            .map(|(index, _)| index)
            .collect();
        let fit = match references.len() {
            0 => None,
            1 => Some(Fit::Exact),
            _ => Some(Fit::Ambiguous),
        };
        Tie { references, fit, ..Tie::default() }
    }
}

/// The tie of a claim: the works that fit best, or the one that is near.
fn tie(claim: &Claim, targets: &Targets, by_year: &ByYear) -> Tie {
    if claim.names.is_empty() {
        return Tie::default();
    }
    let roster = targets.roster;
    match best(claim, roster, true) {
        (Makers::Other, _) => {}
        (Makers::First, found) => {
            return one_of(targets, lettered(claim, roster, found), Fit::AuthorDiffers);
        }
        (_, found) => return one_of(targets, lettered(claim, roster, found), Fit::Exact),
    }
    if let Some(plain) = claim.in_dictionary_form(roster)
        && let (Makers::Loose | Makers::All, found) = best(&plain, roster, true)
    {
        return one_of(targets, lettered(&plain, roster, found), Fit::Exact);
    }
    if let Some((found, fit)) = near(claim, roster, by_year) {
        return one_of(targets, found, fit);
    }
    match best(claim, roster, false) {
        (Makers::Loose | Makers::All, found) => {
            let references = nearest_year(claim, roster, &found);
            Tie { references, fit: Some(Fit::YearDiffers), ..Tie::default() }
        }
        _ => Tie::default(),
    }
}

/// Of the works whose first maker fits, and whose year does so or not, those whose makers fit best.
fn best(claim: &Claim, roster: &Roster, dated: bool) -> (Makers, Vec<usize>) {
    let works = roster.works();
    let first = candidates(claim, roster).iter().copied();
    let of_year = first.filter(|&index| claim.dated(&works[index]) == dated);
    let fits: Vec<(Makers, usize)> =
        of_year.map(|index| (claim.makers(&works[index]), index)).collect();
    let highest = fits.iter().map(|(makers, _)| *makers).max().unwrap_or(Makers::Other);
    let best = fits.into_iter().filter(|(makers, _)| *makers == highest);
    (highest, best.map(|(_, index)| index).collect())
}

/// Those with the letter that is cited after the year; all, if none has it.
fn lettered(claim: &Claim, roster: &Roster, found: Vec<usize>) -> Vec<usize> {
    let with: Vec<usize> =
        found.iter().copied().filter(|&index| claim.lettered(&roster.works()[index])).collect();
    if with.is_empty() { found } else { with }
}

/// The tie to works that all fit in this way. Several are in doubt, unless the list has one work
/// several times.
fn one_of(targets: &Targets, found: Vec<usize>, fit: Fit) -> Tie {
    let first = |index: usize| targets.same.get(index).copied().flatten().unwrap_or(index);
    let mut works: Vec<usize> = found.iter().map(|&index| first(index)).collect();
    works.sort_unstable();
    works.dedup();
    let (references, fit) = match works.len() {
        1 if found.len() == 1 => (found, fit),
        1 => (works, fit),
        _ => (found, Fit::Ambiguous),
    };
    Tie { references, fit: Some(fit), ..Tie::default() }
}

/// Of works that differ in year only, the one whose year is nearest.
fn nearest_year(claim: &Claim, roster: &Roster, found: &[usize]) -> Vec<usize> {
    let number = |year: Option<&String>| year.and_then(|year| year.parse::<i32>().ok());
    let cited = number(claim.year.as_ref());
    let distance = |index: &usize| match (cited, number(roster.works()[*index].year.as_ref())) {
        (Some(a), Some(b)) => (a - b).unsigned_abs(),
        _ => u32::MAX,
    };
    found.iter().copied().min_by_key(distance).into_iter().collect()
}
