//! LaTeX documents.
//!
//! - [`reader`]: from LaTeX source to running text
//! - [`blocks`], [`text`], [`maths`]: what it does with the pieces
//! - [`scanner`]: commands, groups and arguments in the source
//! - [`commands`]: what the commands and environments do to running text
//! - [`macros`]: commands that the document itself defines
//! - [`inputs`]: the files of a project in reading order

mod blocks;
pub(crate) mod commands;
pub(crate) mod inputs;
pub(crate) mod macros;
mod maths;
pub(crate) mod reader;
pub(crate) mod scanner;
mod text;

use crate::document::format::{Format, Project, Reading};

/// LaTeX.
pub(crate) const FORMAT: Format = Format {
    name: "latex",
    extensions: &["tex", "ltx", "latex"],
    walked: true,
    reader: Reading::Project(Project {
        read: reader::read,
        inputs: |main| Box::new(inputs::LatexInputs { main: main.to_owned() }),
        is_whole: inputs::is_whole,
    }),
    writer: None,
};
