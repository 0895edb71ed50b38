//! Where a cite stands among those before it.
//!
//! CSL 1.0.2, "Choose", `position`.

use crate::render::citation::{Citation, Cite, Form, Position};

/// Goes through citations in order.
#[derive(Debug)]
pub struct Positions {
    /// For each work: the note that cites it first and the one that cites it last.
    seen: Vec<Option<(usize, usize)>>,
    /// The cites of the citation before.
    before: Vec<Cite>,
    /// How many notes apart are near.
    near: usize,
}

impl Positions {
    /// Nothing is cited yet of so many works.
    pub fn new(works: usize, near: usize) -> Positions {
        Positions { seen: vec![None; works], before: Vec::new(), near }
    }

    /// The positions of the cites of the next citation.
    pub fn next(&mut self, citation: &Citation) -> Vec<Position> {
        let mut positions = Vec::with_capacity(citation.cites.len());
        for (place, cite) in citation.cites.iter().enumerate() {
            let last = match place.checked_sub(1) {
                Some(before) => citation.cites.get(before),
                // A citation of several works has no one work that could be meant by "ibid.".
                None => self
                    .before
                    .last()
                    .filter(|last| self.before.iter().all(|other| other.entry == last.entry)),
            };
            positions.push(cite.position.unwrap_or(self.position(cite, last, citation.note)));
            if cite.form == Form::AuthorOnly {
                continue;
            }
            if let Some(seen) = self.seen.get_mut(cite.entry) {
                *seen = Some((seen.map_or(citation.note, |(first, _)| first), citation.note));
            }
        }
        // Names alone belong to the cite that follows them.
        if citation.cites.iter().any(|cite| cite.form != Form::AuthorOnly) {
            self.before.clone_from(&citation.cites);
        }
        positions
    }

    fn position(&self, cite: &Cite, last: Option<&Cite>, note: usize) -> Position {
        let Some((first, latest)) = self.seen.get(cite.entry).copied().flatten() else {
            return Position::default();
        };
        let same = last.filter(|last| last.entry == cite.entry);
        let places = same.map(|last| (&last.locator, &cite.locator));
        let moved = places.is_some_and(|(before, now)| before != now && now.is_some());
        Position {
            subsequent: true,
            ibid: moved || places.is_some_and(|(before, now)| before == now),
            ibid_with_locator: moved,
            near_note: note > 0 && note.saturating_sub(latest) <= self.near,
            first_note: Some(first).filter(|first| *first > 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::citation::{Label, Locator};

    fn cite(entry: usize, page: &str) -> Cite {
        let locator = Locator { label: Label::Page, text: page.to_owned() };
        Cite { entry, locator: (!page.is_empty()).then_some(locator), ..Cite::default() }
    }

    #[test]
    fn ibid_is_what_was_cited_just_before() {
        let mut positions = Positions::new(3, 5);
        let mut next = |cites: &[(usize, &str)], note| -> Vec<[bool; 4]> {
            let cites = cites.iter().map(|(entry, page)| cite(*entry, page)).collect();
            let found = positions.next(&Citation { cites, note });
            let tests = |p: Position| [p.subsequent, p.ibid, p.ibid_with_locator, p.near_note];
            found.into_iter().map(tests).collect()
        };
        let first = [false; 4];
        assert_eq!(next(&[(0, "")], 1), [first]);
        assert_eq!(next(&[(0, "")], 2), [[true, true, false, true]]);
        assert_eq!(next(&[(0, "3")], 3), [[true, true, true, true]]);
        assert_eq!(next(&[(0, "")], 4), [[true, false, false, true]]);
        assert_eq!(next(&[(1, ""), (2, "")], 5), [first, first]);
        assert_eq!(next(&[(2, "")], 20), [[true, false, false, false]]);
    }
}
