//! LaTeX, for documents that load `hyperref`.

use super::format::Format;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// LaTeX: `thebibliography` with a `\bibitem` for each entry.
pub const FORMAT: Format = Format { name: "latex", inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let mut out = String::from("\\begin{thebibliography}{99}\n");
    for (id, text) in entries {
        out.push_str(&format!("\\bibitem{{{id}}} {}\n\n", inline(text)));
    }
    out + "\\end{thebibliography}\n"
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
    let mut wrap = |command: &str| out = format!("\\{command}{{{out}}}");
    match face.vertical_align {
        VerticalAlign::Sup => wrap("textsuperscript"),
        VerticalAlign::Sub => wrap("textsubscript"),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    if face.font_variant == FontVariant::SmallCaps {
        wrap("textsc");
    }
    if face.text_decoration == TextDecoration::Underline {
        wrap("underline");
    }
    if face.font_style == FontStyle::Italic {
        wrap("emph");
    }
    if face.font_weight == FontWeight::Bold {
        wrap("textbf");
    }
    match &piece.link {
        Some(url) if *url == piece.text => format!("\\url{{{url}}}"),
        Some(url) => format!("\\href{{{}}}{{{out}}}", url.replace('%', "\\%").replace('#', "\\#")),
        None => out,
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', ch]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '\u{A0}' => out.push('~'),
            _ => out.push(ch),
        }
    }
    out
}
