//! Typst markup.

use super::address::Address;
use super::escaped::{Escaped, Language};

/// Typst markup.
pub struct Typst;

impl Language for Typst {
    fn escape(raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut last = ' ';
        for ch in raw.chars() {
            // Dashes, dots and slashes mean more than themselves only where another one is before
            // them.
            let doubled =
                matches!(ch, '-' | '.' | '/' | '?') && (ch == last || (last, ch) == ('-', '?'));
            match ch {
                '*' | '_' | '`' | '#' | '[' | ']' | '$' | '<' | '>' | '@' | '\\' | '~' | '"'
                | '\'' => {
                    out.extend(['\\', ch]);
                }
                '\u{A0}' => out.push('~'),
                // Typst has more line ends than one: also those of Unicode.
                '\u{2028}' | '\u{2029}' => out.push(' '),
                ch if ch.is_whitespace() && ch.is_control() => out.push(' '),
                ch if ch.is_control() => out.push('\u{FFFD}'),
                _ if doubled => out.extend(['\\', ch]),
                _ => out.push(ch),
            }
            last = ch;
        }
        out
    }
}

impl Escaped<Typst> {
    /// Returns it as the content of a call of this function.
    pub fn call(self, function: &'static str) -> Escaped<Typst> {
        Escaped::assembled(format!("#{function}[{}]", begun(self.as_str())))
    }

    /// Returns it as a link to an address. (An address has neither quotation marks nor backslashes,
    /// which would end the string.)
    pub fn linked(self, address: &Address) -> Escaped<Typst> {
        let text = begun(self.as_str());
        Escaped::assembled(format!("#link(\"{}\")[{text}]", address.as_str()))
    }

    /// Returns the parts one after another. What would go on with a call before it, as its
    /// arguments do, is escaped.
    pub fn joined(parts: impl IntoIterator<Item = Escaped<Typst>>) -> Escaped<Typst> {
        let mut out = String::new();
        let mut called = false;
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if called && part.as_str().starts_with(['(', '.', ';']) {
                out.push('\\');
            }
            out.push_str(part.as_str());
            called = part.as_str().starts_with('#');
        }
        Escaped::assembled(out)
    }

    /// Returns it as what may stand at the beginning of a line.
    pub fn line(self) -> Escaped<Typst> {
        Escaped::assembled(begun(self.as_str()))
    }

    /// Returns it as a paragraph.
    pub fn paragraph(self) -> Escaped<Typst> {
        Escaped::assembled(begun(self.as_str().trim_start()))
    }
}

/// Returns markup as the beginning of content: what would begin a heading, an item of a list or a
/// term is escaped.
fn begun(markup: &str) -> String {
    let text = markup.trim_start();
    let space = markup.len() - text.len();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let at = match text[digits..].chars().next() {
        Some('.') if digits > 0 => digits,
        Some('=' | '-' | '+' | '/') if digits == 0 => 0,
        _ => return markup.to_owned(),
    };
    format!("{}\\{}", &markup[..space + at], &text[at..])
}
