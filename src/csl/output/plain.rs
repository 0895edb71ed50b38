//! Formatted text without its formatting.

use super::inline::Inline;
use crate::csl::style::element::Display;

/// Writes plain text.
pub(super) fn write(content: &[Inline]) -> String {
    let mut out = String::new();
    inlines(content, &mut out);
    out
}

fn inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Styled(_, content) | Inline::Link(_, content) | Inline::Field(_, content) => {
                inlines(content, out);
            }
            Inline::Quoted { open, close, content } => {
                out.push_str(open);
                inlines(content, out);
                out.push_str(close);
            }
            Inline::Block(display, content) => block(*display, content, out),
        }
    }
}

fn block(display: Display, content: &[Inline], out: &mut String) {
    match display {
        Display::Block => out.push('\n'),
        Display::Indent => out.push_str("\n    "),
        Display::LeftMargin | Display::RightInline => {}
    }
    inlines(content, out);
    if display == Display::LeftMargin {
        out.push(' ');
    }
}
