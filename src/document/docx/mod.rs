//! Word files (Office Open XML, ECMA-376; transitional and Strict).
//!
//! - [`package`]: the parts, and how they refer to each other
//! - [`styles`], [`numbering`]: what paragraphs are, and the numbers counted before them
//! - [`body`]: the text of a part, with [`paragraph`], [`marks`], [`symbols`], [`names`], [`controls`]
//! - [`annotate`], [`comments`], [`changes`]: comments and tracked changes, written between [`runs`]
//! - [`fields`], [`citations`], [`citavi`], [`sources`]: fields, and the works that they cite

mod annotate;
mod body;
mod changes;
mod citations;
mod citavi;
mod comments;
mod controls;
mod fields;
mod marks;
mod names;
mod numbering;
mod package;
mod paragraph;
mod read;
mod runs;
mod sources;
mod styles;
mod symbols;

use crate::document::format::{Format, Reading, Writer};

/// Word.
pub(crate) const FORMAT: Format = Format {
    name: "docx",
    extensions: &["docx", "docm", "dotx", "dotm"],
    walked: true,
    reader: Reading::File(read::read),
    writer: Some(&Writer { annotate: annotate::annotate, edit: Some(changes::edit) }),
};
