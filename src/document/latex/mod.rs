//! LaTeX documents.
//!
//! - [`reader`]: from LaTeX source to running text
//! - [`scanner`]: commands, groups and arguments in the source
//! - [`commands`]: what the commands and environments do to running text
//! - [`macros`]: commands that the document itself defines
//! - [`inputs`]: the files of a project in reading order

pub(crate) mod commands;
pub(crate) mod inputs;
pub(crate) mod macros;
pub(crate) mod reader;
pub(crate) mod scanner;

use crate::document::format::Format;

/// LaTeX.
pub const FORMAT: Format = Format {
    name: "latex",
    extensions: &["tex", "ltx", "latex"],
    walked: true,
    read: reader::read,
};
