//! Markdown, as CommonMark and pandoc read it.

use std::sync::LazyLock;

use regex::Regex;

use super::format::Format;
use crate::render::formatted::{
    FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};
use crate::text::pattern::regex;

/// Markdown: an entry a paragraph.
pub const FORMAT: Format = Format { name: "markdown", inline, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    let paragraphs: Vec<String> = entries.iter().map(|(_, text)| inline(text)).collect();
    paragraphs.join("\n\n") + if paragraphs.is_empty() { "" } else { "\n" }
}

fn inline(text: &Formatted) -> String {
    let mut out = String::new();
    let mut block = text.pieces.first().and_then(|piece| piece.block);
    for piece in &text.pieces {
        if piece.block != block && !out.is_empty() && !out.ends_with(char::is_whitespace) {
            out.push(' ');
        }
        block = piece.block;
        out.push_str(&written(piece));
    }
    let mut out = plain_brackets(&out);
    // A number and a full stop at the start of a line would begin a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

fn written(piece: &Piece) -> String {
    let inner = piece.text.trim();
    if inner.is_empty() {
        return piece.text.clone();
    }
    let mut out = match &piece.link {
        Some(url) if url == inner => format!("<{url}>"),
        Some(url) => {
            format!("[{}]({})", escape(inner), url.replace(' ', "%20").replace(')', "%29"))
        }
        None => escape(inner),
    };
    let face = piece.face;
    match face.vertical_align {
        VerticalAlign::Sup => out = format!("<sup>{out}</sup>"),
        VerticalAlign::Sub => out = format!("<sub>{out}</sub>"),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    if face.font_variant == FontVariant::SmallCaps {
        out = format!("<span style=\"font-variant: small-caps\">{out}</span>");
    }
    if face.text_decoration == TextDecoration::Underline {
        out = format!("<u>{out}</u>");
    }
    if face.font_style == FontStyle::Italic {
        out = format!("*{out}*");
    }
    if face.font_weight == FontWeight::Bold {
        out = format!("**{out}**");
    }
    let before = &piece.text[..piece.text.len() - piece.text.trim_start().len()];
    let after = &piece.text[piece.text.trim_end().len()..];
    format!("{before}{out}{after}")
}

/// The text with brackets as they are where they make neither a link nor a note, a citation, a
/// definition or a box to tick: "[1, p. 3]".
fn plain_brackets(text: &str) -> String {
    static PAIR: LazyLock<Regex> = LazyLock::new(|| regex(r"\\\[([^\[\]\\@^]+)\\\]"));
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for pair in PAIR.captures_iter(text) {
        let Some((whole, inner)) = pair.get(0).zip(pair.get(1)) else { continue };
        let linked = text[whole.end()..].starts_with(['(', '[', '{', ':']);
        let box_to_tick = inner.as_str().chars().all(|ch| " xX".contains(ch));
        if !linked && !box_to_tick {
            out.push_str(&text[from..whole.start()]);
            out.push_str(&format!("[{}]", inner.as_str()));
            from = whole.end();
        }
    }
    out + &text[from..]
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if matches!(ch, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '#' | '$' | '~' | '|' | '@') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}
