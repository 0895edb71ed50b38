//! Typst markup.

use super::format::Format;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// Typst: an entry a paragraph with a hanging indent.
pub const FORMAT: Format = Format { name: "typst", inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let mut out = String::from("#set par(hanging-indent: 2em)\n\n");
    for (_, text) in entries {
        out.push_str(&inline(text));
        out.push_str("\n\n");
    }
    out
}

fn inline(text: &Formatted) -> String {
    text.pieces.iter().map(written).collect()
}

fn written(piece: &Piece) -> String {
    let mut out = escape(&piece.text);
    if piece.text.trim().is_empty() {
        return out;
    }
    let face = piece.face;
    let mut wrap = |function: &str| out = format!("#{function}[{out}]");
    match face.vertical_align {
        VerticalAlign::Sup => wrap("super"),
        VerticalAlign::Sub => wrap("sub"),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    if face.font_variant == FontVariant::SmallCaps {
        wrap("smallcaps");
    }
    if face.text_decoration == TextDecoration::Underline {
        wrap("underline");
    }
    if face.font_style == FontStyle::Italic {
        wrap("emph");
    }
    if face.font_weight == FontWeight::Bold {
        wrap("strong");
    }
    match &piece.link {
        Some(url) => {
            let url = url.replace('\\', "\\\\").replace('"', "\\\"");
            format!("#link(\"{url}\")[{out}]")
        }
        None => out,
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '*' | '_' | '`' | '#' | '[' | ']' | '$' | '<' | '>' | '@' | '\\' | '~' | '"' | '\'' => {
                out.extend(['\\', ch]);
            }
            '\u{A0}' => out.push('~'),
            _ => out.push(ch),
        }
    }
    // Two slashes would begin a comment.
    out.replace("//", "/\\/")
}
