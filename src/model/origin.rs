//! Where extracted text is written in a file that is not text itself.

use std::sync::Arc;

use crate::text::span::Span;

/// The file that a text was extracted from, and which of its bytes say what.
///
/// A Word file, an e-book or a project of several files has parts; the text is made of pieces of
/// them. [`Origin::pieces_in`] names the part and the bytes behind a segment of the text.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The whole file.
    pub bytes: Arc<[u8]>,
    /// The names of the parts that were read: members of an archive, files of a project.
    pub parts: Vec<String>,
    /// The pieces in text order; they do not overlap.
    pub pieces: Vec<Piece>,
    /// Where in the text pages begin, from the second on, as far as the file says.
    pub pages: Vec<usize>,
    /// Whether the parts are the pages. Their bytes are then those of the signs on the page, one after
    /// the other.
    pub paged: bool,
    /// Whether tracked changes were read as rejected.
    pub original: bool,
}

/// A piece of the text and the bytes of a part that it was made of. Where both are of one length the
/// bytes are the same; otherwise the piece was decoded as a whole (`&amp;`, a tab).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The piece, in the text.
    pub text: Span,
    /// The part, as an index into [`Origin::parts`].
    pub part: usize,
    /// The bytes of the part.
    pub source: Span,
}

impl Origin {
    /// Appends a piece; one that goes on with the last is joined to it.
    pub fn push(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut()
            && last.part == piece.part
            && last.text.end == piece.text.start
            && last.source.end == piece.source.start
            && last.is_verbatim()
            && piece.is_verbatim()
        {
            last.text.end = piece.text.end;
            last.source.end = piece.source.end;
            return;
        }
        self.pieces.push(piece);
    }

    /// The pieces under a segment of the text, cut to it; what was decoded as a whole stays whole.
    pub fn pieces_in(&self, span: Span) -> impl Iterator<Item = Piece> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let under =
            self.pieces[first..].iter().take_while(move |piece| piece.text.start < span.end);
        under.map(move |piece| piece.cut(span))
    }

    /// The page on which the byte at `offset` of the text is, if the file has pages.
    pub fn page(&self, offset: usize) -> Option<usize> {
        if self.paged {
            let next = self.pieces.partition_point(|piece| piece.text.end <= offset);
            let piece = self.pieces.get(next).or(self.pieces.last())?;
            return Some(piece.part + 1);
        }
        let before = self.pages.partition_point(|start| *start <= offset);
        (!self.pages.is_empty()).then_some(before + 1)
    }
}

impl Piece {
    /// Whether the text is the very bytes of the part.
    pub fn is_verbatim(&self) -> bool {
        self.text.len() == self.source.len()
    }

    fn cut(self, span: Span) -> Piece {
        if !self.is_verbatim() {
            return self;
        }
        let start = span.start.max(self.text.start);
        let end = span.end.min(self.text.end);
        let source = Span::new(start, end).shift(self.source.start).start - self.text.start;
        Piece {
            text: Span::new(start, end),
            source: Span::new(source, source + (end - start)),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_cut_to_the_segment() {
        let mut origin = Origin::default();
        let piece = |text: (usize, usize), source: (usize, usize)| Piece {
            text: Span::new(text.0, text.1),
            part: 0,
            source: Span::new(source.0, source.1),
        };
        origin.push(piece((0, 4), (10, 14)));
        origin.push(piece((4, 6), (14, 16)));
        origin.push(piece((6, 7), (16, 21)));
        origin.push(piece((7, 9), (40, 42)));
        assert_eq!(origin.pieces.len(), 3);
        let cut: Vec<Piece> = origin.pieces_in(Span::new(2, 8)).collect();
        assert_eq!(
            cut,
            [piece((2, 6), (12, 16)), piece((6, 7), (16, 21)), piece((7, 8), (40, 41))]
        );
        assert_eq!(origin.pieces_in(Span::new(6, 6)).count(), 0);
    }
}
