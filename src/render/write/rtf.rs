//! Rich Text Format, for word processors.

use super::format::Format;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// RTF: an entry a paragraph with a hanging indent.
pub const FORMAT: Format = Format { name: "rtf", inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let mut out = String::from("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n");
    for (_, text) in entries {
        out.push_str(&format!("\\pard\\li720\\fi-720 {}\\par\n", inline(text)));
    }
    out + "}\n"
}

fn inline(text: &Formatted) -> String {
    text.pieces.iter().map(written).collect()
}

fn written(piece: &Piece) -> String {
    let face = piece.face;
    let mut codes = String::new();
    for (on, code) in [
        (face.font_style == FontStyle::Italic, "\\i"),
        (face.font_weight == FontWeight::Bold, "\\b"),
        (face.font_variant == FontVariant::SmallCaps, "\\scaps"),
        (face.text_decoration == TextDecoration::Underline, "\\ul"),
        (face.vertical_align == VerticalAlign::Sup, "\\super"),
        (face.vertical_align == VerticalAlign::Sub, "\\sub"),
    ] {
        codes.push_str(if on { code } else { "" });
    }
    let mut out = match codes.as_str() {
        "" => escape(&piece.text),
        codes => format!("{{{codes} {}}}", escape(&piece.text)),
    };
    if let Some(url) = &piece.link {
        let url = escape(&url.replace('"', "%22"));
        out = format!("{{\\field{{\\*\\fldinst HYPERLINK \"{url}\"}}{{\\fldrslt {out}}}}}");
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\\' | '{' | '}' => out.extend(['\\', ch]),
            ' '..='~' => out.push(ch),
            _ => {
                // RTF counts characters in signed UTF-16 units.
                let mut units = [0; 2];
                for unit in ch.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{}?", *unit as i16));
                }
            }
        }
    }
    out
}
