//! What may be a citation, by every way of citing.

use crate::citations::numeric::Numbered;
use crate::model::citation::Citation;
use crate::text::cover::Cover;

/// What each way of citing finds; which of it counts is for the reading of the whole to say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Candidates {
    /// Names and years.
    pub(super) dated: Vec<Citation>,
    /// Names without a year.
    pub(super) undated: Vec<Citation>,
    /// Authors named in a sentence.
    pub(super) author_mentions: Vec<Citation>,
    /// Names with a page or a title.
    pub(super) paged: Vec<Citation>,
    /// Works that are cited by their own divisions.
    pub(super) classics: Vec<Citation>,
    /// Newspapers by the day.
    pub(super) press: Vec<Citation>,
    /// Numbers.
    pub(super) numbered: Vec<Numbered>,
    /// Keys.
    pub(super) keyed: Vec<Citation>,
    /// Works named in notes.
    pub(super) noted: Vec<Citation>,
    /// What points back: ibid., op. cit.
    pub(super) again: Vec<Citation>,
    /// The blocks that are notes.
    pub(super) notes: Cover,
}

impl Candidates {
    /// Adds those of another, whose places count from `offset`.
    pub(super) fn extend(&mut self, other: Candidates, offset: usize) {
        let Candidates {
            mut dated,
            mut undated,
            mut author_mentions,
            mut paged,
            mut classics,
            mut press,
            mut numbered,
            mut keyed,
            mut noted,
            mut again,
            notes: _,
        } = other;
        for (all, found) in [
            (&mut self.dated, &mut dated),
            (&mut self.undated, &mut undated),
            (&mut self.author_mentions, &mut author_mentions),
            (&mut self.paged, &mut paged),
            (&mut self.classics, &mut classics),
            (&mut self.press, &mut press),
            (&mut self.keyed, &mut keyed),
            (&mut self.noted, &mut noted),
            (&mut self.again, &mut again),
        ] {
            found.iter_mut().for_each(|citation| citation.shift(offset));
            all.append(found);
        }
        numbered.iter_mut().for_each(|one| one.citation.shift(offset));
        self.numbered.append(&mut numbered);
    }
}
