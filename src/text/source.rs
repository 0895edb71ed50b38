//! A text that was read, and where its lines begin.

use std::path::{Path, PathBuf};

use memchr::memchr_iter;

use super::span::Span;

/// A file's text as it stands on disk, with its name and an index of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    text: String,
    lines: Vec<usize>,
}

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
        let lines = std::iter::once(0)
            .chain(memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1))
            .collect();
        Source { path: path.into(), text, lines }
    }

    /// What the source is called; `-` for standard input.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are; a last line without its end counts.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Line and column of the byte at `offset`; an offset past the end is taken as the end.
    ///
    /// Costs time in step with the length of the line.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= offset) - 1;
        let before = self.text.get(self.lines[line]..offset).unwrap_or("");
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The span of line number `line` (from 1), without its line end.
    pub fn line(&self, line: usize) -> Option<Span> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
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
}
