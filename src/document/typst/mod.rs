//! Typst documents.
//!
//! - [`reader`]: from the syntax tree to running text
//! - [`inputs`]: the files that a document includes

pub(crate) mod inputs;
pub(crate) mod reader;

use crate::document::format::{Format, Project, Reading};

/// Typst.
pub(crate) const FORMAT: Format = Format {
    name: "typst",
    extensions: &["typ"],
    walked: true,
    reader: Reading::Project(Project {
        read: reader::read,
        inputs: |main| Box::new(inputs::TypstInputs { main: main.to_owned() }),
        is_whole: |_| true,
    }),
    writer: None,
};
