//! Typst markup.

use super::format::Format;
use crate::escape::escaped::Escaped;
use crate::escape::typst::Typst;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// Typst: an entry a paragraph with a hanging indent.
pub(crate) const FORMAT: Format = Format { name: "typst", inline, paragraph, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let mut out = Escaped::<Typst>::markup("#set par(hanging-indent: 2em)\n\n");
    for (_, text) in entries {
        out.push(&pieces(text).paragraph().between("", "\n\n"));
    }
    out.into_string()
}

fn inline(text: &Formatted) -> String {
    pieces(text).into_string()
}

fn paragraph(text: &Formatted) -> String {
    pieces(text).line().into_string()
}

fn pieces(text: &Formatted) -> Escaped<Typst> {
    Escaped::joined(text.pieces.iter().map(written))
}

fn written(piece: &Piece) -> Escaped<Typst> {
    let mut out = Escaped::text(&piece.text);
    if piece.text.trim().is_empty() {
        return out;
    }
    for function in functions(piece) {
        out = out.call(function);
    }
    match piece.address() {
        Some(address) => out.linked(&address),
        None => out,
    }
}

/// The functions that a piece is set by, the innermost first.
fn functions(piece: &Piece) -> impl Iterator<Item = &'static str> {
    let face = piece.face;
    let set = [
        (face.vertical_align == VerticalAlign::Sup, "super"),
        (face.vertical_align == VerticalAlign::Sub, "sub"),
        (face.font_variant == FontVariant::SmallCaps, "smallcaps"),
        (face.text_decoration == TextDecoration::Underline, "underline"),
        (face.font_style == FontStyle::Italic, "emph"),
        (face.font_weight == FontWeight::Bold, "strong"),
    ];
    set.into_iter().filter(|(is, _)| *is).map(|(_, function)| function)
}
