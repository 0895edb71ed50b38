//! A page that is being written: markup of our own and foreign text that was escaped.

use crate::escape::escaped::Escaped;
use crate::escape::html::Html;

/// A page so far.
#[derive(Default)]
pub(super) struct Page(Escaped<Html>);

impl Page {
    /// Appends markup.
    pub(super) fn markup(&mut self, code: &'static str) -> &mut Page {
        self.0.push(&Escaped::markup(code));
        self
    }

    /// Appends foreign text.
    pub(super) fn text(&mut self, raw: &str) -> &mut Page {
        self.0.push(&Escaped::text(raw));
        self
    }

    /// Appends an attribute with this value: `name` is written with the space before it.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Page {
        self.markup(name).markup("=\"");
        self.0.push(&Escaped::<Html>::attribute(value));
        self.markup("\"")
    }

    /// Appends what was written elsewhere.
    pub(super) fn push(&mut self, more: &Escaped<Html>) -> &mut Page {
        self.0.push(more);
        self
    }

    /// Returns the page as it can be pushed to another.
    pub(super) fn into_escaped(self) -> Escaped<Html> {
        self.0
    }

    /// Returns the page as it is written.
    pub(super) fn into_string(self) -> String {
        self.0.into_string()
    }
}
