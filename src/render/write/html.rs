//! HTML, with the classes that citeproc-js uses.

use super::format::Format;
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
    let mut block = None;
    for piece in &text.pieces {
        if piece.block != block {
            out.push_str(if block.is_some() { "</div>" } else { "" });
            if let Some((_, display)) = piece.block {
                out.push_str(&format!("<div class=\"{}\">", class(display)));
            }
            block = piece.block;
        }
        out.push_str(&written(piece));
    }
    out + if block.is_some() { "</div>" } else { "" }
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

fn written(piece: &Piece) -> String {
    let mut out = escape(&piece.text);
    let face = piece.face;
    let mut wrap = |tag: &str, end: &str| out = format!("<{tag}>{out}</{end}>");
    match face.font_variant {
        FontVariant::SmallCaps => wrap("span style=\"font-variant:small-caps;\"", "span"),
        FontVariant::Normal => {}
    }
    match face.vertical_align {
        VerticalAlign::Sup => wrap("sup", "sup"),
        VerticalAlign::Sub => wrap("sub", "sub"),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    if face.text_decoration == TextDecoration::Underline {
        wrap("span style=\"text-decoration:underline;\"", "span");
    }
    if face.font_style == FontStyle::Italic {
        wrap("i", "i");
    }
    if face.font_weight == FontWeight::Bold {
        wrap("b", "b");
    }
    match &piece.link {
        Some(url) => format!("<a href=\"{}\">{out}</a>", escape(url).replace('"', "&quot;")),
        None => out,
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
