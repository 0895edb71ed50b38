//! A segment of a file, and what comes in its place.

use crate::text::span::Span;

/// A segment of a file's text, and what comes in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The segment, in the file's text; empty where something is added.
    pub span: Span,
    /// What comes there.
    pub text: String,
}
