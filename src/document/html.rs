//! HTML: documents, and the elements that stand in Markdown.

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

use crate::document::attributes;
use crate::document::format::{Format, Reading};
use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind, Position};
use crate::text::source::Source;
use crate::text::span::Span;

/// HTML.
pub(crate) const FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    walked: false,
    reader: Reading::Text(read),
    writer: None,
};

/// Reads a document in HTML. Notes are told by the roles of
/// [DPUB-ARIA](https://www.w3.org/TR/dpub-aria-1.1/), as Pandoc and Kramdown write them.
pub(crate) fn read(source: Source) -> Document {
    let whole = Span::new(0, source.text().len());
    let mut writer = DocumentWriter::new(source);
    Html { page: true, ..Html::default() }.push(&mut writer, whole);
    writer.finish()
}

/// Reads HTML: knows which elements are open.
#[derive(Debug, Default)]
pub(crate) struct Html {
    /// Whether all is HTML. In Markdown an unknown element is text (people write `<sic>`) and a line
    /// that ends is the author's.
    page: bool,
    marks: Vec<Marked>,
    blocks: Vec<Within>,
    hidden: Option<Hidden>,
}

/// An element whose text is marked, from the byte at `start` of the running text.
#[derive(Debug)]
struct Marked {
    name: String,
    kind: MarkKind,
    start: Position,
}

/// An element that says what the blocks in it are.
#[derive(Debug)]
struct Within {
    name: String,
    kind: BlockKind,
    /// Whether no block began in it yet.
    fresh: bool,
}

/// An element whose text is not read, and how many of its name are open.
#[derive(Debug)]
struct Hidden {
    name: String,
    depth: usize,
}

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "tt", "time", "u", "var", "wbr",
];

/// Elements that begin and end a block.
#[rustfmt::skip]
const BLOCK: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "li", "link", "main", "meta", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title",
    "tr", "ul", "video",
];

/// Elements whose text a reader of the page does not see, or not as part of what it says.
const HIDDEN: &[&str] = &[
    "head", "title", "script", "style", "template", "noscript", "svg", "nav", "select", "textarea",
    "button",
];

impl Html {
    /// Appends a segment of source that holds HTML: its text, its marks, its comments.
    pub(crate) fn push(&mut self, writer: &mut DocumentWriter, source: Span) {
        let html = attributes::bounded(source.of(writer.source().text()).to_owned());
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut end = 0;
        for Ok(token) in Tokenizer::new_with_emitter(&html, emitter) {
            let stands = |span: html5gum::Span| Span::new(span.start, span.end).shift(source.start);
            match token {
                Token::StartTag(tag) => {
                    end = tag.span.end;
                    self.start(writer, &tag, stands(tag.span));
                }
                Token::EndTag(tag) => {
                    end = tag.span.end;
                    self.end(writer, &lossy(&tag.name), stands(tag.span));
                }
                Token::String(text) => {
                    end = text.span.end;
                    self.text(writer, stands(text.span));
                }
                Token::Comment(comment) => {
                    end = comment.span.end;
                    writer.comment(lossy(&comment).trim(), stands(comment.span));
                }
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        // A tag that is not closed before the end is none.
        if html[end..].starts_with('<') && !html[end..].starts_with("<!") {
            self.text(writer, Span::new(end, html.len()).shift(source.start));
        }
    }

    fn start(&mut self, writer: &mut DocumentWriter, tag: &StartTag<usize>, span: Span) {
        let name = lossy(&tag.name);
        if let Some(hidden) = &mut self.hidden {
            hidden.depth += usize::from(hidden.name == name);
            // A head may end without saying so.
            if hidden.name != "head" || name != "body" {
                return;
            }
            self.hidden = None;
        }
        let role = attribute(tag, "role").unwrap_or_default();
        let is_note_call = role == "doc-noteref";
        if is_note_call {
            self.open_block(writer);
            let label = attribute(tag, "href").unwrap_or_default();
            let label = label.trim_start_matches('#').to_owned();
            writer.mark(MarkKind::NoteCall { label }, writer.here());
        }
        let unseen = is_note_call || role == "doc-backlink";
        if unseen || HIDDEN.contains(&&*name) && (self.page || !BLOCK.contains(&&*name)) {
            self.hidden = (!tag.self_closing).then_some(Hidden { name, depth: 1 });
        } else if name == "br" {
            writer.push_break(span);
        } else if name == "a" && tag.attributes.is_empty() && !self.page {
            // No link; Typst writes labels so.
            self.text(writer, span);
        } else if INLINE.contains(&&*name) {
            if let Some(kind) = mark(&name, tag) {
                self.marks.push(Marked { name, kind, start: writer.here() });
            }
        } else if BLOCK.contains(&&*name) {
            writer.end();
            self.enter(name, tag, &role);
        } else if !self.page {
            self.text(writer, span);
        }
    }

    fn end(&mut self, writer: &mut DocumentWriter, name: &str, span: Span) {
        if let Some(hidden) = &mut self.hidden {
            hidden.depth -= usize::from(hidden.name == name);
            if hidden.depth == 0 {
                self.hidden = None;
            }
        } else if name == "br" {
            writer.push_break(span);
        } else if INLINE.contains(&name) {
            if let Some(index) = self.marks.iter().rposition(|open| open.name == name) {
                let open = self.marks.remove(index);
                writer.mark(open.kind, open.start);
            }
        } else if BLOCK.contains(&name) {
            writer.end();
            if let Some(index) = self.blocks.iter().rposition(|within| within.name == name) {
                self.blocks.truncate(index);
            }
        } else if !self.page {
            self.text(writer, span);
        }
    }

    /// Opens an element that says what the blocks in it are.
    fn enter(&mut self, name: String, tag: &StartTag<usize>, role: &str) {
        let number = |name| attribute(tag, name).and_then(|number| number.parse().ok());
        let kind = match &*name {
            _ if matches!(role, "doc-footnote" | "doc-endnote" | "doc-endnotes") => note(tag),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                BlockKind::Heading(name.as_bytes()[1] - b'0')
            }
            "ol" => BlockKind::ListItem { ordinal: number("start").or(Some(1)) },
            "ul" => BlockKind::ListItem { ordinal: None },
            "li" => self.item(tag, number("value")),
            "table" => BlockKind::TableCell,
            "caption" | "figcaption" => BlockKind::Caption,
            "pre" => BlockKind::Paragraph,
            "tr" | "td" | "th" => {
                // A caption may end without saying so.
                self.close_to(&["table"]);
                return;
            }
            _ => return,
        };
        self.blocks.push(Within { name, kind, fresh: true });
    }

    /// What a list item is: a note where notes are listed; otherwise it has the number that its
    /// list has come to. The item before may have ended without saying so.
    fn item(&mut self, tag: &StartTag<usize>, value: Option<u64>) -> BlockKind {
        self.close_to(&["ol", "ul"]);
        if self.blocks.iter().any(|within| matches!(within.kind, BlockKind::Note { .. })) {
            return note(tag);
        }
        match self.blocks.last_mut().map(|list| &mut list.kind) {
            Some(BlockKind::ListItem { ordinal: Some(next) }) => {
                let ordinal = value.unwrap_or(*next);
                *next = ordinal.saturating_add(1);
                BlockKind::ListItem { ordinal: Some(ordinal) }
            }
            _ => BlockKind::ListItem { ordinal: None },
        }
    }

    /// Closes what is open inside the innermost element of these names.
    fn close_to(&mut self, names: &[&str]) {
        let outer = self.blocks.iter().rposition(|within| names.contains(&&*within.name));
        self.blocks.truncate(outer.map_or(self.blocks.len(), |outer| outer + 1));
    }

    /// Appends text: white space is one space, character references are what they stand for.
    fn text(&mut self, writer: &mut DocumentWriter, span: Span) {
        let text = span.of(writer.source().text()).to_owned();
        if self.hidden.is_some() || !writer.is_open() && text.trim().is_empty() {
            return;
        }
        self.open_block(writer);
        let by_line = !self.page || self.blocks.iter().any(|within| within.name == "pre");
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let rest = &text[at..];
            let stands = |len: usize| Span::new(at, at + len).shift(span.start);
            let spaces = rest.len() - rest.trim_start_matches(SPACE).len();
            at += if spaces > 0 {
                let ends_line = rest[..spaces].contains(['\n', '\r']);
                match writer.block_text().chars().next_back() {
                    _ if ends_line && by_line => writer.push_break(stands(spaces)),
                    Some(last) if !SPACE.contains(&last) => writer.push(" ", stands(spaces)),
                    _ => {}
                }
                spaces
            } else if let Some((len, meant)) = character(rest) {
                writer.push(&meant, stands(len));
                len
            } else {
                let goes_on = &rest[first.len_utf8()..];
                let len = goes_on.find(['&', '\t', '\n', '\r', '\u{C}']).unwrap_or(goes_on.len());
                let len = goes_on[..len].find("  ").unwrap_or(len) + first.len_utf8();
                writer.push_source(stands(len));
                len
            };
        }
    }

    /// Makes sure that there is a block to write to.
    fn open_block(&mut self, writer: &mut DocumentWriter) {
        if writer.is_open() {
            return;
        }
        let kind = match self.blocks.last_mut() {
            Some(Within { kind: BlockKind::ListItem { .. }, fresh: false, .. }) | None => {
                BlockKind::Paragraph
            }
            Some(within) => {
                within.fresh = false;
                within.kind.clone()
            }
        };
        writer.begin(kind);
    }
}

/// What HTML takes for white space.
const SPACE: &[char] = &[' ', '\t', '\n', '\r', '\u{C}'];

/// The character reference that a text begins with: its length and what it stands for.
pub(crate) fn character(text: &str) -> Option<(usize, String)> {
    /// The longest name that HTML knows is `CounterClockwiseContourIntegral`.
    const LONGEST: usize = 33;
    let inside = text.strip_prefix('&')?;
    let len = 2 + inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    let reference = text.get(..len).filter(|it| it.ends_with(';') && len <= LONGEST)?;
    let meant = Tokenizer::new(reference).find_map(|Ok(token)| match token {
        Token::String(text) => Some(lossy(&text)),
        _ => None,
    })?;
    (meant != reference).then_some((len, meant))
}

/// The note that an element is.
fn note(tag: &StartTag<usize>) -> BlockKind {
    BlockKind::Note { label: attribute(tag, "id").unwrap_or_default() }
}

/// What an element says of its text.
fn mark(name: &str, tag: &StartTag<usize>) -> Option<MarkKind> {
    Some(match name {
        "sup" => MarkKind::Superscript,
        "sub" => MarkKind::Subscript,
        "i" | "em" | "cite" | "var" => MarkKind::Emphasis,
        "b" | "strong" => MarkKind::Strong,
        "code" | "kbd" | "samp" | "tt" => MarkKind::Code,
        "a" => MarkKind::Link { target: attribute(tag, "href")? },
        _ => return None,
    })
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| lossy(value))
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_markdown(html: &str) -> Document {
        let mut writer = DocumentWriter::new(Source::new("a.md", html.to_owned()));
        Html::default().push(&mut writer, Span::new(0, html.len()));
        writer.finish()
    }

    fn page(html: &str) -> Document {
        read(Source::new("a.html", html.to_owned()))
    }

    fn blocks(html: &str) -> Vec<(BlockKind, String)> {
        let document = page(html);
        let text = |span| document.slice(span).to_owned();
        document.blocks.iter().map(|block| (block.kind.clone(), text(block.span))).collect()
    }

    #[test]
    fn superscripts_and_links_are_marked() {
        let html = "<p>help<sup>3–5</sup> <a href='http://x.y/?a&amp;b'>there</a></p>";
        let document = in_markdown(html);
        assert_eq!(document.text, "help3–5 there\n");
        assert_eq!(document.marks[0].kind, MarkKind::Superscript);
        assert_eq!(document.slice(document.marks[0].span), "3–5");
        let target = "http://x.y/?a&b".to_owned();
        assert_eq!(document.marks[1].kind, MarkKind::Link { target });
    }

    #[test]
    fn what_is_no_element_is_text() {
        assert_eq!(in_markdown("so <sic> p<0.05").text, "so <sic> p<0.05\n");
        assert_eq!(in_markdown("<<<").text, "<<<\n");
        assert_eq!(in_markdown("a <b").text, "a <b\n");
        assert_eq!(page("<p>so <x-y>it</x-y> is").text, "so it is\n");
    }

    #[test]
    fn comments_are_kept_apart() {
        let document = in_markdown("a <!-- cite: ignore[ibid] meant -->b");
        assert_eq!(document.text, "a b\n");
        assert_eq!(document.comments[0].text, "cite: ignore[ibid] meant");
        assert_eq!(document.comments[0].at, 2);
    }

    #[test]
    fn characters_and_white_space_map_back() {
        let html = "<p>\r\n  Ng &amp;\r\n  <i>Z&uuml;rn</i>&nbsp;(2010) </p>";
        let document = page(html);
        assert_eq!(document.text.trim_end(), "Ng & Zürn\u{A0}(2010)");
        assert!(document.breaks.is_empty());
        let stands = |text: &str| {
            let start = document.text.find(text).expect("there");
            document.in_source(Span::new(start, start + text.len())).of(html)
        };
        assert_eq!(stands("Zürn"), "Z&uuml;rn");
        assert_eq!(stands("(2010)"), "(2010)");
        assert_eq!(stands("Ng & Z"), "Ng &amp;\r\n  <i>Z");
    }

    #[test]
    fn blocks_are_what_their_elements_say() {
        let html = "<!DOCTYPE html><html><head><title>No</title><style>p { }</style><body>\
            <nav>No</nav><h2>A</h2><p>B<br>C<ol start=4><li>D<p>E<li value=9><p>F</li></ol>\
            <table><caption>G<tr><td>H<td>I</table><script>'</p>No'</script><ul><li>J</ul>";
        let item = |ordinal| BlockKind::ListItem { ordinal };
        let expected = [
            (BlockKind::Heading(2), "A"),
            (BlockKind::Paragraph, "B C"),
            (item(Some(4)), "D"),
            (BlockKind::Paragraph, "E"),
            (item(Some(9)), "F"),
            (BlockKind::Caption, "G"),
            (BlockKind::TableCell, "H"),
            (BlockKind::TableCell, "I"),
            (item(None), "J"),
        ];
        assert_eq!(blocks(html), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn notes_are_told_by_their_roles() {
        let html = "<p>So<a href='#fn1' role='doc-noteref'><sup>1</sup></a> it is.</p>\
            <section role='doc-endnotes'><ol><li id='fn1'><p>See Ng.\
            <a href='#fnref1' role='doc-backlink'>↩</a></p></li></ol></section>";
        let note = BlockKind::Note { label: "fn1".to_owned() };
        let expected = [(BlockKind::Paragraph, "So it is."), (note, "See Ng.")];
        assert_eq!(blocks(html), expected.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!(page(html).marks[0].kind, MarkKind::NoteCall { label: "fn1".to_owned() });
    }
}
