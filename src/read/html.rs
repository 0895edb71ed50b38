//! The HTML that stands in Markdown: tags, comments, text.

use crate::model::document::{BlockKind, DocumentWriter, MarkKind};
use crate::text::span::Span;

/// What HTML elements do to the running text, and which of them are open.
#[derive(Debug, Default)]
pub struct Html {
    open: Vec<Open>,
}

/// An element whose text is marked, from the byte at `start` of the running text.
#[derive(Debug)]
struct Open {
    name: String,
    kind: MarkKind,
    start: usize,
}

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "tt", "time", "u", "var", "wbr",
];

/// Elements that begin and end a block.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
];

impl Html {
    /// Appends a stretch of source that holds HTML: its text, its marks, its comments.
    ///
    /// A tag of an element that HTML does not have is text: people write `<sic>`.
    pub fn push(&mut self, writer: &mut DocumentWriter, source: Span) {
        let mut at = source.start;
        while at < source.end {
            let rest = Span::new(at, source.end).of(writer.source().text());
            let Some(piece) = Piece::first(rest) else {
                return;
            };
            let span = Span::new(at, at + piece.len());
            self.push_piece(writer, piece.kind(rest), span);
            at = span.end;
        }
    }

    fn push_piece(&mut self, writer: &mut DocumentWriter, kind: PieceKind, span: Span) {
        match kind {
            PieceKind::Text => push_text(writer, span),
            PieceKind::LineEnd => writer.push_break(span),
            PieceKind::Comment(text) => writer.comment(&text, span),
            PieceKind::Tag(tag) if tag.name == "br" => writer.push_break(span),
            // "<a>" without attributes is no link; Typst writes labels so.
            PieceKind::Tag(tag) if tag.is_bare_anchor() => push_text(writer, span),
            PieceKind::Tag(tag) if INLINE.contains(&&*tag.name) => self.inline(writer, tag),
            PieceKind::Tag(tag) if BLOCK.contains(&&*tag.name) => writer.end(),
            PieceKind::Tag(_) => push_text(writer, span),
        }
    }

    /// Opens or closes the mark of an element inside a line.
    fn inline(&mut self, writer: &mut DocumentWriter, tag: Tag) {
        if tag.closing {
            let Some(index) = self.open.iter().rposition(|open| open.name == tag.name) else {
                return;
            };
            let open = self.open.remove(index);
            if open.start <= writer.len() {
                writer.mark(open.kind, open.start);
            }
        } else if let Some(kind) = tag.mark() {
            self.open.push(Open { name: tag.name, kind, start: writer.len() });
        }
    }
}

fn push_text(writer: &mut DocumentWriter, span: Span) {
    if !writer.is_open() {
        if span.of(writer.source().text()).trim().is_empty() {
            return;
        }
        writer.begin(BlockKind::Paragraph);
    }
    writer.push_source(span);
}

/// The extent of the first piece of a stretch of HTML.
enum Piece {
    Text(usize),
    LineEnd(usize),
    Comment(usize),
    Tag(usize),
}

enum PieceKind {
    Text,
    LineEnd,
    Comment(String),
    Tag(Tag),
}

struct Tag {
    name: String,
    closing: bool,
    attributes: String,
}

impl Piece {
    fn first(html: &str) -> Option<Piece> {
        if html.starts_with("<!--") {
            return Some(Piece::Comment(html.find("-->").map_or(html.len(), |end| end + 3)));
        }
        match html.as_bytes().first()? {
            b'\n' => Some(Piece::LineEnd(1)),
            b'\r' if html.as_bytes().get(1) == Some(&b'\n') => Some(Piece::LineEnd(2)),
            b'<' => Some(match tag_length(html) {
                Some(length) => Piece::Tag(length),
                None => Piece::Text(1 + text_length(&html[1..])),
            }),
            _ => Some(Piece::Text(text_length(html))),
        }
    }

    fn len(&self) -> usize {
        match self {
            Piece::Text(n) | Piece::LineEnd(n) | Piece::Comment(n) | Piece::Tag(n) => *n,
        }
    }

    fn kind(&self, html: &str) -> PieceKind {
        match *self {
            Piece::Text(_) => PieceKind::Text,
            Piece::LineEnd(_) => PieceKind::LineEnd,
            Piece::Comment(n) => {
                let inside = html[..n].trim_start_matches("<!--").trim_end_matches("-->");
                PieceKind::Comment(inside.trim().to_owned())
            }
            Piece::Tag(n) => PieceKind::Tag(Tag::read(&html[..n])),
        }
    }
}

/// How many bytes there are before the next tag or line end.
fn text_length(html: &str) -> usize {
    html.find(['<', '\n', '\r']).map_or(html.len(), |end| end.max(1))
}

/// The length of the tag that `html` begins with.
fn tag_length(html: &str) -> Option<usize> {
    let name = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // A tag does not hold another one; "<" before ">" means that this was no tag.
    let end = 1 + html[1..].find(['<', '>'])?;
    html[end..].starts_with('>').then_some(end + 1)
}

impl Tag {
    fn read(tag: &str) -> Tag {
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let (closing, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);
        Tag { name: name.to_ascii_lowercase(), closing, attributes: attributes.to_owned() }
    }

    fn is_bare_anchor(&self) -> bool {
        self.name == "a" && !self.closing && self.attributes.trim().is_empty()
    }

    /// What the element says of its text.
    fn mark(&self) -> Option<MarkKind> {
        Some(match self.name.as_str() {
            "sup" => MarkKind::Superscript,
            "sub" => MarkKind::Subscript,
            "i" | "em" | "cite" | "var" => MarkKind::Emphasis,
            "b" | "strong" => MarkKind::Strong,
            "code" | "kbd" | "samp" | "tt" => MarkKind::Code,
            "a" => MarkKind::Link { target: self.attribute("href")? },
            _ => return None,
        })
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let after =
            self.attributes.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
        let value = match after.chars().next()? {
            quote @ ('"' | '\'') => after[1..].split(quote).next()?,
            _ => after.split_whitespace().next()?,
        };
        Some(value.replace("&amp;", "&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;
    use crate::text::source::Source;

    fn read(html: &str) -> Document {
        let mut writer = DocumentWriter::new(Source::new("a", html.to_owned()));
        Html::default().push(&mut writer, Span::new(0, html.len()));
        writer.finish()
    }

    #[test]
    fn superscripts_and_links_are_marked() {
        let document = read("<p>help<sup>3–5</sup> <a href='http://x.y/?a&amp;b'>there</a></p>");
        assert_eq!(document.text, "help3–5 there\n");
        assert_eq!(document.marks[0].kind, MarkKind::Superscript);
        assert_eq!(document.slice(document.marks[0].span), "3–5");
        let target = "http://x.y/?a&b".to_owned();
        assert_eq!(document.marks[1].kind, MarkKind::Link { target });
    }

    #[test]
    fn what_is_no_element_is_text() {
        assert_eq!(read("so <sic> p<0.05").text, "so <sic> p<0.05\n");
        assert_eq!(read("<<<").text, "<<<\n");
    }

    #[test]
    fn comments_are_kept_apart() {
        let document = read("a <!-- cite: ignore[ibid] meant -->b");
        assert_eq!(document.text, "a b\n");
        assert_eq!(document.comments[0].text, "cite: ignore[ibid] meant");
        assert_eq!(document.comments[0].at, 2);
    }
}
