//! Typst documents.
//!
//! - [`reader`]: from the syntax tree to running text
//! - [`inputs`]: the files that a document includes

pub(crate) mod inputs;
pub(crate) mod reader;

use crate::document::format::Format;

/// Typst.
pub const FORMAT: Format =
    Format { name: "typst", extensions: &["typ"], walked: true, read: reader::read };
