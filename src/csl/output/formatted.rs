//! Formatted text as its users get it.

use super::inline::Inline;

/// Formatted text: an entry of a bibliography, or a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formatted {
    /// Its pieces in order.
    pub content: Vec<Inline>,
}

impl Formatted {
    /// Returns whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// Returns the text without formatting.
    pub fn to_plain(&self) -> String {
        super::plain::write(&self.content)
    }

    /// Returns the text as HTML.
    pub fn to_html(&self) -> String {
        super::html::write(&self.content, false)
    }

    /// Returns the text as HTML in which addresses and DOIs are links.
    pub fn to_linked_html(&self) -> String {
        super::html::write(&self.content, true)
    }
}
