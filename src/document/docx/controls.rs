//! Content controls: what a segment of a Word file is for.

use quick_xml::events::BytesStart;

use crate::document::xml::attribute;

/// A content control that is open.
#[derive(Debug, Default, Clone)]
pub(super) struct Control {
    /// Its tag, which programs use for what they have to keep.
    pub tag: String,
    /// Where its content begins in the running text.
    pub start: usize,
    gallery: String,
    placeholder: bool,
}

impl Control {
    /// Takes over what an element of its properties says.
    pub(super) fn take(&mut self, name: &[u8], tag: &BytesStart) {
        let value = || attribute(tag, "val").unwrap_or_default();
        match name {
            b"tag" => self.tag = value(),
            b"docPartGallery" => self.gallery = value(),
            b"showingPlcHdr" => self.placeholder = true,
            _ => {}
        }
    }

    /// Whether its content is nothing that the author wrote.
    pub(super) fn is_not_read(&self) -> bool {
        self.placeholder || self.gallery == "Table of Contents"
    }

    /// Whether it is a list of references.
    pub(super) fn is_bibliography(&self) -> bool {
        self.gallery == "Bibliographies"
            || self.tag.starts_with("MENDELEY_BIBLIOGRAPHY")
            || self.tag == "CitaviBibliography"
    }
}
