//! XML 1.0.

use super::escaped::{Escaped, Language};

/// XML 1.0.
pub struct Xml;

impl Language for Xml {
    fn escape(raw: &str) -> String {
        let text: String = raw.chars().filter(is_allowed).collect();
        quick_xml::escape::escape(text).into_owned()
    }
}

impl Escaped<Xml> {
    /// Returns foreign text for the value of an attribute in double quotes.
    pub fn attribute(raw: &str) -> Escaped<Xml> {
        let text = Xml::escape(raw).replace('\n', "&#10;").replace('\r', "&#13;");
        Escaped::assembled(text.replace('\t', "&#9;"))
    }
}

/// Whether XML 1.0 can hold a character (section 2.2, "Characters").
fn is_allowed(ch: &char) -> bool {
    matches!(ch, '\t' | '\n' | '\r') || (*ch >= ' ' && !matches!(ch, '\u{FFFE}' | '\u{FFFF}'))
}
