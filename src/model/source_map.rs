//! Where a text is written in what it was read from.

use crate::text::span::{ShortSpan, Span};

/// From a text to what it was read from: segments of the text in order, each made of one of a part.
/// Running text is made of one source (`P` is `()`); the source of a Word file, an e-book or a project
/// of several files is made of parts, each with its index (`P` is `usize`).
#[derive(Debug, Clone)]
pub struct SourceMap<P = ()> {
    mappings: Vec<ShortMapping<P>>,
}

/// A segment of the text and the one that it was made of. Where both are of one length the bytes are the
/// same; otherwise it was decoded as a whole (`&amp;`, `\_`, a tab).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapping<P = ()> {
    /// The segment of the text.
    pub text: Span,
    /// The part.
    pub part: P,
    /// The bytes of the part.
    pub source: Span,
}

/// A mapping as it is kept: a text has several for each of its lines.
#[derive(Debug, Clone, Copy)]
struct ShortMapping<P> {
    text: ShortSpan,
    part: P,
    source: ShortSpan,
}

impl<P: Copy> ShortMapping<P> {
    fn unpack(self) -> Mapping<P> {
        Mapping { text: self.text.span(), part: self.part, source: self.source.span() }
    }
}

impl<P> Mapping<P> {
    /// Whether the text is the very bytes of the part.
    pub fn is_verbatim(&self) -> bool {
        self.text.len() == self.source.len()
    }
}

impl<P: Copy + PartialEq> Mapping<P> {
    /// This mapping and the one after it as one, if both are verbatim and nothing is between them.
    fn join(self, next: Mapping<P>) -> Option<Mapping<P>> {
        let adjacent = self.part == next.part
            && self.text.end == next.text.start
            && self.source.end == next.source.start;
        (adjacent && self.is_verbatim() && next.is_verbatim()).then(|| Mapping {
            text: self.text.join(next.text),
            source: self.source.join(next.source),
            ..self
        })
    }

    /// What of a mapping is in `span` of the text; what was decoded as a whole stays whole.
    fn clip(self, span: Span) -> Mapping<P> {
        if !self.is_verbatim() {
            return self;
        }
        let text = Span::new(self.text.start.max(span.start), self.text.end.min(span.end));
        let start = self.source.start + (text.start - self.text.start);
        Mapping { text, source: Span::new(start, start + text.len()), ..self }
    }
}

impl<P> Default for SourceMap<P> {
    fn default() -> SourceMap<P> {
        SourceMap { mappings: Vec::new() }
    }
}

impl<P: Copy + PartialEq> SourceMap<P> {
    /// Appends a mapping; one that goes on with the last is joined to it.
    pub(crate) fn push(&mut self, mapping: Mapping<P>) {
        let joined = self.mappings.last().and_then(|last| last.unpack().join(mapping));
        if joined.is_some() {
            self.mappings.pop();
        }
        let Mapping { text, part, source } = joined.unwrap_or(mapping);
        self.mappings.push(ShortMapping { text: text.into(), part, source: source.into() });
    }

    /// Takes off the mappings that begin at a place of the text or after it.
    pub(crate) fn truncate(&mut self, start: usize) {
        while self.mappings.last().is_some_and(|last| last.unpack().text.start >= start) {
            self.mappings.pop();
        }
    }

    /// Takes no more memory than its mappings do.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.mappings.shrink_to_fit();
    }

    /// All mappings, in text order; they do not overlap.
    pub fn mappings(&self) -> impl DoubleEndedIterator<Item = Mapping<P>> {
        self.mappings.iter().map(|mapping| mapping.unpack())
    }

    /// The mappings under a segment of the text, cut to it; what was decoded as a whole stays whole.
    pub fn mappings_in(&self, span: Span) -> impl Iterator<Item = Mapping<P>> {
        let first =
            self.mappings.partition_point(|mapping| mapping.unpack().text.end <= span.start);
        let mappings = self.mappings[first..].iter().map(|mapping| mapping.unpack());
        let under = mappings.take_while(move |mapping| mapping.text.start < span.end);
        under.map(move |mapping| mapping.clip(span))
    }

    /// The first mapping that does not end before the byte at `offset` of the text, or the last of all.
    pub(crate) fn mapping_at(&self, offset: usize) -> Option<Mapping<P>> {
        let next = self.mappings.partition_point(|mapping| mapping.unpack().text.end <= offset);
        self.mappings.get(next).or(self.mappings.last()).map(|mapping| mapping.unpack())
    }

    /// From where to where a segment of the text is written; what lies between its mappings is included.
    pub(crate) fn to_source(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start_in_source(span.start);
            return Span::new(at, at);
        }
        let start = self.start_in_source(span.start);
        Span::new(start, self.end_in_source(span.end).max(start))
    }

    /// The source byte at which the text byte at `offset` begins.
    fn start_in_source(&self, offset: usize) -> usize {
        match self.mapping_at(offset) {
            None => 0,
            Some(mapping) if offset >= mapping.text.end => mapping.source.end,
            Some(mapping) if offset > mapping.text.start && mapping.is_verbatim() => {
                mapping.source.start + (offset - mapping.text.start)
            }
            Some(mapping) => mapping.source.start,
        }
    }

    /// The source byte after the text byte before `offset`.
    pub(crate) fn end_in_source(&self, offset: usize) -> usize {
        let index = self.mappings.partition_point(|mapping| mapping.unpack().text.start < offset);
        match index.checked_sub(1).map(|index| self.mappings[index].unpack()) {
            Some(mapping) if offset < mapping.text.end && mapping.is_verbatim() => {
                mapping.source.start + (offset - mapping.text.start)
            }
            Some(mapping) => mapping.source.end,
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_cut_to_the_segment() {
        let mapping = |text: (usize, usize), source: (usize, usize)| Mapping {
            text: Span::new(text.0, text.1),
            part: 0,
            source: Span::new(source.0, source.1),
        };
        let mut map = SourceMap::default();
        map.push(mapping((0, 4), (10, 14)));
        map.push(mapping((4, 6), (14, 16)));
        map.push(mapping((6, 7), (16, 21)));
        map.push(mapping((7, 9), (40, 42)));
        assert_eq!(map.mappings().count(), 3);
        let cut: Vec<_> = map.mappings_in(Span::new(2, 8)).collect();
        assert_eq!(
            cut,
            [mapping((2, 6), (12, 16)), mapping((6, 7), (16, 21)), mapping((7, 8), (40, 41))]
        );
        assert_eq!(map.mappings_in(Span::new(6, 6)).count(), 0);
    }
}
