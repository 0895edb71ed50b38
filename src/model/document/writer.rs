//! Builds documents from front to back.

use std::path::PathBuf;

use super::{Block, BlockKind, Comment, Document, Fault, Mark, MarkKind};
use crate::model::field::{CitationField, FieldWork};
use crate::model::origin::Origin;
use crate::model::source_map::{Mapping, SourceMap};
use crate::text::digits::{in_western, other_digit, western};
use crate::text::shared::SharedText;
use crate::text::source::Source;
use crate::text::span::Span;

/// Builds a [`Document`] from front to back.
#[derive(Debug)]
pub(crate) struct DocumentWriter {
    document: Document,
    /// The running text so far.
    text: String,
    open: Option<(BlockKind, usize)>,
    /// How many blocks were closed so far.
    closed: usize,
}

/// A place of the running text while it is written. A block of white space only is dropped, and a
/// block is opened again, so that the same offset can come to lie in another block.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Position {
    /// How many blocks were closed before it.
    closed: usize,
    /// Its offset, in bytes.
    pub offset: usize,
}

impl DocumentWriter {
    /// An empty document on this source.
    pub(crate) fn new(source: Source) -> DocumentWriter {
        let text = String::with_capacity(source.text().len());
        let document = Document {
            source,
            text: SharedText::default(),
            blocks: Vec::new(),
            marks: Vec::new(),
            reaches: Vec::new(),
            breaks: Vec::new(),
            comments: Vec::new(),
            faults: Vec::new(),
            extracted: false,
            list_headings: Vec::new(),
            named_libraries: Vec::new(),
            map: SourceMap::default(),
            origin: None,
            fields: Vec::new(),
            marked_lists: Vec::new(),
        };
        DocumentWriter { document, text, open: None, closed: 0 }
    }

    /// An empty document whose text is extracted from a file that is not text itself: its source is
    /// its running text, a line for each block or typed line.
    pub(crate) fn extracted(path: impl Into<PathBuf>, origin: Origin) -> DocumentWriter {
        let mut writer = DocumentWriter::new(Source::new(path, String::new()));
        writer.document.extracted = true;
        writer.document.origin = Some(origin);
        writer
    }

    /// The place that the running text has reached.
    pub(crate) fn here(&self) -> Position {
        Position { closed: self.closed, offset: self.text.len() }
    }

    /// How long the running text is so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// The running text of the open block so far; empty between blocks.
    pub(crate) fn block_text(&self) -> &str {
        self.open.as_ref().map_or("", |(_, start)| &self.text[*start..])
    }

    /// The source that is being read.
    pub(crate) fn source(&self) -> &Source {
        &self.document.source
    }

    /// Whether a block is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a block; one that is still open is closed first.
    pub(crate) fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.open = Some((kind, self.text.len()));
    }

    /// Closes the open block; a block of white space only is dropped.
    pub(crate) fn end(&mut self) {
        let Some((kind, start)) = self.open.take() else {
            return;
        };
        self.closed += 1;
        let text = &mut self.text;
        if text[start..].trim().is_empty() {
            text.truncate(start);
            drop_from(&mut self.document.marks, |mark| mark.span.start >= start);
            self.document.map.truncate(start);
            drop_from(&mut self.document.breaks, |at| *at >= start);
            if let Some(origin) = &mut self.document.origin {
                origin.map.truncate(start);
            }
            return;
        }
        let span = Span::new(start, text.len());
        text.push('\n');
        self.document.blocks.push(Block { kind, span });
    }

    /// Opens the last block again: what looked like its end was none.
    pub(crate) fn reopen(&mut self) {
        self.end();
        if let Some(block) = self.document.blocks.pop() {
            self.text.truncate(block.span.end);
            self.closed -= 1;
            self.open = Some((block.kind, block.span.start));
        }
    }

    /// The last block, unless one is open.
    pub(crate) fn last_block(&self) -> Option<&Block> {
        self.document.blocks.last().filter(|_| self.open.is_none())
    }

    /// The source byte at which a byte of running text ends.
    pub(crate) fn end_in_source(&self, offset: usize) -> usize {
        self.document.map.end_in_source(offset)
    }

    /// Appends a segment of the source as it stands, but for the digits of Arabic and Persian.
    pub(crate) fn push_source(&mut self, source: Span) {
        let mut rest = source;
        while let Some((at, digit)) = other_digit(rest.of(self.document.source.text())) {
            let place = rest.start + at;
            let after = place + digit.len_utf8();
            self.push_verbatim(Span::new(rest.start, place));
            self.push_decoded(western(digit), Span::new(place, after));
            rest = Span::new(after, rest.end);
        }
        self.push_verbatim(rest);
    }

    fn push_verbatim(&mut self, source: Span) {
        if source.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(source.of(self.document.source.text()));
        let text = Span::new(start, self.text.len());
        self.document.map.push(Mapping { text, part: (), source });
    }

    fn push_decoded(&mut self, text: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(text);
        let text = Span::new(start, self.text.len());
        self.document.map.push(Mapping { text, part: (), source });
    }

    /// Appends `text`, which the segment `source` of the source stands for.
    pub(crate) fn push(&mut self, text: &str, source: Span) {
        if source.of(self.document.source.text()) == text {
            return self.push_source(source);
        }
        self.push_decoded(text, source);
    }

    /// Ends a source line inside a block: a space, or nothing after a hyphen between letters
    /// (so "Mesterton-" and "Gibbons" on two lines are one name).
    pub(crate) fn push_break(&mut self, source: Span) {
        if self.breaks() {
            self.push(" ", source);
        }
    }

    /// Ends a source line inside a word: the hyphen that stands there is no part of it.
    pub(crate) fn push_word_break(&mut self) {
        if !self.block_text().is_empty() {
            self.document.breaks.push(self.text.len());
        }
    }

    /// Appends `text`, which was extracted from these bytes of a part of the file.
    pub(crate) fn push_from_part(&mut self, text: &str, part: usize, source: Span) {
        let (mut text, mut source) = (text, source);
        // What was decoded stays one segment.
        if text.len() != source.len() && other_digit(text).is_some() {
            return self.push_extracted(&in_western(text), part, source);
        }
        while let Some((at, digit)) = other_digit(text) {
            let (place, after) = (source.start + at, source.start + at + digit.len_utf8());
            self.push_extracted(&text[..at], part, Span::new(source.start, place));
            self.push_extracted(western(digit), part, Span::new(place, after));
            (text, source) = (&text[at + digit.len_utf8()..], Span::new(after, source.end));
        }
        self.push_extracted(text, part, source);
    }

    fn push_extracted(&mut self, text: &str, part: usize, source: Span) {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(origin) = &mut self.document.origin {
            let text = Span::new(start, self.text.len());
            origin.map.push(Mapping { text, part, source });
        }
    }

    /// Appends a document that was read from a part of the file, with its blocks and marks.
    pub(crate) fn append(&mut self, part: usize, read: &Document) {
        for block in &read.blocks {
            self.begin(block.kind.clone());
            let shift = self.text.len();
            let moved = |span: Span| {
                Span::new(span.start - block.span.start, span.end - block.span.start).shift(shift)
            };
            for mapping in read.map.mappings_in(block.span) {
                self.push_from_part(mapping.text.of(&read.text), part, mapping.source);
            }
            let inside = read.marks_in(block.span).filter(|mark| block.span.contains(mark.span));
            let marks = inside.map(|mark| Mark { kind: mark.kind.clone(), span: moved(mark.span) });
            self.document.marks.extend(marks);
            let first = read.breaks.partition_point(|at| *at < block.span.start);
            let breaks = read.breaks[first..].iter().take_while(|at| **at < block.span.end);
            self.document.breaks.extend(breaks.map(|at| at - block.span.start + shift));
            self.end();
        }
    }

    /// Ends a line inside a block of extracted text, as [`DocumentWriter::push_break`] does.
    pub(crate) fn push_break_from_part(&mut self, part: usize, source: Span) {
        if self.breaks() {
            self.push_from_part(" ", part, source);
        }
    }

    /// Notes the end of a line inside a block; whether a space stands for it.
    fn breaks(&mut self) -> bool {
        let block = self.block_text();
        if block.is_empty() {
            return false;
        }
        let mut ending = block.chars().rev();
        let hyphen = ending.next().is_some_and(|c| matches!(c, '-' | '\u{2010}'));
        let after_letter = ending.next().is_some_and(char::is_alphanumeric);
        let joined = (hyphen && after_letter) || block.ends_with(char::is_whitespace);
        self.document.breaks.push(self.text.len());
        !joined
    }

    /// Says something about the running text from `start` to here; what does not begin in the open
    /// block is not kept.
    pub(crate) fn mark(&mut self, kind: MarkKind, start: Position) {
        if self.is_open() && start.closed == self.closed {
            let span = Span::new(start.offset, self.text.len());
            self.document.marks.push(Mark { kind, span });
        }
    }

    /// Keeps a comment that stands at this point.
    pub(crate) fn comment(&mut self, text: &str, source: Span) {
        let at = self.text.len();
        self.document.comments.push(Comment { text: text.to_owned(), source, at });
    }

    /// Adds a library file that the document names.
    pub(crate) fn library(&mut self, file: impl Into<String>) {
        let file = file.into();
        if !self.document.named_libraries.contains(&file) {
            self.document.named_libraries.push(file);
        }
    }

    /// Notes something that could not be read as it should be.
    pub(crate) fn fault(&mut self, source: Option<Span>, message: impl Into<String>) {
        self.document.faults.push(Fault { source, message: message.into() });
    }

    /// Notes that a page begins here.
    pub(crate) fn page(&mut self) {
        let at = self.text.len();
        if let Some(origin) = &mut self.document.origin {
            origin.pages.push(at);
        }
    }

    /// Notes that the file itself ties the running text from `start` to here to works; where there is
    /// no text, nothing is kept.
    pub(crate) fn field(&mut self, software: &'static str, works: Vec<FieldWork>, start: usize) {
        self.field_at(software, works, Span::new(start, self.text.len()));
    }

    /// The same for a segment of the running text.
    pub(crate) fn field_at(&mut self, software: &'static str, works: Vec<FieldWork>, span: Span) {
        let span = span.trim(&self.text);
        if !span.is_empty() && !works.is_empty() {
            self.document.fields.push(CitationField { span, software, works });
        }
    }

    /// Notes that the running text from `start` to here is a list of references.
    pub(crate) fn bibliography(&mut self, start: usize) {
        let span = Span::new(start, self.text.len()).trim(&self.text);
        if !span.is_empty() {
            self.document.marked_lists.push(span);
        }
    }

    /// Makes a paragraph of each row of a table that holds a numbered list: Word sets the label of an
    /// entry in a cell of its own, and its text in the next.
    fn join_labelled_cells(&mut self) {
        let label = |block: &Block| -> Option<u32> {
            let cell = block.kind == BlockKind::TableCell;
            let inside = block.span.of(&self.text).trim().strip_prefix('[')?.strip_suffix(']')?;
            inside.parse().ok().filter(|_| cell)
        };
        let blocks = &self.document.blocks;
        let labels: Vec<(usize, u32)> =
            (0..blocks.len()).filter_map(|at| Some((at, label(&blocks[at])?))).collect();
        // How many cells are joined to that of each label.
        let rows = labels.iter().enumerate().filter_map(|(row, &(at, number))| {
            let next = labels.get(row + 1);
            let before = row.checked_sub(1).map(|before| labels[before]);
            let counts = next.is_some_and(|next| next.1 == number + 1)
                || before.is_some_and(|before| before.1 + 1 == number);
            // What follows the last row is another table: that row is as wide as the one before.
            let widest = before.map_or(blocks.len(), |before| at + at - before.0);
            let limit = next.map_or(widest.min(blocks.len()), |next| next.0);
            let cells = blocks[at + 1..limit].iter();
            let cells = cells.take_while(|block| block.kind == BlockKind::TableCell).count();
            (counts && cells > 0).then_some((at, cells))
        });
        let rows: Vec<(usize, usize)> = rows.collect();
        if rows.is_empty() {
            return;
        }
        for (at, cells) in rows {
            let blocks = &mut self.document.blocks;
            for cell in &blocks[at..at + cells] {
                let end = cell.span.end;
                self.text.replace_range(end..=end, " ");
            }
            let span = Span::new(blocks[at].span.start, blocks[at + cells].span.end);
            blocks[at] = Block { kind: BlockKind::Paragraph, span };
            // What was joined goes: no other block is empty.
            for cell in &mut blocks[at + 1..=at + cells] {
                cell.span = Span::default();
            }
        }
        self.document.blocks.retain(|block| !block.span.is_empty());
    }

    /// Makes paragraphs of the cells of a table that only lays the document out: nearly all of the text
    /// stands in cells, and these are long.
    fn free_laid_out_cells(&mut self) {
        /// What a cell of other tables holds on average, in bytes, is less.
        const LONG: usize = 60;
        let blocks = &mut self.document.blocks;
        let is_cell = |block: &Block| block.kind == BlockKind::TableCell;
        let all: usize = blocks.iter().map(|block| block.span.len()).sum();
        let cells = || blocks.iter().filter(|block| is_cell(block));
        let (count, held) = (cells().count(), cells().map(|block| block.span.len()).sum::<usize>());
        if held * 5 > all * 4 && held > count * LONG {
            let cells = blocks.iter_mut().filter(|block| is_cell(block));
            cells.for_each(|block| block.kind = BlockKind::Paragraph);
        }
    }

    /// The finished document.
    pub(crate) fn finish(mut self) -> Document {
        self.end();
        self.join_labelled_cells();
        self.free_laid_out_cells();
        self.text.shrink_to_fit();
        self.document.text = self.text.into();
        if self.document.origin.is_some() {
            self.document.source_of_text();
        }
        self.document.fields.sort_by_key(|field| (field.span.start, field.span.end));
        self.document.marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        let mut farthest = 0;
        let ends = self.document.marks.iter().map(|mark| {
            farthest = farthest.max(mark.span.end);
            farthest
        });
        self.document.reaches = ends.collect();
        self.document.map.shrink_to_fit();
        self.document.blocks.shrink_to_fit();
        self.document.marks.shrink_to_fit();
        self.document.breaks.shrink_to_fit();
        self.document
    }
}

/// Takes items off the end of `list` as long as they are to go.
fn drop_from<T>(list: &mut Vec<T>, goes: impl Fn(&T) -> bool) {
    while list.last().is_some_and(&goes) {
        list.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_map_to_the_source_across_decoded_runs() {
        let source = "(Smith *et al.* &amp; Co)";
        let mut writer = DocumentWriter::new(Source::new("a", source.to_owned()));
        writer.begin(BlockKind::Paragraph);
        writer.push_source(Span::new(0, 7));
        writer.push_source(Span::new(8, 14));
        writer.push_source(Span::new(15, 16));
        writer.push("&", Span::new(16, 21));
        writer.push_source(Span::new(21, 25));
        let document = writer.finish();
        assert_eq!(document.text, "(Smith et al. & Co)\n");
        let at = |piece: &str| {
            let start = document.text.find(piece).expect("in the text");
            document.in_source(Span::new(start, start + piece.len())).of(source)
        };
        assert_eq!(at("et al."), "et al.");
        assert_eq!(at("Smith et al. & C"), "Smith *et al.* &amp; C");
        assert_eq!(at("&"), "&amp;");
        assert_eq!(at("& "), "&amp; ");
    }

    #[test]
    fn what_begins_in_a_dropped_block_marks_nothing_of_the_next() {
        let mut writer = DocumentWriter::new(Source::new("a", "  Қазақ".to_owned()));
        writer.begin(BlockKind::Paragraph);
        writer.push_source(Span::new(0, 1));
        let dropped = writer.here();
        writer.end();
        let before = writer.here();
        writer.begin(BlockKind::Paragraph);
        writer.push_source(Span::new(2, 12));
        writer.mark(MarkKind::Emphasis, dropped);
        writer.mark(MarkKind::Strong, before);
        let document = writer.finish();
        let marks: Vec<(&MarkKind, &str)> =
            document.marks.iter().map(|mark| (&mark.kind, document.slice(mark.span))).collect();
        assert_eq!(marks, [(&MarkKind::Strong, "Қазақ")]);
    }

    #[test]
    fn a_hyphen_at_a_line_end_joins() {
        let mut writer = DocumentWriter::new(Source::new("a", "Kim-\nCohen\n2".to_owned()));
        writer.begin(BlockKind::Paragraph);
        writer.push_source(Span::new(0, 4));
        writer.push_break(Span::new(4, 5));
        writer.push_source(Span::new(5, 10));
        writer.push_break(Span::new(10, 11));
        writer.push_source(Span::new(11, 12));
        let document = writer.finish();
        assert_eq!(document.text, "Kim-Cohen 2\n");
        assert_eq!(document.breaks, vec![4, 9]);
    }

    #[test]
    fn an_empty_block_leaves_nothing() {
        let mut writer = DocumentWriter::new(Source::new("a", " x".to_owned()));
        writer.begin(BlockKind::Paragraph);
        writer.push_source(Span::new(0, 1));
        writer.begin(BlockKind::Paragraph);
        writer.push_source(Span::new(1, 2));
        let document = writer.finish();
        assert_eq!(document.blocks.len(), 1);
        assert_eq!(document.slice(document.blocks[0].span), "x");
        assert_eq!(document.in_source(document.blocks[0].span), Span::new(1, 2));
    }
}
