//! From the syntax tree of a Typst document to running text.

use std::collections::{HashSet, VecDeque};

use typst_syntax::{LinkedNode, SyntaxKind, parse};

use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind};
use crate::text::source::Source;
use crate::text::span::Span;

/// Reads Typst. Citations stay in the running text as they are typed (`@key`, `#cite(<key>)`), since
/// they are found by their keys later; code is not run, and of a function's arguments only content is
/// read.
pub(crate) fn read(source: Source) -> Document {
    let text = source.text().to_owned();
    let tree = parse(&text);
    let root = LinkedNode::new(&tree);
    let mut labels = HashSet::new();
    collect_labels(&root, &mut labels);
    let mut reader = Reader {
        source: &text,
        writer: DocumentWriter::new(source),
        labels,
        notes: VecDeque::new(),
        note_count: 0,
        item: None,
        cells: false,
    };
    reader.children(&root);
    reader.end_block();
    // A note can call a note; that one is read in its turn.
    while let Some((label, node)) = reader.notes.pop_front() {
        reader.writer.begin(BlockKind::Note { label });
        reader.content(&node);
        reader.writer.end();
    }
    reader.writer.finish()
}

/// The labels that are set in the document: a reference to one of them cites no work.
fn collect_labels(node: &LinkedNode, labels: &mut HashSet<String>) {
    let in_markup = node.parent_kind() == Some(SyntaxKind::Markup);
    if node.kind() == SyntaxKind::Label && in_markup {
        labels.insert(node.leaf_text().trim_matches(['<', '>']).to_owned());
    }
    node.children().for_each(|child| collect_labels(&child, labels));
}

struct Reader<'s> {
    source: &'s str,
    writer: DocumentWriter,
    labels: HashSet<String>,
    /// Footnotes, which are read after the text: label and content.
    notes: VecDeque<(String, LinkedNode<'s>)>,
    note_count: usize,
    /// The number of the list item whose first block has not begun; none inside for a bullet.
    item: Option<Option<u64>>,
    /// Whether content is that of table cells.
    cells: bool,
}

impl<'s> Reader<'s> {
    fn children(&mut self, node: &LinkedNode<'s>) {
        for child in node.children() {
            self.node(&child);
        }
    }

    fn node(&mut self, node: &LinkedNode<'s>) {
        let span = Span::from(node.range());
        match node.kind() {
            SyntaxKind::Text | SyntaxKind::SmartQuote => self.text(span),
            SyntaxKind::Space => self.space(span),
            SyntaxKind::Linebreak if self.writer.is_open() => self.writer.push_break(span),
            SyntaxKind::Parbreak => self.end_block(),
            SyntaxKind::Escape => self.escape(node, span),
            SyntaxKind::Shorthand => self.decoded(shorthand(node.leaf_text()), span),
            SyntaxKind::Strong => self.marked(MarkKind::Strong, node),
            SyntaxKind::Emph => self.marked(MarkKind::Emphasis, node),
            SyntaxKind::Raw => self.raw(node),
            SyntaxKind::Link => {
                let target = node.leaf_text().to_string();
                self.open_block();
                let start = self.writer.here();
                self.writer.push_source(span);
                self.writer.mark(MarkKind::Link { target }, start);
            }
            SyntaxKind::Ref => self.reference(node, span),
            SyntaxKind::Heading => self.heading(node),
            SyntaxKind::ListItem | SyntaxKind::EnumItem | SyntaxKind::TermItem => {
                self.end_block();
                self.item = Some(ordinal(node));
                self.children(node);
                self.end_block();
                self.item = None;
            }
            SyntaxKind::Equation => {
                self.open_block();
                let start = self.writer.here();
                self.writer.push_source(span);
                self.writer.mark(MarkKind::Math, start);
            }
            SyntaxKind::LineComment | SyntaxKind::BlockComment => self.comment(node, span),
            SyntaxKind::FuncCall => self.call(node),
            // Rules and definitions print nothing where they stand.
            SyntaxKind::LetBinding
            | SyntaxKind::SetRule
            | SyntaxKind::ShowRule
            | SyntaxKind::ModuleImport
            | SyntaxKind::Closure => {}
            _ => self.children(node),
        }
    }

    fn text(&mut self, span: Span) {
        self.open_block();
        self.writer.push_source(span);
    }

    fn decoded(&mut self, text: &str, span: Span) {
        self.open_block();
        self.writer.push(text, span);
    }

    fn space(&mut self, span: Span) {
        if self.writer.block_text().is_empty() {
            return;
        }
        match span.of(self.source).contains('\n') {
            true => self.writer.push_break(span),
            false => self.writer.push(" ", span),
        }
    }

    /// `\#` and `\u{1F600}`.
    fn escape(&mut self, node: &LinkedNode, span: Span) {
        let typed = &node.leaf_text()[1..];
        let code = typed.strip_prefix("u{").and_then(|code| code.strip_suffix('}'));
        let decoded = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match decoded {
            Some(c) => self.decoded(c.encode_utf8(&mut [0; 4]), span),
            None => self.decoded(typed, span),
        }
    }

    fn marked(&mut self, kind: MarkKind, node: &LinkedNode<'s>) {
        self.open_block();
        let start = self.writer.here();
        self.children(node);
        self.writer.mark(kind, start);
    }

    fn raw(&mut self, node: &LinkedNode) {
        let is_delimiter = |child: &LinkedNode| child.kind() == SyntaxKind::RawDelim;
        let delimiters: Vec<Span> =
            node.children().filter(is_delimiter).map(|child| Span::from(child.range())).collect();
        let [open, .., close] = delimiters.as_slice() else { return };
        let lang = node.children().find(|child| child.kind() == SyntaxKind::RawLang);
        let start = lang.map_or(open.end, |lang| lang.range().end);
        let whole = Span::new(start, close.start);
        let (inside, fence) = (whole.trim(self.source), open.len());
        if fence >= 3 && whole.of(self.source).contains('\n') {
            self.end_block();
            self.writer.begin(BlockKind::Code);
            self.writer.push_source(inside);
            self.writer.end();
            return;
        }
        self.open_block();
        let start = self.writer.here();
        self.writer.push_source(inside);
        self.writer.mark(MarkKind::Code, start);
    }

    /// `@key[supplement]`: a citation, unless the document itself sets the label.
    fn reference(&mut self, node: &LinkedNode, span: Span) {
        let marker = node.children().next();
        let key = marker.map(|marker| marker.leaf_text().trim_start_matches('@').to_owned());
        if key.is_some_and(|key| !self.labels.contains(&key)) {
            self.text(span);
        }
    }

    fn heading(&mut self, node: &LinkedNode<'s>) {
        let marker = node.children().find(|child| child.kind() == SyntaxKind::HeadingMarker);
        let level = marker.map_or(1, |marker| marker.range().len()).min(6);
        self.end_block();
        self.writer.begin(BlockKind::Heading(u8::try_from(level).unwrap_or(6)));
        self.children(node);
        self.end_block();
    }

    fn comment(&mut self, node: &LinkedNode, span: Span) {
        let text = node.leaf_text();
        let text = text.trim_start_matches(['/', '*']).trim_end_matches(['/', '*']).trim();
        if text.starts_with("cite:") {
            self.writer.comment(text, span);
        }
    }

    /// A call of a function; the hash before it is no part of the node.
    fn call(&mut self, node: &LinkedNode<'s>) {
        let name = node.children().next().filter(|name| name.kind() == SyntaxKind::Ident);
        let name = name.map(|name| name.leaf_text().to_string()).unwrap_or_default();
        match name.as_str() {
            "cite" => {
                let range = node.range();
                let hash = range.start - usize::from(self.source[..range.start].ends_with('#'));
                self.text(Span::new(hash, range.end));
            }
            "footnote" => self.call_note(node),
            "super" => self.marked_content(MarkKind::Superscript, node),
            "sub" => self.marked_content(MarkKind::Subscript, node),
            "emph" => self.marked_content(MarkKind::Emphasis, node),
            "strong" => self.marked_content(MarkKind::Strong, node),
            "link" => {
                let target = first_string(node).unwrap_or_default();
                self.marked_content(MarkKind::Link { target }, node);
            }
            "bibliography" => {
                // A slash at the beginning is the folder of the project, not of the machine.
                for file in strings(node) {
                    self.writer.library(file.trim_start_matches('/'));
                }
            }
            "table" | "grid" => {
                let outer = std::mem::replace(&mut self.cells, true);
                self.end_block();
                self.content(node);
                self.cells = outer;
            }
            "figure" => {
                self.end_block();
                self.content(node);
                self.end_block();
            }
            _ => self.content(node),
        }
    }

    /// Reads the content among the arguments of a call.
    fn content(&mut self, node: &LinkedNode<'s>) {
        for child in node.children() {
            match child.kind() {
                SyntaxKind::ContentBlock if self.cells => {
                    self.end_block();
                    self.children(&child);
                    self.end_block();
                }
                SyntaxKind::ContentBlock => self.children(&child),
                SyntaxKind::Named => self.named(&child),
                SyntaxKind::FuncCall => self.call(&child),
                SyntaxKind::Ident | SyntaxKind::Closure => {}
                _ => self.content(&child),
            }
        }
    }

    /// An argument with a name: the caption of a figure is a block of its own.
    fn named(&mut self, node: &LinkedNode<'s>) {
        let name = node.children().next().map(|name| name.leaf_text().to_string());
        if name.as_deref() != Some("caption") {
            return self.content(node);
        }
        let outer = std::mem::replace(&mut self.cells, false);
        self.end_block();
        self.writer.begin(BlockKind::Caption);
        self.content(node);
        self.end_block();
        self.cells = outer;
    }

    fn marked_content(&mut self, kind: MarkKind, node: &LinkedNode<'s>) {
        self.open_block();
        let start = self.writer.here();
        self.content(node);
        self.writer.mark(kind, start);
    }

    fn call_note(&mut self, node: &LinkedNode<'s>) {
        self.note_count += 1;
        let label = self.note_count.to_string();
        self.open_block();
        let at = self.writer.here();
        self.writer.mark(MarkKind::NoteCall { label: label.clone() }, at);
        self.notes.push_back((label, node.clone()));
    }

    fn end_block(&mut self) {
        self.writer.end();
    }

    /// Makes sure that there is a block to write to.
    fn open_block(&mut self) {
        if self.writer.is_open() {
            return;
        }
        self.writer.begin(match (self.item.take(), self.cells) {
            (Some(ordinal), _) => BlockKind::ListItem { ordinal },
            (None, true) => BlockKind::TableCell,
            (None, false) => BlockKind::Paragraph,
        });
    }
}

/// The number that is typed before an item.
fn ordinal(node: &LinkedNode) -> Option<u64> {
    let marker = node.children().find(|child| child.kind() == SyntaxKind::EnumMarker)?;
    marker.leaf_text().trim_end_matches('.').parse().ok()
}

/// What a shorthand prints.
fn shorthand(typed: &str) -> &str {
    match typed {
        "~" => "\u{A0}",
        "---" => "—",
        "--" => "–",
        "-?" => "",
        "..." => "…",
        _ => typed,
    }
}

/// The strings among the arguments of a call.
fn strings(node: &LinkedNode) -> Vec<String> {
    let mut found = Vec::new();
    collect_strings(node, &mut found);
    found
}

fn collect_strings(node: &LinkedNode, found: &mut Vec<String>) {
    for child in node.children() {
        match child.kind() {
            SyntaxKind::Str => found.push(child.leaf_text().trim_matches('"').to_owned()),
            SyntaxKind::Named | SyntaxKind::ContentBlock => {}
            _ => collect_strings(&child, found),
        }
    }
}

fn first_string(node: &LinkedNode) -> Option<String> {
    strings(node).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(source: &str) -> Document {
        read(Source::new("a.typ", source.to_owned()))
    }

    #[test]
    fn running_text() {
        for (source, wanted) in [
            (
                "So *it* is -- _indeed_~(Hurd 1999).\nNext",
                "So it is – indeed\u{A0}(Hurd 1999). Next\n",
            ),
            (
                "see @hurd[p. 3] and #cite(<lake>, form: \"prose\").",
                "see @hurd[p. 3] and #cite(<lake>, form: \"prose\").\n",
            ),
            ("= One <sec:one>\nIn @sec:one it is.", "One\nIn  it is.\n"),
            ("a \\# b // no\nc", "a # b c\n"),
            (
                "#set text(lang: \"en\")\n#let x = [no]\nText#footnote[A note.] on",
                "Text on\nA note.\n",
            ),
            ("#table(columns: 2, [a], [b])", "a\nb\n"),
            ("#figure(image(\"x.png\"), caption: [After Hurd (1999)])", "After Hurd (1999)\n"),
        ] {
            assert_eq!(document(source).text, wanted, "{source}");
        }
    }

    #[test]
    fn structure() {
        let source = "== Two\n- one\n+ two\n\n```rust\nlet x;\n```\n#bibliography(\"refs.bib\")";
        let document = document(source);
        let kinds: Vec<&BlockKind> = document.blocks.iter().map(|block| &block.kind).collect();
        let item = BlockKind::ListItem { ordinal: None };
        assert_eq!(kinds, [&BlockKind::Heading(2), &item, &item, &BlockKind::Code]);
        assert_eq!(document.named_libraries, ["refs.bib"]);
    }

    #[test]
    fn broken_input_is_read() {
        for source in ["#", "#cite(", "[", "*a", "@", "#footnote[", "$"] {
            document(source);
        }
    }
}
