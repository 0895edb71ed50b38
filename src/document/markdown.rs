//! Markdown, with Pandoc's and GitHub's extensions.

use crate::lexicon::years::is_year;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::document::format::{Format, Reading};
use crate::document::html::Html;
use crate::document::superscript;
use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind, Position};
use crate::text::source::Source;
use crate::text::span::Span;

/// Markdown.
pub(crate) const FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "qmd", "rmd"],
    walked: true,
    reader: Reading::Text(read),
    writer: None,
};

/// Reads Markdown. Plain text is read well too, as far as its lines do not look like markup.
pub(crate) fn read(source: Source) -> Document {
    let text = source.shared_text();
    let mut reader = Reader {
        writer: DocumentWriter::new(source),
        html: Html::default(),
        open: Vec::new(),
        note: None,
        item: None,
        row: Span::default(),
        skipping: false,
    };
    let header = header_end(&text);
    let yaml = options() | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let body = fenced(&text).unwrap_or(Span::new(header, text.len()));
    for (part, options) in [(Span::new(0, header), yaml), (body, options())] {
        for (event, range) in Parser::new_ext(part.of(&text), options).into_offset_iter() {
            reader.event(event, range.start + part.start..range.end + part.start);
        }
    }
    reader.writer.finish()
}

/// Where the header (YAML) ends; 0 if there is none. A rule of hyphens farther down begins none, though
/// the parser would take it for one.
fn header_end(text: &str) -> usize {
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim_start_matches('\u{feff}').trim_end();
        at += line.len();
        match (index, words) {
            (0, "---") => {}
            (0, _) | (1, "") => return 0,
            (_, "---" | "...") => return at,
            _ => {}
        }
    }
    0
}

/// The inside of a fence of Markdown around the whole text, as chat programs give it.
fn fenced(text: &str) -> Option<Span> {
    let whole = Span::new(0, text.len()).trim(text);
    let (fence, rest) = whole.of(text).split_once('\n')?;
    let inside = rest.strip_suffix("```")?;
    let marked = matches!(fence.trim_end(), "```markdown" | "```md");
    let start = whole.start + fence.len() + 1;
    (marked && !inside.contains("\n```")).then(|| Span::new(start, start + inside.len()))
}

/// Whether the number of a list item can be a year.
fn is_year_number(number: u64) -> bool {
    i32::try_from(number).is_ok_and(is_year)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
}

struct Reader {
    writer: DocumentWriter,
    html: Html,
    /// Marks that are open: what they are, and where their text began.
    open: Vec<(MarkKind, Position)>,
    /// The note whose blocks are being read.
    note: Option<String>,
    /// The number of a list item whose first block has not begun.
    item: Option<Option<u64>>,
    /// Where the row of a table stands whose cells are being read, from the last cell on.
    row: Span,
    /// Whether the block was read as a whole already.
    skipping: bool,
}

impl Reader {
    fn event(&mut self, event: Event, range: Range<usize>) {
        let span = Span::from(range);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::Html(_) if self.skipping => {}
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => self.marked(MarkKind::Code, &text, span),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.marked(MarkKind::Math, &text, span);
            }
            Event::Html(_) | Event::InlineHtml(_) => self.html.push(&mut self.writer, span),
            Event::FootnoteReference(label) => {
                self.open_block();
                let start = self.writer.here();
                self.writer.mark(MarkKind::NoteCall { label: label.to_string() }, start);
            }
            Event::SoftBreak | Event::HardBreak => self.writer.push_break(span),
            Event::Rule => self.writer.end(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level as u8)),
            Tag::Item => self.item(span),
            Tag::FootnoteDefinition(label) => {
                self.writer.end();
                self.note = Some(label.to_string());
            }
            Tag::TableRow => self.row = span,
            Tag::TableCell => {
                self.row.start = span.end;
                self.begin(BlockKind::TableCell);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.begin(BlockKind::Code),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.paragraph(),
            Tag::MetadataBlock(_) => self.begin(BlockKind::Metadata),
            Tag::HtmlBlock => {
                self.writer.end();
                self.html.push(&mut self.writer, span);
                self.writer.end();
                self.skipping = true;
            }
            Tag::Emphasis => self.open(MarkKind::Emphasis),
            Tag::Strong => self.open(MarkKind::Strong),
            Tag::Link { dest_url, .. } => {
                self.open(MarkKind::Link { target: dest_url.to_string() })
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                if let Some((kind, start)) = self.open.pop() {
                    self.writer.mark(kind, start);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.writer.end();
                self.note = None;
            }
            TagEnd::Item => {
                self.writer.end();
                self.item = None;
            }
            TagEnd::HtmlBlock => self.skipping = false,
            TagEnd::TableRow => self.further_cells(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::CodeBlock
            | TagEnd::MetadataBlock(_) => self.writer.end(),
            _ => {}
        }
    }

    /// The cells of a row beyond those of the table's header, which Markdown drops.
    fn further_cells(&mut self) {
        self.writer.end();
        let rest = self.row.of(self.writer.source().text()).to_owned();
        let mut start = self.row.start;
        for cell in rest.split('|') {
            let span = Span::new(start, start + cell.len()).trim(self.writer.source().text());
            start += cell.len() + 1;
            if !span.is_empty() {
                self.begin(BlockKind::TableCell);
                self.inside(span);
                self.writer.end();
            }
        }
    }

    /// Reads the inline content of a block: text, emphasis, links; signs that would begin a block are text.
    fn inside(&mut self, span: Span) {
        let text = span.of(self.writer.source().text()).to_owned();
        let events: Vec<_> = Parser::new_ext(&text, options()).into_offset_iter().collect();
        let paragraph = matches!(events.first(), Some((Event::Start(Tag::Paragraph), _)));
        let ends =
            events.iter().filter(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
        if !paragraph || ends.count() != 1 {
            return self.writer.push_source(span);
        }
        for (event, range) in &events[1..events.len() - 1] {
            self.event(event.clone(), range.start + span.start..range.end + span.start);
        }
    }

    /// Begins a list item, unless its number is a year at the start of a wrapped line: in
    ///
    /// ```text
    /// - Smith J, Doe A.
    /// 2015. Soil and water.
    /// ```
    ///
    /// Markdown sees two lists, the author one entry.
    fn item(&mut self, span: Span) {
        self.writer.end();
        let ordinal = ordinal(span.of(self.writer.source().text()));
        match ordinal {
            Some(year) if is_year_number(year) && self.goes_on(span.start, year) => {
                let marker = Span::new(span.start, span.start + 5);
                self.writer.reopen();
                self.writer.push_break(Span::new(span.start - 1, span.start));
                self.writer.push_source(marker);
                self.writer.push(" ", Span::new(marker.end, marker.end + 1));
            }
            _ => self.item = Some(ordinal),
        }
    }

    /// Whether the line at `start` goes on the block before it: no blank line is between them, and
    /// `number` does not count on from the item before.
    fn goes_on(&self, start: usize, number: u64) -> bool {
        let Some(last) = self.writer.last_block() else {
            return false;
        };
        let counts_on = matches!(last.kind, BlockKind::ListItem { ordinal: Some(before) } if before.checked_add(1) == Some(number));
        let between = Span::new(self.writer.end_in_source(last.span.end), start);
        let text = between.of(self.writer.source().text());
        !counts_on && text.trim().is_empty() && text.matches('\n').count() == 1
    }

    fn begin(&mut self, kind: BlockKind) {
        self.item = None;
        self.writer.begin(kind);
    }

    /// Begins a block of prose: a paragraph, or the first block of a list item or a note. A block
    /// that was opened again is gone on with.
    fn paragraph(&mut self) {
        if self.writer.is_open() && self.item.is_none() {
            return;
        }
        let kind = match (self.item.take(), &self.note) {
            (Some(ordinal), None) => BlockKind::ListItem { ordinal },
            (_, Some(label)) => BlockKind::Note { label: label.clone() },
            (None, None) => BlockKind::Paragraph,
        };
        self.writer.begin(kind);
    }

    /// Makes sure that there is a block to write to: items of a tight list have no paragraphs.
    fn open_block(&mut self) {
        if !self.writer.is_open() {
            self.paragraph();
        }
    }

    fn open(&mut self, kind: MarkKind) {
        self.open_block();
        self.open.push((kind, self.writer.here()));
    }

    fn text(&mut self, text: &str, span: Span) {
        self.open_block();
        let as_written = span.of(self.writer.source().text()) == text;
        match as_written {
            true if text.contains('\n') => self.lines(span),
            true => superscript::push_source(&mut self.writer, span),
            false => self.writer.push(text, span),
        }
    }

    /// Appends the lines of a code block.
    fn lines(&mut self, span: Span) {
        let text = span.of(self.writer.source().text()).to_owned();
        let mut at = span.start;
        for line in text.split_inclusive('\n') {
            let said = line.trim_end_matches(['\n', '\r']);
            let end = at + said.len();
            self.writer.push_source(Span::new(at, end));
            at += line.len();
            if said.len() < line.len() {
                self.writer.push_break(Span::new(end, at));
            }
        }
    }

    fn marked(&mut self, kind: MarkKind, text: &str, span: Span) {
        self.open_block();
        let start = self.writer.here();
        let whole = span.of(self.writer.source().text());
        match whole.find(text) {
            Some(at) => self.writer.push_source(Span::new(at, at + text.len()).shift(span.start)),
            None => self.writer.push(text, span),
        }
        self.writer.mark(kind, start);
    }
}

/// The number that is typed before a list item; Markdown itself would count on from the first.
fn ordinal(item: &str) -> Option<u64> {
    let digits = item.find(|c: char| !c.is_ascii_digit())?;
    item[digits..].starts_with(['.', ')']).then(|| item[..digits].parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(markdown: &str) -> Vec<(BlockKind, String)> {
        let document = read(Source::new("a.md", markdown.to_owned()));
        let text = |span| document.slice(span).to_owned();
        document.blocks.iter().map(|b| (b.kind.clone(), text(b.span))).collect()
    }

    fn plain(markdown: &str) -> String {
        read(Source::new("a.md", markdown.to_owned())).text.to_string()
    }

    #[test]
    fn wrapped_lines_are_joined_and_map_back() {
        let markdown = "as argued by (Zürn\nand *Stephen*\n2010, 94).";
        let document = read(Source::new("a.md", markdown.to_owned()));
        assert_eq!(document.text, "as argued by (Zürn and Stephen 2010, 94).\n");
        let start = document.text.find('(').expect("there");
        let span = Span::new(start, document.text.len() - 2);
        assert_eq!(document.in_source(span).of(markdown), "(Zürn\nand *Stephen*\n2010, 94)");
    }

    #[test]
    fn list_numbers_are_those_typed() {
        let item = |ordinal, text: &str| (BlockKind::ListItem { ordinal }, text.to_owned());
        assert_eq!(
            blocks("3. Smith\nJ. 2010\n7. Doe\n\n- bullet"),
            [item(Some(3), "Smith J. 2010"), item(Some(7), "Doe"), item(None, "bullet")]
        );
        assert_eq!(blocks("1) A\n\n2) B"), [item(Some(1), "A"), item(Some(2), "B")]);
    }

    #[test]
    fn a_year_at_a_line_start_is_no_item() {
        let item = |ordinal, text: &str| (BlockKind::ListItem { ordinal }, text.to_owned());
        assert_eq!(
            blocks("- Smith J.\n2015. Soil.\n- Doe"),
            [item(None, "Smith J. 2015. Soil."), item(None, "Doe")]
        );
        assert_eq!(
            blocks("1. Smith J.\n2015. Soil.\n2. Doe"),
            [item(Some(1), "Smith J. 2015. Soil."), item(Some(2), "Doe")]
        );
        assert_eq!(blocks("1999. A\n2000. B"), [item(Some(1999), "A"), item(Some(2000), "B")]);
    }

    #[test]
    fn later_blocks_of_an_item_are_paragraphs() {
        let kinds: Vec<BlockKind> =
            blocks("- A\n\n  B\n  - C\n\n  D").into_iter().map(|b| b.0).collect();
        let item = BlockKind::ListItem { ordinal: None };
        assert_eq!(kinds, [item.clone(), BlockKind::Paragraph, item, BlockKind::Paragraph]);
    }

    #[test]
    fn escapes_and_entities_are_decoded() {
        assert_eq!(plain(r"a\_b &amp; \(c\) eu\\_en"), "a_b & (c) eu\\_en\n");
    }

    #[test]
    fn headings_of_both_kinds() {
        let heading = |text: &str| (BlockKind::Heading(2), text.to_owned());
        assert_eq!(blocks("## A {-}"), [heading("A")]);
        assert_eq!(blocks("Works Cited\n---\n"), [heading("Works Cited")]);
    }

    #[test]
    fn notes_code_and_header_are_told_apart() {
        let markdown =
            "---\ntitle: T\n---\n\nText[^1].\n\n[^1]: See Smith.\n\n```\nx\n```\n\n    indented\n";
        let kinds: Vec<BlockKind> = blocks(markdown).into_iter().map(|b| b.0).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Metadata,
                BlockKind::Paragraph,
                BlockKind::Note { label: "1".into() },
                BlockKind::Code,
                BlockKind::Paragraph
            ]
        );
    }

    #[test]
    fn a_fence_around_all_is_none() {
        let kinds: Vec<BlockKind> =
            blocks("```markdown\n# A\n\nText.\n```\n").into_iter().map(|block| block.0).collect();
        assert_eq!(kinds, [BlockKind::Heading(1), BlockKind::Paragraph]);
        assert_eq!(blocks("```\n# A\n```\n")[0].0, BlockKind::Code);
    }

    #[test]
    fn a_rule_of_hyphens_begins_no_header() {
        let text = "# A\n\n---\nText [@hurd].\n\n## References\n\n---\n\nMore.\n";
        let kinds: Vec<BlockKind> = blocks(text).into_iter().map(|block| block.0).collect();
        let (one, two) = (BlockKind::Heading(1), BlockKind::Heading(2));
        assert_eq!(kinds, [one, BlockKind::Paragraph, two, BlockKind::Paragraph]);
    }

    #[test]
    fn table_cells_are_blocks() {
        let texts: Vec<String> =
            blocks("| a | b |\n|---|---|\n| c | (D 2010) |").into_iter().map(|b| b.1).collect();
        assert_eq!(texts, ["a", "b", "c", "(D 2010)"]);
    }

    #[test]
    fn marks_cover_their_text() {
        let document = read(Source::new(
            "a.md",
            "x <sup>3</sup>, [t](http://u.v), $y$ [^n]\n\n[^n]: N".into(),
        ));
        let marks: Vec<(&MarkKind, &str)> =
            document.marks.iter().map(|m| (&m.kind, document.slice(m.span))).collect();
        let target = "http://u.v".to_owned();
        assert_eq!(
            marks,
            [
                (&MarkKind::Superscript, "3"),
                (&MarkKind::Link { target }, "t"),
                (&MarkKind::Math, "y"),
                (&MarkKind::NoteCall { label: "n".into() }, "")
            ]
        );
    }
}
