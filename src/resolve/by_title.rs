//! The work that a citation names by its title.

use crate::model::citation::CitedItem;
use crate::model::citation_index::{CitationIndex, TELLING};
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::text::fold::fold;

/// How many works are gone through for a title that begins none of theirs.
const MOST_SEARCHED: usize = 500;

/// The works that have the title of an item, in full or in short. Of several, those that have the
/// title as it stands, the first author and the year, as far as any has them.
pub(crate) fn by_title(item: &CitedItem, citation_index: &CitationIndex) -> Vec<ReferenceId> {
    let title = item.title.as_ref().map_or(String::new(), |title| fold(&title.text));
    let work = |index: ReferenceId| citation_index.work(index);
    let by_first = item.names.first().map(|name| citation_index.key_of(&name.text));
    let with_first = by_first.as_ref().map_or(&[][..], |key| citation_index.with_first(key));
    let found: Vec<ReferenceId> = match with_first.is_empty() {
        true => citation_index.titled_like(&title),
        false => {
            let called = with_first.iter().filter(|&&index| work(index).is_called(&title));
            called.copied().collect()
        }
    };
    let whole =
        |index: ReferenceId| *work(index).title == *title || work(index).main_title() == title;
    // A whole title is that of its work, whoever of its authors was read before it.
    let found: Vec<ReferenceId> = match found.is_empty() && title.len() >= TELLING {
        true => with_whole_title(&title, citation_index),
        false => found,
    };
    let found = narrowed(found, whole);
    let keys: Vec<String> =
        item.names.iter().map(|name| citation_index.key_of(&name.text)).collect();
    let more = item.et_al.is_some();
    let found = narrowed(found, |index| are_all_creators(work(index), &keys, more));
    match &item.year {
        Some(year) => narrowed(found, |index| work(index).is_of(&year.text)),
        None => found,
    }
}

/// Whether a work has just these creators, or more where "et al." says so.
fn are_all_creators(work: &IndexedWork, keys: &[String], more: bool) -> bool {
    let there = work.creators.len();
    let as_many = match more {
        true => there > keys.len() || work.more_creators,
        false => there == keys.len() && !work.more_creators,
    };
    as_many && keys.iter().enumerate().all(|(place, key)| work.is_creator(place, key))
}

/// The works of a folded title; without any, the one in whose title it stands, which may have been read
/// with names before it.
fn with_whole_title(title: &str, citation_index: &CitationIndex) -> Vec<ReferenceId> {
    let is = |id: &ReferenceId| {
        let work = citation_index.work(*id);
        *work.title == *title || work.main_title() == title
    };
    let found: Vec<ReferenceId> =
        citation_index.beginning_with(title).into_iter().filter(is).collect();
    if !found.is_empty() {
        return found;
    }
    if citation_index.works().len() > MOST_SEARCHED {
        return Vec::new();
    }
    let works = ReferenceId::each(citation_index.works());
    let holding = works.filter(|(_, work)| work.title.contains(title)).map(|(id, _)| id);
    let holding: Vec<ReferenceId> = holding.take(2).collect();
    if holding.len() == 1 { holding } else { Vec::new() }
}

/// Those that fit, or all if none does.
fn narrowed(found: Vec<ReferenceId>, fits: impl Fn(ReferenceId) -> bool) -> Vec<ReferenceId> {
    let fitting: Vec<ReferenceId> = found.iter().copied().filter(|&index| fits(index)).collect();
    if fitting.is_empty() { found } else { fitting }
}
