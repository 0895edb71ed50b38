//! Markdown, as CommonMark, pandoc, Quarto and R Markdown read it.

use std::sync::LazyLock;

use regex::Regex;

use super::address::Address;
use super::escaped::{Escaped, Language};
use crate::text::pattern::regex;

/// Markdown.
pub struct Markdown;

impl Language for Markdown {
    fn escape(raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        for (at, ch) in raw.char_indices() {
            match ch {
                '*' | '_' | '[' | ']' | '<' | '\\' | '#' | '$' | '~' | '|' | '@' | '^' => {
                    out.extend(['\\', ch]);
                }
                // A backslash does not keep knitr from running what stands between backticks.
                '`' => out.push_str("&#96;"),
                '&' if begins_entity(&raw[at..]) => out.push_str("\\&"),
                // Quarto, Hugo and Jekyll run what stands between double braces, or braces and
                // percent signs; they know no backslash either.
                '{' if raw[at + 1..].starts_with(['{', '%']) => out.push_str("&#123;"),
                // A line end could begin another block.
                ch if ch.is_whitespace() && ch.is_control() => out.push(' '),
                _ => out.push(ch),
            }
        }
        out
    }
}

impl Escaped<Markdown> {
    /// Returns an address that is printed and followed.
    pub fn url(address: &Address) -> Escaped<Markdown> {
        Escaped::assembled(format!("<{}>", address.as_str()))
    }

    /// Returns it as a link to an address.
    pub fn linked(self, address: &Address) -> Escaped<Markdown> {
        let mut target = String::new();
        let address = address.without(&['(', ')']);
        for (at, ch) in address.char_indices() {
            match ch {
                '&' if begins_entity(&address[at..]) => target.push_str("&amp;"),
                ch => target.push(ch),
            }
        }
        Escaped::assembled(format!("[{self}]({target})"))
    }

    /// Returns it with the white space of a text around it, which is outside all markup.
    pub fn spaced_as(self, raw: &str) -> Escaped<Markdown> {
        let before = &raw[..raw.len() - raw.trim_start().len()];
        let after = &raw[raw.trim_end().len()..];
        Escaped::text(before).then(&self).then(&Escaped::text(after))
    }

    /// Returns it as part of a line: brackets that cannot be misread are not escaped.
    pub fn inline(self) -> Escaped<Markdown> {
        Escaped::assembled(plain_brackets(self.as_str()))
    }

    /// Returns it as the beginning of a line: what would begin a list, a quotation or another block
    /// is escaped, and brackets that cannot be misread are not.
    pub fn line(self) -> Escaped<Markdown> {
        self.inline().block()
    }

    /// Returns it as the beginning of a line: what would begin a list, a quotation or another block
    /// is escaped.
    pub fn block(self) -> Escaped<Markdown> {
        let mut out = self.into_string();
        let text = out.trim_start();
        let start = out.len() - text.len();
        let inner = text.strip_prefix('(').and_then(|inner| Some((inner, marks_item(inner)?)));
        let bracketed = inner.is_some_and(|(inner, at)| inner[at..].starts_with(')'));
        if let Some(at) = marks_item(text) {
            out.insert(start + at, '\\');
        } else if text.starts_with(['>', '-', '+', '=', ':', '%']) || bracketed {
            out.insert(start, '\\');
        }
        Escaped::assembled(out)
    }

    /// Returns the lines of program text, indented.
    pub fn code(raw: &str) -> Escaped<Markdown> {
        let lines = raw.split(['\n', '\r']).map(|line| format!("    {line}"));
        Escaped::assembled(lines.collect::<Vec<_>>().join("\n"))
    }

    /// Returns the label of a note, as its call and its text have it.
    pub fn label(raw: &str) -> Escaped<Markdown> {
        let plain = |ch: char| if ch.is_alphanumeric() { ch } else { '-' };
        Escaped::assembled(format!("[^{}]", raw.chars().map(plain).collect::<String>()))
    }

    /// Returns a number.
    pub fn number(number: usize) -> Escaped<Markdown> {
        Escaped::assembled(number.to_string())
    }
}

/// Where the full stop or bracket stands that makes the beginning of a line an item of a list, as
/// pandoc counts them: "12.", "iv)", "a.", "A)"; and "A." with two spaces behind it, since with one it is
/// an initial.
fn marks_item(text: &str) -> Option<usize> {
    let word = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (mark, after) = (&text[..word], &text[word..]);
    let digits = mark.bytes().all(|byte| byte.is_ascii_digit());
    let roman = mark.bytes().all(|byte| b"ivxlcdm".contains(&byte.to_ascii_lowercase()));
    let initial = mark.bytes().all(|byte| byte.is_ascii_uppercase()) && after.starts_with('.');
    let spaced = |spaces: &str| after.get(1..).is_some_and(|rest| rest.starts_with(spaces));
    let counts = match () {
        () if word == 0 => false,
        () if digits => true,
        () if word > 1 && !roman => false,
        () if initial => spaced("  "),
        () => spaced(" "),
    };
    (counts && after.starts_with(['.', ')'])).then_some(word)
}

/// Whether an ampersand begins a character reference: "&lt;", "&#60;".
fn begins_entity(text: &str) -> bool {
    let name = text[1..].trim_start_matches('#');
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}

/// The text with brackets as they are where they make neither a link nor a note, a citation, a
/// definition or a box to tick: "[1, p. 3]".
fn plain_brackets(text: &str) -> String {
    static PAIR: LazyLock<Regex> = LazyLock::new(|| regex(r"\\\[([^\[\]\\@^]+)\\\]"));
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for pair in PAIR.captures_iter(text) {
        let Some((whole, inner)) = pair.get(0).zip(pair.get(1)) else { continue };
        let after = &text[whole.end()..];
        let linked = after.starts_with(['(', '[', '{', ':']) || after.starts_with("\\[");
        let image = text[..whole.start()].ends_with(['!', '^']);
        let box_to_tick = inner.as_str().chars().all(|ch| " xX".contains(ch));
        if !linked && !image && !box_to_tick {
            out.push_str(&text[from..whole.start()]);
            out.push_str(&format!("[{}]", inner.as_str()));
            from = whole.end();
        }
    }
    out + &text[from..]
}
