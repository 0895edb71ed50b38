//! HTML, with the classes that citeproc-js uses.

use super::format::Format;
use super::superscript;
use crate::render::formatted::{
    Display, FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// HTML: `div.csl-bib-body` with a `div.csl-entry` for each entry.
pub const FORMAT: Format = Format { name: "html", inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let mut out = String::from("<div class=\"csl-bib-body\">\n");
    for (id, text) in entries {
        let id = escape(id);
        out.push_str(&format!(
            "  <div class=\"csl-entry\" id=\"ref-{id}\">{}</div>\n",
            inline(text)
        ));
    }
    out + "</div>\n"
}

fn inline(text: &Formatted) -> String {
    let mut out = String::new();
    for pieces in text.pieces.chunk_by(|a, b| a.block == b.block) {
        let inner = nested(pieces, &[]);
        match pieces.first().and_then(|piece| piece.block) {
            Some((_, display)) => {
                out.push_str(&format!("<div class=\"{}\">{inner}</div>", class(display)));
            }
            None => out.push_str(&inner),
        }
    }
    out
}

/// The class of a block.
pub fn class(display: Display) -> &'static str {
    match display {
        Display::Block => "csl-block",
        Display::LeftMargin => "csl-left-margin",
        Display::RightInline => "csl-right-inline",
        Display::Indent => "csl-indent",
    }
}

/// Pieces with the elements that are not open yet; an element stands around as many as it can.
fn nested(pieces: &[Piece], open: &[Element]) -> String {
    let mut out = String::new();
    let mut rest = pieces;
    while let Some(piece) = rest.first() {
        let missing = elements(piece).into_iter().filter(|element| !open.contains(element));
        let reach = |element: &Element| {
            rest.iter().take_while(|piece| elements(piece).contains(element)).count()
        };
        // Of those that reach equally far, the first is the outermost.
        let widest = missing
            .map(|element| (reach(&element), element))
            .reduce(|best, other| if other.0 > best.0 { other } else { best });
        match widest {
            None => {
                out.push_str(&letters(piece, open));
                rest = &rest[1..];
            }
            Some((count, element)) => {
                let (start, end) = element.tags();
                let inner = nested(&rest[..count], &[open, &[element]].concat());
                out.push_str(&format!("{start}{inner}{end}"));
                rest = &rest[count..];
            }
        }
    }
    out
}

/// The text of a piece; what is raised in Unicode is set high.
fn letters(piece: &Piece, open: &[Element]) -> String {
    let high = open.contains(&Element::Superscript);
    let written = |(superscript, text): (bool, String)| match superscript && !high {
        true => format!("<sup>{}</sup>", escape(&text)),
        false => escape(&text),
    };
    superscript::runs(&piece.text).into_iter().map(written).collect()
}

/// An element around text.
#[derive(Debug, Clone, PartialEq)]
enum Element {
    Link(String),
    Bold,
    Italic,
    Underline,
    Superscript,
    Subscript,
    SmallCaps,
}

impl Element {
    fn tags(&self) -> (String, &'static str) {
        let (start, end) = match self {
            Element::Link(url) => {
                let url = escape(url).replace('"', "&quot;");
                return (format!("<a href=\"{url}\">"), "</a>");
            }
            Element::Bold => ("<b>", "</b>"),
            Element::Italic => ("<i>", "</i>"),
            Element::Underline => ("<span style=\"text-decoration:underline;\">", "</span>"),
            Element::Superscript => ("<sup>", "</sup>"),
            Element::Subscript => ("<sub>", "</sub>"),
            Element::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
        };
        (start.to_owned(), end)
    }
}

/// The elements that a piece stands in, the outermost first.
fn elements(piece: &Piece) -> Vec<Element> {
    let face = piece.face;
    let mut elements: Vec<Element> = piece.link.clone().map(Element::Link).into_iter().collect();
    let set = [
        (face.font_weight == FontWeight::Bold, Element::Bold),
        (face.font_style == FontStyle::Italic, Element::Italic),
        (face.text_decoration == TextDecoration::Underline, Element::Underline),
        (face.vertical_align == VerticalAlign::Sup, Element::Superscript),
        (face.vertical_align == VerticalAlign::Sub, Element::Subscript),
        (face.font_variant == FontVariant::SmallCaps, Element::SmallCaps),
    ];
    elements.extend(set.into_iter().filter(|(is, _)| *is).map(|(_, element)| element));
    elements
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
