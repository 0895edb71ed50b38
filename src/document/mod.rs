//! Reads a manuscript into a [`Document`](crate::model::document::Document).
//!
//! - [`open`]: from a file or bytes, choosing the format
//! - [`decode`]: bytes to text
//! - [`mod@format`]: what a document format is
//! - [`markdown`]: Markdown, with Pandoc's and GitHub's extensions
//! - [`text`]: plain text
//! - [`notes`]: notes typed by hand
//! - [`html`]: HTML, and what of it stands in Markdown
//! - [`superscript`]: superscripts typed with carets

pub mod decode;
pub mod format;
pub mod html;
pub mod markdown;
pub mod notes;
pub mod open;
pub mod superscript;
pub mod text;

/// The document formats; the first is taken where nothing tells.
pub const FORMATS: &[&format::Format] = &[&markdown::FORMAT, &text::FORMAT, &html::FORMAT];
