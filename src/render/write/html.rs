//! HTML, with the classes that citeproc-js uses.

use super::format::Format;
use super::superscript;
use crate::escape::address::Address;
use crate::escape::escaped::Escaped;
use crate::escape::html::Html;
use crate::render::formatted::{
    Display, FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// HTML: `div.csl-bib-body` with a `div.csl-entry` for each entry.
pub(crate) const FORMAT: Format = Format { name: "html", inline, paragraph: inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let mut out = Escaped::<Html>::markup("<div class=\"csl-bib-body\">\n");
    for (id, text) in entries {
        out.push(&Escaped::markup("  <div class=\"csl-entry\" id=\"ref-"));
        out.push(&Escaped::id(id));
        out.push(&blocks(text).between("\">", "</div>\n"));
    }
    out.then(&Escaped::markup("</div>\n")).into_string()
}

fn inline(text: &Formatted) -> String {
    blocks(text).into_string()
}

fn blocks(text: &Formatted) -> Escaped<Html> {
    let mut out = Escaped::new();
    for pieces in text.pieces.chunk_by(|a, b| a.block == b.block) {
        let inner = nested(pieces, &[]);
        out.push(&match pieces.first().and_then(|piece| piece.block) {
            Some((_, display)) => Escaped::markup("<div class=\"")
                .then(&Escaped::markup(class(display)))
                .then(&inner.between("\">", "</div>")),
            None => inner,
        });
    }
    out
}

/// The class of a block.
pub(crate) fn class(display: Display) -> &'static str {
    match display {
        Display::Block => "csl-block",
        Display::LeftMargin => "csl-left-margin",
        Display::RightInline => "csl-right-inline",
        Display::Indent => "csl-indent",
    }
}

/// Pieces with the elements that are not open yet; an element stands around as many as it can.
fn nested(pieces: &[Piece], open: &[Element]) -> Escaped<Html> {
    let mut out = Escaped::new();
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
                out.push(&letters(piece, open));
                rest = &rest[1..];
            }
            Some((count, element)) => {
                let inner =
                    nested(&rest[..count], &[open, std::slice::from_ref(&element)].concat());
                out.push(&element.around(inner));
                rest = &rest[count..];
            }
        }
    }
    out
}

/// The text of a piece; what is raised in Unicode is set high.
fn letters(piece: &Piece, open: &[Element]) -> Escaped<Html> {
    let high = open.contains(&Element::Superscript);
    let written = |(superscript, text): (bool, String)| match superscript && !high {
        true => Escaped::text(&text).between("<sup>", "</sup>"),
        false => Escaped::text(&text),
    };
    superscript::runs(&piece.text).into_iter().map(written).collect()
}

/// An element around text.
#[derive(Debug, Clone, PartialEq)]
enum Element {
    Link(Address),
    Bold,
    Italic,
    Underline,
    Superscript,
    Subscript,
    SmallCaps,
}

impl Element {
    fn around(&self, inner: Escaped<Html>) -> Escaped<Html> {
        match self {
            Element::Link(address) => inner.linked(address),
            Element::Bold => inner.between("<b>", "</b>"),
            Element::Italic => inner.between("<i>", "</i>"),
            Element::Underline => {
                inner.between("<span style=\"text-decoration:underline;\">", "</span>")
            }
            Element::Superscript => inner.between("<sup>", "</sup>"),
            Element::Subscript => inner.between("<sub>", "</sub>"),
            Element::SmallCaps => {
                inner.between("<span style=\"font-variant:small-caps;\">", "</span>")
            }
        }
    }
}

/// The elements that a piece stands in, the outermost first.
fn elements(piece: &Piece) -> Vec<Element> {
    let face = piece.face;
    let mut elements: Vec<Element> = piece.address().map(Element::Link).into_iter().collect();
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
