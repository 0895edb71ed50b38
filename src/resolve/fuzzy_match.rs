//! The work that is meant where none fits: misspelt names, authors out of place.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::model::citation::MatchKind;
use crate::model::citation_index::{CitationIndex, MOST_NEAR};
use crate::model::ids::ReferenceId;
use crate::resolve::claim::Claim;

/// Where near misses are looked for, so that each claim is compared with few works.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    /// The works by the words that the names of their bodies begin with, joined.
    bodies: HashMap<String, Vec<ReferenceId>>,
    /// The works by short forms that stand in them.
    short_forms: HashMap<String, Vec<ReferenceId>>,
    /// The numbers of the keys of creators that do not stand first, each with its work, in order.
    creators: Vec<(u32, ReferenceId)>,
}

impl Neighbours {
    /// Those of an index.
    pub(crate) fn new(citation_index: &CitationIndex) -> Neighbours {
        let mut all = Neighbours::default();
        for (index, work) in ReferenceId::each(citation_index.works()) {
            for count in 1..work.body().len() {
                all.bodies.entry(work.body()[..count].concat()).or_default().push(index);
            }
            for form in work.short_forms() {
                all.short_forms.entry(form.clone()).or_default().push(index);
            }
            let creators = work.creators.iter().skip(1).flatten();
            let creators = creators.filter_map(|key| citation_index.number_of(key));
            all.creators.extend(creators.map(|key| (key, index)));
        }
        all.creators.sort_unstable();
        all
    }

    /// The works of which the claim may name a part.
    fn of_bodies(&self, claim: &Claim, citation_index: &CitationIndex) -> Vec<ReferenceId> {
        let whole = claim.words.concat();
        let begun = |begin: &String| self.bodies.get(begin).map(Vec::as_slice);
        let begins = [claim.names.first(), Some(&whole)].into_iter().flatten().filter_map(begun);
        let like = claim.words.first().and_then(begun);
        let like = like.map(|works| &works[..works.len().min(MOST_NEAR)]);
        let inverted = claim.short.iter().map(|short| citation_index.with_first(short));
        in_order(begins.chain(like).chain(inverted))
    }

    fn of_short_forms(&self, claim: &Claim, _: &CitationIndex) -> Vec<ReferenceId> {
        in_order(claim.names.first().and_then(|name| self.short_forms.get(name)).map(Vec::as_slice))
    }

    /// The works whose first creator has a key that a slip or two may part from the claim's.
    fn of_slips(&self, claim: &Claim, citation_index: &CitationIndex) -> Vec<ReferenceId> {
        let year = claim.year.as_deref();
        let Some((name, year)) = claim.names.first().zip(year) else { return Vec::new() };
        let near: Vec<ReferenceId> = citation_index.near_first(name, year).collect();
        in_order([near.as_slice()])
    }

    /// The works of which the first name of the claim is a creator.
    fn of_creators(&self, claim: &Claim, citation_index: &CitationIndex) -> Vec<ReferenceId> {
        let Some(name) = claim.names.first() else { return Vec::new() };
        let number = citation_index.number_of(name);
        let own = number.map_or(&[][..], |number| {
            let start = self.creators.partition_point(|(key, _)| *key < number);
            let count = self.creators[start..].partition_point(|(key, _)| *key == number);
            &self.creators[start..start + count]
        });
        let others: Vec<ReferenceId> = own.iter().map(|(_, work)| *work).collect();
        in_order([others.as_slice(), citation_index.with_first(name)])
    }
}

/// The works of several lists, each once, in list order.
fn in_order<'a>(lists: impl IntoIterator<Item = &'a [ReferenceId]>) -> Vec<ReferenceId> {
    let mut works: Vec<ReferenceId> = lists.into_iter().flatten().copied().collect();
    works.sort_unstable();
    works.dedup();
    works
}

/// Finds works that a claim may be near to.
type Find = fn(&Neighbours, &Claim, &CitationIndex) -> Vec<ReferenceId>;

/// Tells whether a claim is near to a work.
type Test = fn(&Claim, &CitationIndex, ReferenceId) -> bool;

/// The works of the same year that the claim is near to, and how. Where to look is found out the first
/// time.
pub(crate) fn fuzzy_match(
    claim: &Claim,
    citation_index: &CitationIndex,
    neighbours: &OnceCell<Neighbours>,
) -> Option<(Vec<ReferenceId>, MatchKind)> {
    let neighbours = neighbours.get_or_init(|| Neighbours::new(citation_index));
    let year = claim.year.as_ref()?;
    let ways: [(MatchKind, Find, Test); 4] = [
        (MatchKind::Alias, Neighbours::of_bodies, is_part),
        (MatchKind::Alias, Neighbours::of_short_forms, is_short_form),
        (MatchKind::Misspelled, Neighbours::of_slips, is_misspelt),
        (MatchKind::AuthorDiffers, Neighbours::of_creators, has_moved),
    ];
    ways.into_iter().find_map(|(match_kind, find, test)| {
        let mut near = find(neighbours, claim, citation_index);
        near.retain(|&index| {
            citation_index.work(index).is_of(year) && test(claim, citation_index, index)
        });
        (!near.is_empty()).then_some((near, match_kind))
    })
}

/// Part of the name of a body ("World Bank" for "World Bank Group", "RStudio" for "R Studio Team"),
/// or a body that the list names as if it were a person ("Team, R. C." for "R Core Team").
fn is_part(claim: &Claim, citation_index: &CitationIndex, index: ReferenceId) -> bool {
    let work = citation_index.work(index);
    let [name] = claim.names.as_slice() else { return false };
    let inverted = claim.short.as_ref().is_some_and(|short| work.is_creator(0, short));
    let whole = claim.words.concat();
    let begins = (1..work.body().len()).any(|count| {
        let begin = work.body()[..count].concat();
        begin == *name || begin == whole
    });
    let (few, many) = match claim.words.len() < work.body().len() {
        true => (&claim.words[..], work.body()),
        false => (work.body(), &claim.words[..]),
    };
    let within = few.len() > 1 && few[0] == many[0] && few.iter().all(|word| many.contains(word));
    inverted || (begins && name.chars().count() > 2) || within
}

/// A short form that stands somewhere in the entry: "KEBS" for "Kenya Bureau of Standards (KEBS)".
fn is_short_form(claim: &Claim, citation_index: &CitationIndex, index: ReferenceId) -> bool {
    let [name] = claim.names.as_slice() else { return false };
    citation_index.work(index).short_forms().contains(name)
}

/// The first name differs by a slip, and the others fit.
fn is_misspelt(claim: &Claim, citation_index: &CitationIndex, index: ReferenceId) -> bool {
    citation_index.work(index).is_misspelt(&claim.names, claim.et_al)
}

/// The authors are the work's, in another order or without the first. "Et al." stands for authors
/// behind the one that is named: of the last of several it says that another work is meant.
fn has_moved(claim: &Claim, citation_index: &CitationIndex, index: ReferenceId) -> bool {
    let work = citation_index.work(index);
    let last = work.creators.len().saturating_sub(1);
    let ends = |key: &String| last > 1 && work.is_creator(last, key) && !work.more_creators;
    let behind = match claim.names.as_slice() {
        [only] => !(claim.et_al && ends(only)),
        _ => true,
    };
    !claim.names.is_empty() && behind && claim.names.iter().all(|key| work.has_creator(key))
}
