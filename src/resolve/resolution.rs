//! what each item of each citation.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::citations::notes::Notes;
use crate::model::citation::{Citation, CitationKind, CitedItem, MatchKind, Resolution};
use crate::model::citation_index::CitationIndex;
use crate::model::ids::{RecordId, ReferenceId};
use crate::resolve::by_title::by_title;
use crate::resolve::claim::{Claim, CreatorMatch, candidates};
use crate::resolve::fuzzy_match::{Neighbours, fuzzy_match};
use crate::text::span::Span;

/// What citations can be tied to.
#[derive(Debug)]
pub(crate) struct Targets<'a> {
    /// The works by their creators and years.
    pub citation_index: &'a CitationIndex,
    /// The notes of the document.
    pub notes: &'a Notes,
    /// The works by their numbers in the list.
    pub numbers: &'a HashMap<u32, ReferenceId>,
    /// The works by the keys printed before them.
    pub keys: &'a HashMap<String, ReferenceId>,
    /// The records of the library by their keys.
    pub records: &'a HashMap<&'a str, RecordId>,
    /// For each work, the earlier one in the list that is the same.
    pub duplicate_of: &'a [Option<ReferenceId>],
}

/// Ties each item of each citation to what it points to.
pub(crate) fn resolve(citations: &mut [Citation], targets: &Targets) {
    let mut resolver =
        Resolver { targets, neighbours: OnceCell::new(), known: HashMap::new(), cited: Vec::new() };
    let mut last: Option<Resolution> = None;
    for citation in &mut *citations {
        let tied = resolver.citation(citation, last.as_ref());
        last = tied.last().cloned().or(last);
        citation.point_to(tied);
    }
    resolver.prefer_uncited(citations);
}

struct Resolver<'a> {
    targets: &'a Targets<'a>,
    /// Where near misses are looked for, once one is.
    neighbours: OnceCell<Neighbours>,
    known: HashMap<Claim, Resolution>,
    /// The works cited so far, in text order, with where they are.
    cited: Vec<(Span, ReferenceId)>,
}

impl Resolver<'_> {
    /// Where the year fits a work of the first author, and all authors fit another that nothing else
    /// cites, that other one is meant: its year is wrong, here or in the list.
    fn prefer_uncited(&mut self, citations: &mut [Citation]) {
        let items = citations.iter().flat_map(|citation| &citation.items);
        let exact = items.filter(|item| item.resolution.match_kind == Some(MatchKind::Exact));
        let cited: HashSet<ReferenceId> =
            exact.flat_map(|item| item.resolution.references.iter().copied()).collect();
        let citation_index = self.targets.citation_index;
        for citation in citations {
            citation.reconsider(|_, names, item| {
                let differs = item.resolution.match_kind == Some(MatchKind::AuthorDiffers);
                if !differs || names.names.is_empty() {
                    return None;
                }
                let claim = Claim::new(names, item, citation_index);
                let several = claim.et_al || claim.names.len() > 1;
                let (CreatorMatch::Covered | CreatorMatch::Full, found) =
                    best(&claim, citation_index, false)
                else {
                    return None;
                };
                let mut found: Vec<ReferenceId> = found;
                found.retain(|index| !cited.contains(index));
                (several && found.len() == 1).then(|| Resolution {
                    references: found,
                    match_kind: Some(MatchKind::YearDiffers),
                    ..Resolution::default()
                })
            });
        }
    }

    fn citation(&mut self, citation: &Citation, last: Option<&Resolution>) -> Vec<Resolution> {
        let mut tied = Vec::with_capacity(citation.items.len());
        for (named, item) in citation.named_items() {
            let resolution = match citation.kind {
                CitationKind::Ibid => self.again(item, last),
                CitationKind::Note => self.note_or_address(item),
                CitationKind::Numeric => self.numbers(item),
                CitationKind::Key => self.key(item),
                _ => self.names(named, item),
            };
            self.cited.extend(resolution.references.iter().map(|index| (item.span, *index)));
            tied.push(resolution);
        }
        tied
    }

    fn numbers(&self, item: &CitedItem) -> Resolution {
        let references: Vec<ReferenceId> = item
            .numbers
            .iter()
            .filter_map(|number| self.targets.numbers.get(number).copied())
            .collect();
        let match_kind = (!references.is_empty()).then_some(MatchKind::Exact);
        Resolution { references, match_kind, ..Resolution::default() }
    }

    fn key(&self, item: &CitedItem) -> Resolution {
        let Some(key) = &item.key else {
            return Resolution::default();
        };
        let listed = self.targets.keys.get(key).copied();
        let record = self.targets.records.get(key.as_str()).copied();
        let match_kind = (listed.is_some() || record.is_some()).then_some(MatchKind::Exact);
        Resolution {
            references: listed.into_iter().collect(),
            record,
            match_kind,
            ..Resolution::default()
        }
    }

    fn names(&mut self, names: &CitedItem, item: &CitedItem) -> Resolution {
        if item.title.is_some() {
            let found = by_title(item, self.targets.citation_index);
            return match found.is_empty() {
                true => Resolution::default(),
                false => one_of(self.targets, found, MatchKind::Exact),
            };
        }
        let claim = Claim::new(names, item, self.targets.citation_index);
        if let Some(resolution) = self.known.get(&claim) {
            return resolution.clone();
        }
        let citation_index = self.targets.citation_index;
        let mut resolution = resolution(&claim, self.targets, &self.neighbours);
        let first = names.names.first().map_or("", |name| name.text.as_str());
        if resolution.match_kind.is_none()
            && let Some(split_compound) = claim.split_compound(first, citation_index)
            && let (CreatorMatch::EtAl | CreatorMatch::Covered | CreatorMatch::Full, found) =
                best(&split_compound, citation_index, true)
        {
            resolution = one_of(self.targets, found, MatchKind::Exact);
        }
        self.known.insert(claim, resolution.clone());
        resolution
    }

    /// The work named before: that of the author, if one is named, or the last of all.
    fn again(&self, item: &CitedItem, last: Option<&Resolution>) -> Resolution {
        let Some(name) = item.names.first() else {
            return last.cloned().unwrap_or_default();
        };
        let citation_index = self.targets.citation_index;
        let works = citation_index.with_first(&citation_index.key_of(&name.text));
        let before = self.cited.iter().rev().find(|(_, index)| works.contains(index));
        match works {
            [_] => Resolution {
                references: works.to_vec(),
                match_kind: Some(MatchKind::Exact),
                ..Resolution::default()
            },
            _ => before.map_or_else(Resolution::default, |&(_, index)| Resolution {
                references: vec![index],
                match_kind: Some(MatchKind::Exact),
                ..Resolution::default()
            }),
        }
    }

    /// What a note names; where that is not in the list, the work that stands at the address it gives.
    fn note_or_address(&mut self, item: &CitedItem) -> Resolution {
        let found = self.note(item);
        match &item.address {
            Some(address) if found.match_kind.is_none() => {
                let works = self.targets.citation_index.with_address(&address.text);
                one_of(self.targets, works.to_vec(), MatchKind::Exact)
            }
            _ => found,
        }
    }

    /// What a note names: the work of its title, or of its author's last that was cited, or of its
    /// names and year.
    fn note(&mut self, item: &CitedItem) -> Resolution {
        let citation_index = self.targets.citation_index;
        let found = match &item.title {
            Some(_) => by_title(item, citation_index),
            None => Vec::new(),
        };
        if !found.is_empty() {
            return one_of(self.targets, found, MatchKind::Exact);
        }
        match (&item.title, &item.year) {
            (_, Some(_)) => {
                let untitled = CitedItem { title: None, ..item.clone() };
                self.names(&untitled, &untitled)
            }
            (Some(_), None) => Resolution::default(),
            (None, None) => self.author_alone(item),
        }
    }

    /// The work of the first author named that is cited in the note whose number is given.
    fn cited_in_note(&self, item: &CitedItem) -> Option<ReferenceId> {
        let citation_index = self.targets.citation_index;
        let name = item.names.first()?;
        let works = citation_index.with_first(&citation_index.key_of(&name.text));
        let note = self.targets.notes.numbered(item.in_note?)?;
        let noted =
            |(span, index): &&(Span, ReferenceId)| note.contains(*span) && works.contains(index);
        self.cited.iter().rev().find(noted).map(|(_, index)| *index)
    }

    /// The work of an author who is named without year and title: the one that is cited in the note whose
    /// number is given, the one that was cited last, or the only one.
    fn author_alone(&mut self, item: &CitedItem) -> Resolution {
        let found = self.names(item, item);
        // In the note that is given any work of theirs is meant: the list may have less of its authors.
        if let Some(index) = self.cited_in_note(item) {
            let match_kind = Some(MatchKind::Exact);
            return Resolution { references: vec![index], match_kind, ..found };
        }
        let fits = |(_, index): &&(Span, ReferenceId)| found.references.contains(index);
        let last = self.cited.iter().rev().find(fits);
        match last {
            Some(&(_, index)) if found.match_kind == Some(MatchKind::Ambiguous) => {
                Resolution { references: vec![index], match_kind: Some(MatchKind::Exact), ..found }
            }
            _ => found,
        }
    }
}

/// The tie of a claim: the works that fit best, or the one that is near.
fn resolution(claim: &Claim, targets: &Targets, neighbours: &OnceCell<Neighbours>) -> Resolution {
    if claim.names.is_empty() {
        return Resolution::default();
    }
    let citation_index = targets.citation_index;
    match best(claim, citation_index, true) {
        (CreatorMatch::None, _) => {}
        (CreatorMatch::FirstOnly | CreatorMatch::AnyOrder, found) => {
            return one_of(
                targets,
                with_suffix(claim, citation_index, found),
                MatchKind::AuthorDiffers,
            );
        }
        (_, found) => {
            return one_of(targets, with_suffix(claim, citation_index, found), MatchKind::Exact);
        }
    }
    if let Some(plain) = claim.in_dictionary_form(citation_index)
        && let (CreatorMatch::EtAl | CreatorMatch::Covered | CreatorMatch::Full, found) =
            best(&plain, citation_index, true)
    {
        return one_of(targets, with_suffix(&plain, citation_index, found), MatchKind::Exact);
    }
    if let Some((found, match_kind)) = fuzzy_match(claim, citation_index, neighbours) {
        return one_of(targets, with_suffix(claim, citation_index, found), match_kind);
    }
    match best(claim, citation_index, false) {
        // The list gives but the first of those named, and another year: "Lind and Moe 2011" is not
        // "Lind et al. 2013".
        (CreatorMatch::Covered, found)
            if found.iter().all(|&index| citation_index.work(index).creators.len() < 2) =>
        {
            Resolution::default()
        }
        (CreatorMatch::EtAl | CreatorMatch::Covered | CreatorMatch::Full, found) => {
            let references = nearest_year(claim, citation_index, &found);
            Resolution {
                references,
                match_kind: Some(MatchKind::YearDiffers),
                ..Resolution::default()
            }
        }
        _ => Resolution::default(),
    }
}

/// Of the works whose first creator fits, and whose year does so or not, those whose creators fit best.
fn best(
    claim: &Claim,
    citation_index: &CitationIndex,
    year_matches: bool,
) -> (CreatorMatch, Vec<ReferenceId>) {
    let first = candidates(claim, citation_index).iter().copied();
    let of_year =
        first.filter(|&index| claim.year_matches(citation_index.work(index)) == year_matches);
    let fit = |index| (claim.creator_match(citation_index.work(index)), index);
    let fits: Vec<(CreatorMatch, ReferenceId)> = of_year.map(fit).collect();
    let highest = fits.iter().map(|(creators, _)| *creators).max().unwrap_or(CreatorMatch::None);
    let best = fits.into_iter().filter(|(creators, _)| *creators == highest);
    (highest, best.map(|(_, index)| index).collect())
}

/// Those with the letter that is cited after the year, and of them those with just the initials that are
/// cited: "K Hurd" is not K. A. Hurd where there are both. All, if none has them.
fn with_suffix(
    claim: &Claim,
    citation_index: &CitationIndex,
    found: Vec<ReferenceId>,
) -> Vec<ReferenceId> {
    let with: Vec<ReferenceId> = found
        .iter()
        .copied()
        .filter(|&index| claim.with_suffix(citation_index.work(index)))
        .collect();
    let found = if with.is_empty() { found } else { with };
    let named =
        found.iter().copied().filter(|&index| claim.has_initials(citation_index.work(index)));
    let named: Vec<ReferenceId> = named.collect();
    if named.is_empty() { found } else { named }
}

/// The tie to works that all fit in this way. Several are in doubt, unless the list has one work
/// several times.
fn one_of(targets: &Targets, found: Vec<ReferenceId>, match_kind: MatchKind) -> Resolution {
    let first = |index: ReferenceId| {
        targets.duplicate_of.get(index.index()).copied().flatten().unwrap_or(index)
    };
    let mut works: Vec<ReferenceId> = found.iter().map(|&index| first(index)).collect();
    works.sort_unstable();
    works.dedup();
    let (references, match_kind) = match works.len() {
        1 if found.len() == 1 => (found, match_kind),
        1 => (works, match_kind),
        _ => (found, MatchKind::Ambiguous),
    };
    Resolution { references, match_kind: Some(match_kind), ..Resolution::default() }
}

/// Of works that differ in year only, the one whose year is nearest.
fn nearest_year(
    claim: &Claim,
    citation_index: &CitationIndex,
    found: &[ReferenceId],
) -> Vec<ReferenceId> {
    let number = |year: Option<&str>| year.and_then(|year| year.parse::<i32>().ok());
    let cited = number(claim.year.as_deref());
    let distance =
        |index: &ReferenceId| match (cited, number(citation_index.work(*index).year.as_deref())) {
            (Some(a), Some(b)) => (a - b).unsigned_abs(),
            _ => u32::MAX,
        };
    found.iter().copied().min_by_key(distance).into_iter().collect()
}
