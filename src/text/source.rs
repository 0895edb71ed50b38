//! A text that was read, and where its lines begin.

use std::path::{Path, PathBuf};

use memchr::{memchr, memchr_iter};

use super::shared::SharedText;
use super::span::Span;

/// A file's text as it stands on disk, with its name and an index of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    text: SharedText,
    /// Where every [`STRIDE`]th line begins, the first one first.
    starts: Vec<usize>,
    line_count: usize,
}

/// How many lines there are for one place in the index: lines between are counted.
const STRIDE: usize = 32;

/// A place in a source as a person counts it; both numbers begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in Unicode scalar values.
    pub column: usize,
}

impl Source {
    /// A source named `path` with this text. Nothing is read from disk.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Source {
        let mut starts = vec![0];
        let mut line_count = 1;
        for newline in memchr_iter(b'\n', text.as_bytes()) {
            if line_count % STRIDE == 0 {
                starts.push(newline + 1);
            }
            line_count += 1;
        }
        Source { path: path.into(), text: text.into(), starts, line_count }
    }

    /// What the source is called; `-` for standard input.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, to be held longer than the source.
    pub fn shared_text(&self) -> SharedText {
        self.text.clone()
    }

    /// How many lines there are; a last line without its end counts.
    pub fn line_count(&self) -> usize {
        self.line_count
    }

    /// Line and column of the byte at `offset`; an offset past the end is taken as the end.
    ///
    /// Costs time in step with the length of a few dozen lines.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let block = self.starts.partition_point(|&start| start <= offset) - 1;
        let mut line = block * STRIDE;
        let mut start = self.starts[block];
        for newline in memchr_iter(b'\n', &self.text.as_bytes()[start..offset]) {
            line += 1;
            start = self.starts[block] + newline + 1;
        }
        let before = self.text.get(start..offset).unwrap_or("");
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The span of line number `line` (from 1), without its line end.
    pub fn line(&self, line: usize) -> Option<Span> {
        let index = line.checked_sub(1).filter(|index| *index < self.line_count)?;
        let bytes = self.text.as_bytes();
        let block = self.starts[index / STRIDE];
        let start = match index % STRIDE {
            0 => block,
            steps => block + memchr_iter(b'\n', &bytes[block..]).nth(steps - 1)? + 1,
        };
        let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Some(Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalar_values() {
        let source = Source::new("a.md", "Қаз ақ\nab\r\n".to_owned());
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position("Қаз ".len()), Position { line: 1, column: 5 });
        assert_eq!(source.position("Қаз ақ\na".len()), Position { line: 2, column: 2 });
        assert_eq!(source.position(usize::MAX).line, 3);
    }

    #[test]
    fn a_line_has_no_line_end() {
        let source = Source::new("a.md", "one\r\ntwo".to_owned());
        assert_eq!(source.line(1).map(|l| l.of(source.text())), Some("one"));
        assert_eq!(source.line(2).map(|l| l.of(source.text())), Some("two"));
        assert_eq!(source.line(3), None);
        assert_eq!(source.line(0), None);
    }

    #[test]
    fn places_in_many_lines_are_those_counted_one_by_one() {
        let text: String = (0..150).map(|n| format!("{}\n", "é".repeat(n % 4))).collect();
        let source = Source::new("a.md", text.clone());
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            assert_eq!(source.position(at), Position { line, column }, "{at}");
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(source.line_count(), 151);
        for (number, said) in (1..).zip(text.split('\n')) {
            assert_eq!(source.line(number).map(|span| span.of(&text)), Some(said));
        }
        assert_eq!(source.line(152), None);
    }
}
