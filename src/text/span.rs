//! A segment of a text, in bytes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of UTF-8, on character boundaries.
///
/// Which text it counts in is said where the span is held: the running text of a document
/// (everywhere inside), or the source file (in reports and fixes).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// How many bytes it covers.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The piece of `text` that it covers; empty if it does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same segment, counted from `offset` bytes earlier.
    pub const fn shift(self, offset: usize) -> Span {
        Span::new(self.start + offset, self.end + offset)
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let piece = self.of(text);
        let start = self.start + (piece.len() - piece.trim_start().len());
        Span::new(start, start + piece.trim().len())
    }
}

/// A [`Span`] in half the room, for what there are millions of. No text that is read is so long that
/// its places do not fit: what lies behind is the last place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShortSpan {
    start: u32,
    end: u32,
}

impl ShortSpan {
    /// The same as a span.
    pub const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl From<Span> for ShortSpan {
    fn from(span: Span) -> ShortSpan {
        let short = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        ShortSpan { start: short(span.start), end: short(span.end) }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Range<usize> {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_half_open() {
        assert!(Span::new(0, 3).overlaps(Span::new(2, 5)));
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn trim_keeps_character_boundaries() {
        let text = "x  Қазақ  y";
        let span = Span::new(1, text.len() - 1).trim(text);
        assert_eq!(span.of(text), "Қазақ");
    }
}
