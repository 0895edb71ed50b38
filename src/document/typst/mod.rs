//! Typst documents.
//!
//! - [`reader`]: from the syntax tree to running text
//! - [`inputs`]: the files that a document includes

pub(crate) mod inputs;
pub(crate) mod reader;

use crate::document::format::{Format, Reading};

/// Typst. Below a folder there are chapters, which are parts of another document: files are read
/// where they are named.
pub(crate) const FORMAT: Format = Format {
    name: "typst",
    extensions: &["typ"],
    walked: false,
    reader: Reading::Project(reader::read, |main| {
        Box::new(inputs::TypstInputs { main: main.to_owned() })
    }),
    writer: None,
};
