//! Formatted text as HTML, with the classes that other CSL processors write.

use unicode_normalization::UnicodeNormalization;

use super::inline::{Inline, TextStyle};
use crate::csl::style::element::Display;
use crate::escape::address::Address;

/// Writes HTML, with links or without.
pub(super) fn write(content: &[Inline], links: bool) -> String {
    let mut out = String::new();
    inlines(content, links, &mut out);
    out
}

fn inlines(content: &[Inline], links: bool, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => escape(text, out),
            Inline::Styled(style, content) => {
                let (open, close) = tags(*style);
                out.push_str(open);
                inlines(content, links, out);
                out.push_str(close);
            }
            Inline::Quoted { open, close, content } => {
                escape(open, out);
                inlines(content, links, out);
                escape(close, out);
            }
            Inline::Block(display, content) => block(*display, content, links, out),
            Inline::Field(_, content) => inlines(content, links, out),
            Inline::Link(address, content) => {
                let Some(address) = Address::of(address).filter(|_| links) else {
                    inlines(content, links, out);
                    continue;
                };
                out.push_str("<a href=\"");
                escape(address.as_str(), out);
                out.push_str("\">");
                inlines(content, links, out);
                out.push_str("</a>");
            }
        }
    }
}

fn tags(style: TextStyle) -> (&'static str, &'static str) {
    match style {
        TextStyle::Italic => ("<i>", "</i>"),
        TextStyle::Oblique => ("<em>", "</em>"),
        TextStyle::Upright => ("<span style=\"font-style:normal;\">", "</span>"),
        TextStyle::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
        TextStyle::NormalCaps => ("<span style=\"font-variant:normal;\">", "</span>"),
        TextStyle::Bold => ("<b>", "</b>"),
        TextStyle::Light => ("", ""),
        TextStyle::NormalWeight => ("<span style=\"font-weight:normal;\">", "</span>"),
        TextStyle::Underline => ("<span style=\"text-decoration:underline;\">", "</span>"),
        TextStyle::NoUnderline => ("<span style=\"text-decoration:none;\">", "</span>"),
        TextStyle::Superscript => ("<sup>", "</sup>"),
        TextStyle::Subscript => ("<sub>", "</sub>"),
        TextStyle::Baseline => ("<span style=\"baseline\">", "</span>"),
    }
}

fn block(display: Display, content: &[Inline], links: bool, out: &mut String) {
    let (open, close) = match display {
        Display::Block => ("\n\n    <div class=\"csl-block\">", "</div>\n"),
        Display::LeftMargin => ("\n    <div class=\"csl-left-margin\">", "</div>"),
        Display::RightInline => ("<div class=\"csl-right-inline\">", "</div>\n  "),
        Display::Indent => ("<div class=\"csl-indent\">", "</div>\n  "),
    };
    out.push_str(open);
    inlines(content, links, out);
    out.push_str(close);
}

fn escape(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            ' ' if chars.peek() == Some(&' ') => {
                out.push_str("\u{a0} ");
                chars.next();
            }
            _ => match raised(ch) {
                Some(plain) => {
                    out.push_str("<sup>");
                    out.push_str(&plain);
                    out.push_str("</sup>");
                }
                None => out.push(ch),
            },
        }
    }
}

/// The plain form of a raised character.
fn raised(ch: char) -> Option<String> {
    let raised = matches!(ch,
        'ª' | '²' | '³' | '¹' | 'º' | '\u{2b0}'..='\u{2b8}' | '\u{2e0}'..='\u{2e4}'
        | '\u{1d2c}'..='\u{1d61}' | '\u{2070}'..='\u{207f}' | '\u{2120}' | '\u{2122}'
        | '\u{3192}'..='\u{319f}');
    raised.then(|| ch.nfkc().collect()).filter(|plain: &String| !plain.starts_with(ch))
}
