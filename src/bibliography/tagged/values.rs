//! The tagged values of a record.

use crate::text::span::Span;

/// The values of one record as they stand in a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values {
    /// The whole record.
    pub span: Span,
    /// The values in order.
    pub values: Vec<Tagged>,
}

/// A value under its tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// The tag.
    pub tag: String,
    /// The text, without the marks of the format.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
