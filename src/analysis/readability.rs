//! Whether text and list were understood well enough to judge one by the other.

use std::collections::HashSet;

use crate::analysis::summary::Analysis;
use crate::model::citation::{CitationKind, MatchKind};
use crate::model::ids::ReferenceId;

/// What was not understood, so that nothing can be said that rests on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// No citation names any entry.
    Nothing,
    /// There are but a few citations, and none names an entry.
    Entries,
    /// Most entries are named by no citation, though the citations name entries: a bibliography that
    /// holds more than is cited, or a further way of citing.
    List,
    /// Most citations name no entry: the list was not read whole, or is another text's.
    Text,
}

/// How many entries without a citation, and works without an entry, are too many to be slips.
const MANY: usize = 10;

/// How many works at least are cited where their ties can tell anything.
const ENOUGH: usize = 6;

impl Analysis<'_> {
    /// What was not understood of text and list, if that is most of it.
    pub fn unread(&self) -> Option<Unread> {
        let listed = self.references().len();
        if listed == 0 {
            return None;
        }
        let named: HashSet<ReferenceId> = self
            .cited_works()
            .flat_map(|one| one.resolution().references.iter().copied())
            .collect();
        if named.is_empty() {
            let several = self.explained.cited >= ENOUGH;
            return Some(if several { Unread::Nothing } else { Unread::Entries });
        }
        let lost = self.works_without_entry();
        if self.lost_numbers() > named.len() {
            return Some(Unread::Text);
        }
        let hardly = self.explained.cited >= ENOUGH
            && self.explained.tied * 3 < self.explained.cited
            && self.named_with_year() * 3 < listed;
        if hardly || (lost >= 2 * MANY && lost > named.len()) {
            return Some(Unread::Text);
        }
        let uncited = listed - named.len();
        (uncited >= MANY && uncited * 3 > listed * 2).then_some(Unread::List)
    }

    /// How many entries are named with their year.
    fn named_with_year(&self) -> usize {
        let dated = self.cited_works().filter(|one| !one.is_match(MatchKind::YearDiffers));
        let named = dated.flat_map(|one| one.resolution().references.iter().copied());
        named.collect::<HashSet<ReferenceId>>().len()
    }

    /// How many different numbers are cited that the list does not have.
    fn lost_numbers(&self) -> usize {
        let numbers = self.cited_works().flat_map(|one| one.item.numbers.iter());
        let lost = numbers.filter(|number| !self.numbers.contains_key(number));
        lost.collect::<HashSet<&u32>>().len()
    }

    /// How many different works are cited that no entry fits.
    fn works_without_entry(&self) -> usize {
        let lost = self.cited_works().filter(|one| {
            one.resolution().match_kind.is_none()
                && one.item.exempt.is_none()
                && one.item.year.is_some()
                && one.citation.kind != CitationKind::Numeric
        });
        lost.map(|one| one.label()).collect::<HashSet<String>>().len()
    }
}
