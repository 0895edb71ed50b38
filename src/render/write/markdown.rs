//! Markdown, as CommonMark and pandoc read it.

use super::format::Format;
use crate::escape::escaped::Escaped;
use crate::escape::markdown::Markdown;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// Markdown: an entry a paragraph.
pub const FORMAT: Format = Format { name: "markdown", inline, paragraph, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let paragraphs: Vec<String> = entries.iter().map(|(_, text)| paragraph(text)).collect();
    paragraphs.join("\n\n") + if paragraphs.is_empty() { "" } else { "\n" }
}

fn inline(text: &Formatted) -> String {
    pieces(text).inline().into_string()
}

fn paragraph(text: &Formatted) -> String {
    pieces(text).line().into_string()
}

fn pieces(text: &Formatted) -> Escaped<Markdown> {
    let mut out = Escaped::<Markdown>::new();
    let mut block = text.pieces.first().and_then(|piece| piece.block);
    for piece in &text.pieces {
        if piece.block != block && !out.is_empty() && !out.as_str().ends_with(char::is_whitespace) {
            out.push(&Escaped::markup(" "));
        }
        block = piece.block;
        out.push(&written(piece));
    }
    out
}

fn written(piece: &Piece) -> Escaped<Markdown> {
    let inner = piece.text.trim();
    let mut out = Escaped::<Markdown>::text(inner);
    if inner.is_empty() {
        return Escaped::text(&piece.text);
    }
    out = match piece.address() {
        Some(address) if address.as_str() == inner => Escaped::<Markdown>::url(&address),
        Some(address) => out.linked(&address),
        None => out,
    };
    for (before, after) in marks(piece) {
        out = out.between(before, after);
    }
    out.spaced_as(&piece.text)
}

/// What stands around a piece, the innermost first.
fn marks(piece: &Piece) -> impl Iterator<Item = (&'static str, &'static str)> {
    let face = piece.face;
    let set = [
        (face.vertical_align == VerticalAlign::Sup, ("<sup>", "</sup>")),
        (face.vertical_align == VerticalAlign::Sub, ("<sub>", "</sub>")),
        (
            face.font_variant == FontVariant::SmallCaps,
            ("<span style=\"font-variant: small-caps\">", "</span>"),
        ),
        (face.text_decoration == TextDecoration::Underline, ("<u>", "</u>")),
        (face.font_style == FontStyle::Italic, ("*", "*")),
        (face.font_weight == FontWeight::Bold, ("**", "**")),
    ];
    set.into_iter().filter(|(is, _)| *is).map(|(_, marks)| marks)
}
