//! Rich Text Format, for word processors.

use super::format::Format;
use crate::escape::escaped::Escaped;
use crate::escape::rtf::Rtf;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// RTF: an entry a paragraph with a hanging indent.
pub(crate) const FORMAT: Format = Format { name: "rtf", inline, paragraph: inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let head = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n";
    let mut out = Escaped::<Rtf>::markup(head);
    for (_, text) in entries {
        out.push(&pieces(text).between("\\pard\\li720\\fi-720 ", "\\par\n"));
    }
    out.then(&Escaped::markup("}\n")).into_string()
}

fn inline(text: &Formatted) -> String {
    pieces(text).into_string()
}

fn pieces(text: &Formatted) -> Escaped<Rtf> {
    text.pieces.iter().map(written).collect()
}

fn written(piece: &Piece) -> Escaped<Rtf> {
    let face = piece.face;
    let set = [
        (face.font_style == FontStyle::Italic, "\\i"),
        (face.font_weight == FontWeight::Bold, "\\b"),
        (face.font_variant == FontVariant::SmallCaps, "\\scaps"),
        (face.text_decoration == TextDecoration::Underline, "\\ul"),
        (face.vertical_align == VerticalAlign::Sup, "\\super"),
        (face.vertical_align == VerticalAlign::Sub, "\\sub"),
    ];
    let codes: Vec<&'static str> =
        set.into_iter().filter(|(is, _)| *is).map(|(_, code)| code).collect();
    let out = Escaped::text(&piece.text).set(&codes);
    match piece.address() {
        Some(address) => out.linked(&address),
        None => out,
    }
}
