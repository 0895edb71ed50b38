//! Positions as editors count them: lines, and UTF-16 units or bytes in a line.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::span::Span;

/// What the columns of positions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every editor knows.
    Utf16,
}

impl Encoding {
    /// Returns the first of those that an editor offers; UTF-16 where it offers none.
    pub(super) fn of(offered: &[PositionEncodingKind]) -> Encoding {
        match offered.contains(&PositionEncodingKind::UTF8) {
            true => Encoding::Utf8,
            false => Encoding::Utf16,
        }
    }

    /// Returns its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// The length of a text.
    fn length(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }

    /// The bytes of the beginning of a line that has this length; a character that is cut counts not.
    fn bytes(self, line: &str, length: usize) -> usize {
        let mut left = length;
        for (at, ch) in line.char_indices() {
            let width = if self == Encoding::Utf8 { ch.len_utf8() } else { ch.len_utf16() };
            if width > left {
                return at;
            }
            left -= width;
        }
        line.len()
    }
}

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// Finds the lines of a text. They end as the protocol says: with a line feed, a carriage
    /// return, or both.
    pub(super) fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Lines(std::iter::once(0).chain(ends.map(|at| at + 1)).collect())
    }

    /// Returns where the byte at `offset` of the text stands.
    pub(super) fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let line = self.0.partition_point(|start| *start <= offset).saturating_sub(1);
        let before = text.get(self.0[line]..offset).unwrap_or("");
        Position::new(count(line), count(encoding.length(before)))
    }

    /// Returns where a span of the text stands.
    pub(super) fn range(&self, text: &str, span: Span, encoding: Encoding) -> Range {
        Range::new(
            self.position(text, span.start, encoding),
            self.position(text, span.end, encoding),
        )
    }

    /// Returns the byte of the text at a position; what lies beyond a line or the text is its end.
    pub(super) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.0.get(line) else {
            return text.len();
        };
        let end = self.0.get(line + 1).copied().unwrap_or(text.len());
        let whole = text[start..end].trim_end_matches(['\n', '\r']);
        start + encoding.bytes(whole, position.character as usize)
    }

    /// Returns the stretch of the text at a range.
    pub(super) fn span(&self, text: &str, range: Range, encoding: Encoding) -> Span {
        let start = self.offset(text, range.start, encoding);
        Span::new(start, self.offset(text, range.end, encoding).max(start))
    }

    /// Returns the end of the line in which the byte at `offset` stands, before what ends it.
    pub(super) fn end_of_line(&self, text: &str, offset: usize) -> usize {
        let line = self.0.partition_point(|start| *start <= offset);
        let end = self.0.get(line).copied().unwrap_or(text.len());
        let start = self.0[line.saturating_sub(1)];
        start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

/// The protocol counts in 32 bits.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "👩‍🔬 (Hurd)\r\nҚазақ 王 b\rc\n";

    #[test]
    fn columns_count_units_of_utf16_or_bytes() {
        let lines = Lines::of(TEXT);
        for (what, utf16, utf8) in [
            ("(Hurd)", (0, 6), (0, 12)),
            ("王", (1, 6), (1, 11)),
            ("b", (1, 8), (1, 15)),
            ("c", (2, 0), (2, 0)),
        ] {
            let at = TEXT.find(what).expect("in the text");
            for (encoding, (line, column)) in [(Encoding::Utf16, utf16), (Encoding::Utf8, utf8)] {
                let position = Position::new(line, column);
                assert_eq!(lines.position(TEXT, at, encoding), position, "{what}");
                assert_eq!(lines.offset(TEXT, position, encoding), at, "{what}");
            }
        }
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        let lines = Lines::of(TEXT);
        let offset =
            |line, column| lines.offset(TEXT, Position::new(line, column), Encoding::Utf16);
        assert_eq!(offset(0, 99), TEXT.find('\r').expect("a line end"));
        assert_eq!(offset(9, 0), TEXT.len());
        // The second unit of a pair is no place of its own.
        assert_eq!(offset(0, 1), 0);
        assert_eq!(lines.end_of_line(TEXT, 2), TEXT.find('\r').expect("a line end"));
    }
}
