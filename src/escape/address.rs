//! Addresses that may become links.

use crate::escape::terminal::is_control;

/// The schemes that may be followed, with what each of them is followed by.
const SCHEMES: [&str; 5] = ["http://", "https://", "ftp://", "mailto:", "doi:"];

/// An address that may become a link: of a scheme that only leads somewhere, and without characters
/// that no address has (RFC 3986, section 2), which stand percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Returns the address that a text holds; none where its scheme is not http, https, ftp, mailto
    /// or doi.
    pub fn of(raw: &str) -> Option<Address> {
        let raw = raw.trim();
        let begins = |scheme: &&&str| {
            raw.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        let scheme = SCHEMES.iter().find(begins)?;
        (raw.len() > scheme.len()).then(|| Address(encoded(raw, is_no_part)))
    }

    /// Returns the address as it is written in plain text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address with further characters percent-encoded.
    pub(super) fn without(&self, signs: &[char]) -> String {
        encoded(&self.0, |ch| signs.contains(&ch))
    }
}

fn encoded(text: &str, wanted: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if !wanted(ch) {
            out.push(ch);
            continue;
        }
        let mut bytes = [0; 4];
        ch.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
    }
    out
}

/// Whether a character is part of no address; letters of other scripts are (RFC 3987).
fn is_no_part(ch: char) -> bool {
    ch.is_whitespace()
        || is_control(ch)
        || matches!(ch, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_schemes_that_lead_somewhere_are_links() {
        for raw in ["http://a.b/c", "HTTPS://a.b", "ftp://a.b", "mailto:a@b.c", "doi:10.1/x"] {
            assert_eq!(Address::of(raw).as_ref().map(Address::as_str), Some(raw));
        }
        for raw in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//a.b",
            "http:",
            "http://",
            "\u{1}javascript:x",
            "",
        ] {
            assert_eq!(Address::of(raw), None, "{raw:?}");
        }
    }

    #[test]
    fn what_no_address_has_is_percent_encoded() {
        let address = Address::of("http://a.b/}\\input{x}\" \u{202e}é").expect("an address");
        assert_eq!(address.as_str(), "http://a.b/%7D%5Cinput%7Bx%7D%22%20%E2%80%AEé");
    }
}
