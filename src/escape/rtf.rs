//! Rich Text Format.

use super::address::Address;
use super::escaped::{Escaped, Language};

/// Rich Text Format.
pub struct Rtf;

impl Language for Rtf {
    fn escape(raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        for ch in raw.chars() {
            match ch {
                '\\' | '{' | '}' => out.extend(['\\', ch]),
                ' '..='~' => out.push(ch),
                ch if ch.is_ascii_whitespace() => out.push(' '),
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
}

impl Escaped<Rtf> {
    /// Returns it as a link to an address. (An address has neither quotation marks, which would end
    /// the field's argument, nor backslashes, which would begin a switch.)
    pub fn linked(self, address: &Address) -> Escaped<Rtf> {
        let address = Rtf::escape(address.as_str());
        Escaped::assembled(format!(
            "{{\\field{{\\*\\fldinst HYPERLINK \"{address}\"}}{{\\fldrslt {self}}}}}"
        ))
    }

    /// Returns it in a group of its own that begins with these control words.
    pub fn set(self, codes: &[&'static str]) -> Escaped<Rtf> {
        match codes {
            [] => self,
            codes => Escaped::assembled(format!("{{{} {self}}}", codes.concat())),
        }
    }
}
