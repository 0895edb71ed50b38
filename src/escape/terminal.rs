//! What a terminal shows: control characters as pictures of themselves.
//!
//! A page's title or a file's name may hold sequences that move the cursor, change the title of the
//! window or turn the reading direction. Here they are made visible and do nothing.

use std::borrow::Cow;

use super::escaped::{Escaped, Language};

/// What is shown on a terminal.
pub struct Terminal;

impl Language for Terminal {
    fn escape(raw: &str) -> String {
        visible(raw, &['\t', '\n']).into_owned()
    }
}

impl Escaped<Terminal> {
    /// Returns foreign text for a line: line ends and tabs are pictures, too.
    pub fn line(raw: &str) -> Escaped<Terminal> {
        Escaped::assembled(visible(raw, &[]).into_owned())
    }

    /// Returns what annotate-snippets has drawn. It shows control characters below U+0020 and those
    /// that turn the reading direction itself, and leaves those from U+0080 to U+009F.
    pub fn drawn(text: String) -> Escaped<Terminal> {
        match text.contains(is_c1) {
            true => Escaped::assembled(text.replace(is_c1, "\u{FFFD}")),
            false => Escaped::assembled(text),
        }
    }

    /// Returns it in bold letters, or in the colour of the code, where `colour` says so.
    pub fn painted(self, code: &'static str, colour: bool) -> Escaped<Terminal> {
        match colour {
            true => Escaped::assembled(format!("\x1b[{code}m{self}\x1b[0m")),
            false => self,
        }
    }
}

/// Whether a character controls the terminal or the reading direction.
pub fn is_control(ch: char) -> bool {
    ch.is_control() || matches!(ch, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns the text with control characters as pictures of themselves, but for those in `kept`. The
/// carriage return of a line end is kept where the line end is.
fn visible<'a>(raw: &'a str, kept: &[char]) -> Cow<'a, str> {
    let shown = |ch: char| is_control(ch) && !kept.contains(&ch);
    if !raw.contains(shown) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() + 16);
    let mut chars = raw.chars().peekable();
    while let Some(ch) = chars.next() {
        let line_end = ch == '\r' && kept.contains(&'\n') && chars.peek() == Some(&'\n');
        match shown(ch) && !line_end {
            true => picture(ch, &mut out),
            false => out.push(ch),
        }
    }
    Cow::Owned(out)
}

/// Appends the picture of a control character: that of Unicode's block "Control Pictures", or its
/// number.
fn picture(ch: char, out: &mut String) {
    match u32::from(ch) {
        code @ ..0x20 => out.extend(char::from_u32(0x2400 + code)),
        0x7F => out.push('\u{2421}'),
        code => out.push_str(&format!("<U+{code:04X}>")),
    }
}

fn is_c1(ch: char) -> bool {
    ('\u{80}'..='\u{9F}').contains(&ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_pictures() {
        let text = |raw| Escaped::<Terminal>::text(raw).into_string();
        assert_eq!(text("a\x1b]0;x\x07\u{9b}2J\u{202e}\x7f\0"), "a␛]0;x␇<U+009B>2J<U+202E>␡␀");
        assert_eq!(text("a\r\nb\tc\rd"), "a\r\nb\tc␍d");
        assert_eq!(text("Қазақ 👩‍🔬 \u{200f}"), "Қазақ 👩‍🔬 \u{200f}");
        assert_eq!(Escaped::<Terminal>::line("a\nb").as_str(), "a␊b");
    }
}
