//! What may have been a citation, and was not taken for one.

use crate::citations::candidates::Candidates;
use crate::citations::numeric::Numbered;
use crate::model::citation::Citation;
use crate::text::cover::Cover;
use crate::text::span::Span;

/// A candidate that is no citation under the reading of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands.
    pub span: Span,
    /// What it looks like, and why that did not count.
    pub reason: &'static str,
}

impl Candidates {
    /// How many citations by names and years share nothing with those that were taken: a reading
    /// leaves them unexplained. What a whole reference in a note has is part of it.
    pub(crate) fn dated_left_out(&self, taken: &[Citation]) -> usize {
        let noted = self.noted.iter().map(|citation| citation.span);
        let taken = Cover::of(taken.iter().map(|citation| citation.span).chain(noted));
        self.dated.iter().filter(|citation| !taken.overlaps(citation.span)).count()
    }

    /// The candidates that share nothing with the citations that were taken, in text order.
    pub(crate) fn left_out<'a>(&'a self, taken: &[Citation]) -> Vec<LeftOut> {
        let taken = Cover::of(taken.iter().map(|citation| citation.span));
        let (powers, numbered): (Vec<&Numbered>, Vec<&Numbered>) =
            self.numbered.iter().partition(|one| one.like_power);
        let citations = |numbered: Vec<&'a Numbered>| numbered.into_iter().map(|one| &one.citation);
        let forms: [(Box<dyn Iterator<Item = &Citation> + '_>, &str); 7] = [
            (Box::new(self.dated.iter()), "names and years, which the document does not cite by"),
            (Box::new(self.undated.iter()), "names without a year, of which the text speaks"),
            (
                Box::new(self.paged.iter()),
                "names with pages or titles, which the document does not cite by",
            ),
            (Box::new(citations(powers)), "a raised number that is rather a power"),
            (Box::new(citations(numbered)), "numbers in a form that the document does not cite by"),
            (Box::new(self.keyed.iter()), "a key that neither the list nor a library has"),
            (Box::new(self.noted.iter()), "a work in a note, which the document does not cite by"),
        ];
        let mut found: Vec<LeftOut> = Vec::new();
        for (citations, reason) in forms {
            let free = citations.filter(|citation| !taken.overlaps(citation.span));
            found.extend(free.map(|citation| LeftOut { span: citation.span, reason }));
        }
        found.sort_by_key(|one| (one.span.start, one.span.end));
        found.dedup_by_key(|one| one.span);
        found
    }
}
