//! The lines of a document as they were typed.

use crate::model::document::{BlockKind, Document};
use crate::model::ids::BlockId;
use crate::text::span::Span;

/// A line of a block, in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Where it stands, without the space that stands for its end.
    pub span: Span,
    /// Its block.
    pub block: BlockId,
    /// Whether it is the first of its block.
    pub first: bool,
    /// How many blanks stand before it in the source; a tab counts as four.
    pub indent: usize,
}

/// All lines that can hold prose; code, maths, table cells and the document's header have none.
pub fn lines(document: &Document) -> Vec<Line> {
    let mut lines = Vec::with_capacity(document.breaks.len() + document.blocks.len());
    let mut breaks = document.breaks.iter().copied().peekable();
    for (index, block) in document.blocks.iter().enumerate() {
        while breaks.next_if(|at| *at < block.span.start).is_some() {}
        let mut start = block.span.start;
        let mut first = true;
        loop {
            let next = breaks.next_if(|at| *at < block.span.end);
            let span = Span::new(start, next.unwrap_or(block.span.end)).trim(&document.text);
            if holds_prose(&block.kind) && !span.is_empty() {
                lines.push(Line {
                    span,
                    block: BlockId::new(index),
                    first,
                    indent: indent(document, span.start),
                });
                first = false;
            }
            match next {
                Some(at) => start = at,
                None => break,
            }
        }
    }
    lines
}

fn holds_prose(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::ListItem { .. }
            | BlockKind::Note { .. }
            | BlockKind::Caption
    )
}

/// The blanks between the start of the source line and the text at `offset`.
fn indent(document: &Document, offset: usize) -> usize {
    let source = document.source.text();
    let at = document.in_source(Span::new(offset, offset)).start;
    source[..at.min(source.len())]
        .bytes()
        .rev()
        .map_while(|byte| match byte {
            b' ' => Some(1),
            b'\t' => Some(4),
            _ => None,
        })
        .sum()
}
