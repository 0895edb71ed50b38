//! LaTeX: text, addresses and keys. Documents load `hyperref`.

use super::address::Address;
use super::escaped::{Escaped, Language};

/// LaTeX.
pub struct Latex;

impl Language for Latex {
    fn escape(raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        for ch in raw.chars() {
            match ch {
                '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', ch]),
                '~' => out.push_str("\\textasciitilde{}"),
                '^' => out.push_str("\\textasciicircum{}"),
                '\\' => out.push_str("\\textbackslash{}"),
                '\u{A0}' => out.push('~'),
                // An empty line would end the entry.
                ch if ch.is_whitespace() && ch.is_control() => out.push(' '),
                ch if ch.is_control() => out.push('\u{FFFD}'),
                _ => out.push(ch),
            }
        }
        out
    }
}

/// What an address may hold that means something to TeX, and that `\url` does not take as it is.
const ACTIVE: [char; 2] = ['$', '~'];

impl Escaped<Latex> {
    /// Returns an address that is printed and followed; not for the argument of another command.
    pub fn url(address: &Address) -> Escaped<Latex> {
        Escaped::assembled(format!("\\url{{{}}}", address.as_str()))
    }

    /// Returns it as a link to an address, also within the argument of another command.
    pub fn linked(self, address: &Address) -> Escaped<Latex> {
        let address = address.without(&ACTIVE);
        let address = ['%', '#', '&', '_']
            .iter()
            .fold(address, |address, sign| address.replace(*sign, &format!("\\{sign}")));
        Escaped::assembled(format!("\\href{{{address}}}{{{self}}}"))
    }

    /// Returns an entry's key as `\bibitem` and `\cite` take it: a character that a key cannot hold
    /// is its number in hexadecimal digits between hyphens.
    pub fn key(raw: &str) -> Escaped<Latex> {
        let mut out = String::with_capacity(raw.len());
        for ch in raw.chars() {
            match ch {
                '-' | '_' | '.' | ':' | '/' | '+' | '*' => out.push(ch),
                ch if ch.is_alphanumeric() => out.push(ch),
                ch => out.push_str(&format!("-{:X}-", u32::from(ch))),
            }
        }
        Escaped::assembled(out)
    }
}
