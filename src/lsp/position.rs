//! Positions as editors count them: lines, and UTF-16 units or bytes in a line.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::source::PositionUnit;
use crate::text::span::Span;

/// Returns what the columns of positions count, of what an editor offers: bytes of UTF-8, or else the
/// units of UTF-16, which every editor knows.
pub(super) fn unit(offered: &[PositionEncodingKind]) -> PositionUnit {
    match offered.contains(&PositionEncodingKind::UTF8) {
        true => PositionUnit::Byte,
        false => PositionUnit::Utf16,
    }
}

/// Returns the name of a unit in the protocol.
pub(super) fn encoding(unit: PositionUnit) -> PositionEncodingKind {
    match unit {
        PositionUnit::Byte => PositionEncodingKind::UTF8,
        PositionUnit::Scalar => PositionEncodingKind::UTF32,
        PositionUnit::Utf16 => PositionEncodingKind::UTF16,
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
    pub(super) fn position(&self, text: &str, offset: usize, unit: PositionUnit) -> Position {
        let line = self.0.partition_point(|start| *start <= offset).saturating_sub(1);
        let before = text.get(self.0[line]..offset).unwrap_or("");
        Position::new(count(line), count(unit.len(before)))
    }

    /// Returns where a span of the text stands.
    pub(super) fn range(&self, text: &str, span: Span, unit: PositionUnit) -> Range {
        Range::new(self.position(text, span.start, unit), self.position(text, span.end, unit))
    }

    /// Returns the byte of the text at a position; what lies beyond a line or the text is its end.
    pub(super) fn offset(&self, text: &str, position: Position, unit: PositionUnit) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.0.get(line) else {
            return text.len();
        };
        let end = self.0.get(line + 1).copied().unwrap_or(text.len());
        let whole = text[start..end].trim_end_matches(['\n', '\r']);
        start + unit.offset(whole, position.character as usize)
    }

    /// Returns the segment of the text at a range.
    pub(super) fn span(&self, text: &str, range: Range, unit: PositionUnit) -> Span {
        let start = self.offset(text, range.start, unit);
        Span::new(start, self.offset(text, range.end, unit).max(start))
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
            for (unit, (line, column)) in [(PositionUnit::Utf16, utf16), (PositionUnit::Byte, utf8)]
            {
                let position = Position::new(line, column);
                assert_eq!(lines.position(TEXT, at, unit), position, "{what}");
                assert_eq!(lines.offset(TEXT, position, unit), at, "{what}");
            }
        }
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        let lines = Lines::of(TEXT);
        let offset =
            |line, column| lines.offset(TEXT, Position::new(line, column), PositionUnit::Utf16);
        assert_eq!(offset(0, 99), TEXT.find('\r').expect("a line end"));
        assert_eq!(offset(9, 0), TEXT.len());
        // The second unit of a pair is no place of its own.
        assert_eq!(offset(0, 1), 0);
        assert_eq!(lines.end_of_line(TEXT, 2), TEXT.find('\r').expect("a line end"));
    }
}
