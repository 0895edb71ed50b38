//! HTML: text between elements and in attributes.

use super::address::Address;
use super::escaped::{Escaped, Language};

/// HTML.
pub struct Html;

impl Language for Html {
    fn escape(raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        for ch in raw.chars() {
            match ch {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                // HTML has no control characters (HTML Living Standard, "Preprocessing the input
                // stream").
                ch if ch.is_control() && !ch.is_ascii_whitespace() => out.push('\u{FFFD}'),
                ch => out.push(ch),
            }
        }
        out
    }
}

impl Escaped<Html> {
    /// Returns foreign text for the value of an attribute in double quotes.
    pub fn attribute(raw: &str) -> Escaped<Html> {
        let text = Html::escape(raw).replace('"', "&quot;").replace('\'', "&#39;");
        Escaped::assembled(text)
    }

    /// Returns foreign text for the attribute `id`, which holds no white space.
    pub fn id(raw: &str) -> Escaped<Html> {
        Escaped::<Html>::attribute(&raw.replace(char::is_whitespace, "_"))
    }

    /// Returns it as a link to an address.
    pub fn linked(self, address: &Address) -> Escaped<Html> {
        let address = Escaped::<Html>::attribute(address.as_str());
        Escaped::assembled(format!("<a href=\"{address}\">{self}</a>"))
    }
}
