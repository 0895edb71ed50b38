//! The work that a citation names by its title.

use crate::model::citation::CitedItem;
use crate::model::citation_index::CitationIndex;
use crate::model::ids::ReferenceId;
use crate::text::fold::fold;

/// How long a whole title must be to tell by itself which work is meant, folded, in bytes.
const TELLING: usize = 12;

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
        true => citation_index
            .beginning_with(&title)
            .into_iter()
            .filter(|&index| whole(index))
            .collect(),
        false => found,
    };
    let found = narrowed(found, whole);
    match &item.year {
        Some(year) => narrowed(found, |index| work(index).is_of(&year.text)),
        None => found,
    }
}

/// Those that fit, or all if none does.
fn narrowed(found: Vec<ReferenceId>, fits: impl Fn(ReferenceId) -> bool) -> Vec<ReferenceId> {
    let fitting: Vec<ReferenceId> = found.iter().copied().filter(|&index| fits(index)).collect();
    if fitting.is_empty() { found } else { fitting }
}
