//! A text that was read, and where its lines begin.

use std::path::{Path, PathBuf};

use memchr::{memchr, memchr_iter, memrchr};

use super::shared::SharedText;
use super::span::Span;

/// A file's text as it stands on disk, with its name and an index of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    text: SharedText,
    /// The place of every [`STRIDE`]th byte, the first one first.
    index: Vec<Position>,
    line_count: usize,
    /// Where the text was joined from several files: its pieces in order.
    pieces: Vec<Piece>,
}

/// A segment of a joined text, up to the next piece, and the file that it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its first byte in the joined text.
    start: usize,
    /// The file.
    path: PathBuf,
    /// Its first byte in the file.
    offset: usize,
    /// Where that byte stands in the file.
    position: Position,
}

impl Piece {
    /// The piece of the file `path`, whose text is `text`, from the byte at `offset` on, which comes
    /// at byte `start` of the joined text.
    pub fn new(start: usize, path: &Path, text: &str, offset: usize) -> Piece {
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count() + 1;
        Piece { start, path: path.to_owned(), offset, position: Position { line, column } }
    }
}

/// How many bytes there are for one place in the index: lines and characters between are counted. A
/// line may be as long as the file.
const STRIDE: usize = 2048;

/// A place in a source as a person counts it; both numbers begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in Unicode scalar values unless another [`PositionUnit`] was requested.
    pub column: usize,
}

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PositionUnit {
    /// Bytes of UTF-8.
    Byte,
    /// Unicode scalar values.
    #[default]
    Scalar,
    /// Code units of UTF-16, as the Language Server Protocol and JavaScript count.
    Utf16,
}

impl PositionUnit {
    /// Returns how many units `text` has.
    pub fn len(self, text: &str) -> usize {
        match self {
            PositionUnit::Byte => text.len(),
            PositionUnit::Scalar => text.chars().count(),
            PositionUnit::Utf16 => text.encode_utf16().count(),
        }
    }

    /// Returns the byte before which `units` units of `text` stand; its end if it has fewer. Inside
    /// a character it is the byte before it.
    pub fn offset(self, text: &str, units: usize) -> usize {
        let mut left = units;
        for (at, c) in text.char_indices() {
            let wide = self.len(c.encode_utf8(&mut [0; 4]));
            if left < wide {
                return at;
            }
            left -= wide;
        }
        text.len()
    }
}

impl Source {
    /// A source named `path` with this text. Nothing is read from disk.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Source {
        let mut position = Position { line: 1, column: 1 };
        let mut index = Vec::with_capacity(text.len() / STRIDE + 1);
        for segment in text.as_bytes().chunks(STRIDE) {
            index.push(position);
            position = position.after(segment);
        }
        if index.is_empty() {
            index.push(position);
        }
        let line_count = position.line;
        Source { path: path.into(), text: text.into(), index, line_count, pieces: Vec::new() }
    }

    /// A source whose text was joined from several files. `path` is the one that the user named;
    /// `pieces` are in the order of the text, the first at its beginning.
    pub fn joined(path: impl Into<PathBuf>, text: String, pieces: Vec<Piece>) -> Source {
        Source { pieces, ..Source::new(path, text) }
    }

    /// Whether it was joined from several files.
    pub fn is_joined(&self) -> bool {
        !self.pieces.is_empty()
    }

    /// Returns the file in which the byte at `offset` stands, and its place there in bytes.
    pub fn in_file(&self, offset: usize) -> (&Path, usize) {
        match self.piece(offset) {
            Some(piece) => (&piece.path, piece.offset + (offset - piece.start)),
            None => (&self.path, offset),
        }
    }

    /// Returns the files that the text was joined from, each with its whole text, in the order in
    /// which they begin. Nothing is returned if a file stands in the text more than once: then a
    /// place in it is not one place in the text.
    pub fn files(&self) -> Option<Vec<(&Path, String)>> {
        if self.pieces.is_empty() {
            return Some(vec![(&self.path, self.text().to_owned())]);
        }
        let mut files: Vec<(&Path, String)> = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            let text = &self.text[piece.start..self.piece_end(index)];
            match files.iter_mut().find(|(path, _)| *path == piece.path) {
                Some((_, before)) if before.len() == piece.offset => before.push_str(text),
                None if piece.offset == 0 => files.push((&piece.path, text.to_owned())),
                _ => return None,
            }
        }
        Some(files)
    }

    /// Returns the source with segments of its text replaced, given in order; nothing if two of them
    /// overlap or one goes beyond a piece.
    pub fn edited<'a>(&self, edits: impl Iterator<Item = (Span, &'a str)>) -> Option<Source> {
        let edits: Vec<(Span, &str)> = edits.collect();
        let text = self.spliced(&edits)?;
        let mut pieces = self.pieces.clone();
        for (index, piece) in pieces.iter_mut().enumerate() {
            let (start, end) = (self.pieces[index].start, self.piece_end(index));
            let crosses = |span: &Span| span.start < start && start < span.end;
            if edits.iter().any(|(span, _)| crosses(span) || (span.start < end && span.end > end)) {
                return None;
            }
            // An edit at the very border belongs to the piece that it ends.
            let own = |at: usize| self.piece(at.saturating_sub(1)).map(|piece| &piece.path);
            for (span, new) in edits.iter().filter(|(span, _)| span.end <= start) {
                piece.start = (piece.start + new.len()).saturating_sub(span.len());
                if own(span.end) == Some(&self.pieces[index].path) {
                    piece.offset = (piece.offset + new.len()).saturating_sub(span.len());
                }
            }
        }
        Some(Source::joined(&self.path, text, pieces))
    }

    fn spliced(&self, edits: &[(Span, &str)]) -> Option<String> {
        let mut out = String::with_capacity(self.text.len());
        let mut from = 0;
        for (span, new) in edits {
            out.push_str(self.text.get(from..span.start)?);
            out.push_str(new);
            from = span.end;
        }
        out.push_str(self.text.get(from..)?);
        Some(out)
    }

    fn piece_end(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.text.len(), |next| next.start)
    }

    /// The piece in which the byte at `offset` stands. One at the end of the text is in the last.
    fn piece(&self, offset: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.start <= offset);
        self.pieces.get(next.checked_sub(1)?)
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

    /// Line and column of the byte at `offset` in its file, in Unicode scalar values; an offset past
    /// the end is taken as the end. Costs the same however long the lines are.
    pub fn position(&self, offset: usize) -> Position {
        self.position_in(offset, PositionUnit::Scalar)
    }

    /// The same, with columns in `unit`; those that are not scalar values cost time in step with the
    /// length of the line. In the second and later files that were joined into the
    /// text, the first line counts in scalar values up to the place where the file was cut.
    pub fn position_in(&self, offset: usize, unit: PositionUnit) -> Position {
        let offset = offset.min(self.text.len());
        let here = self.joined_position(offset, unit);
        let Some(piece) = self.piece(offset) else {
            return here;
        };
        let start = self.joined_position(piece.start, unit);
        match here.line - start.line {
            0 => Position {
                line: piece.position.line,
                column: piece.position.column + here.column - start.column,
            },
            lines => Position { line: piece.position.line + lines, ..here },
        }
    }

    /// The byte at a place that is counted in `unit`: the end of the line if it is shorter, the end
    /// of the text if it has fewer lines. Of a joined text the lines are its own.
    pub fn offset(&self, position: Position, unit: PositionUnit) -> usize {
        let Some(line) = self.line(position.line) else {
            return self.text.len();
        };
        line.start + unit.offset(line.of(&self.text), position.column.saturating_sub(1))
    }

    /// Line and column of the byte at `offset` in the joined text.
    fn joined_position(&self, offset: usize, unit: PositionUnit) -> Position {
        let block = (offset / STRIDE).min(self.index.len() - 1);
        let here = self.index[block].after(&self.text.as_bytes()[block * STRIDE..offset]);
        if unit == PositionUnit::Scalar {
            return here;
        }
        let start = self.line(here.line).map_or(0, |line| line.start);
        Position { column: unit.len(self.text.get(start..offset).unwrap_or("")) + 1, ..here }
    }

    /// The span of line number `line` (from 1), without its line end.
    pub fn line(&self, line: usize) -> Option<Span> {
        let bytes = self.text.as_bytes();
        if !(1..=self.line_count).contains(&line) {
            return None;
        }
        // The last place in the index that is before the line, or is its beginning.
        let before =
            |place: &Position| place.line < line || (place.line, place.column) == (line, 1);
        let block = self.index.partition_point(before) - 1;
        let from = block * STRIDE;
        let start = match line - self.index[block].line {
            0 => from,
            lines => from + memchr_iter(b'\n', &bytes[from..]).nth(lines - 1)? + 1,
        };
        let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Some(Span::new(start, end))
    }
}

impl Position {
    /// The place behind a segment of text that begins here.
    fn after(self, segment: &[u8]) -> Position {
        let lines = memchr_iter(b'\n', segment).count();
        let last = memrchr(b'\n', segment).map_or(segment, |newline| &segment[newline + 1..]);
        // All bytes but those that go on with a character of UTF-8.
        let columns = last.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        let column = if lines > 0 { 1 } else { self.column };
        Position { line: self.line + lines, column: column + columns }
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
    fn columns_count_the_unit_that_is_asked_for() {
        let source = Source::new("a.md", "x\nҚ𝒜界b\n".to_owned());
        let at = "x\nҚ𝒜界".len();
        for (unit, column) in
            [(PositionUnit::Byte, 10), (PositionUnit::Scalar, 4), (PositionUnit::Utf16, 5)]
        {
            let position = source.position_in(at, unit);
            assert_eq!(position, Position { line: 2, column });
            assert_eq!(source.offset(position, unit), at);
        }
        let inside = Position { line: 2, column: 3 };
        assert_eq!(source.offset(inside, PositionUnit::Utf16), "x\nҚ".len());
        assert_eq!(source.offset(Position { line: 1, column: 9 }, PositionUnit::Utf16), 1);
        assert_eq!(source.offset(Position { line: 9, column: 1 }, PositionUnit::Utf16), 13);
    }

    #[test]
    fn a_joined_source_knows_its_files() {
        let (main, part) = ("a\nb \\input{p} c\nd", "one\ntwo");
        let text = "a\nb \\input{p}one\ntwo c\nd".to_owned();
        let pieces = vec![
            Piece::new(0, Path::new("main.tex"), main, 0),
            Piece::new(13, Path::new("p.tex"), part, 0),
            Piece::new(20, Path::new("main.tex"), main, 13),
        ];
        let source = Source::joined("main.tex", text, pieces);
        let at = |what: &str| source.text().find(what).expect("in the text");
        assert_eq!(source.position(at("two")), Position { line: 2, column: 1 });
        assert_eq!(source.in_file(at("two")), (Path::new("p.tex"), 4));
        assert_eq!(source.position(at("c\nd")), Position { line: 2, column: 13 });
        assert_eq!(source.position(at("d")), Position { line: 3, column: 1 });
        let edits = [("two", "three"), ("d", "e")];
        let spans = edits.map(|(old, new)| (Span::new(at(old), at(old) + old.len()), new));
        let edited = source.edited(spans.into_iter()).expect("no overlap");
        let files = edited.files().expect("each once");
        assert_eq!(files[0], (Path::new("main.tex"), main.replace('d', "e")));
        assert_eq!(files[1], (Path::new("p.tex"), part.replace("two", "three")));
    }

    #[test]
    fn places_in_long_lines_are_those_counted_one_by_one() {
        let text = format!("ab\n{}\n{}\nx", "é".repeat(3000), "a\n".repeat(2500));
        let source = Source::new("a.md", text.clone());
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            assert_eq!(source.position(at), Position { line, column }, "{at}");
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        for (number, said) in (1..).zip(text.split('\n')) {
            assert_eq!(source.line(number).map(|span| span.of(&text)), Some(said), "{number}");
        }
        assert_eq!(source.line(source.line_count() + 1), None);
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
