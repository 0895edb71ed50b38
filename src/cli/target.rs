//! Where records go: the format and the file that were requested.

use std::path::PathBuf;

use clap::Args;

use crate::bibliography::format::Format;
use crate::bibliography::formats;
use crate::model::entry::Entry;

use super::failure::Failure;
use super::output;
use super::talk;

/// The arguments that say where records go.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The format: biblatex, bibtex, csl-json, hayagriva …; without it, the one that the name of
    /// the output file asks for
    #[arg(long, short, value_name = "FORMAT")]
    to: Option<String>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the output file if it is there already
    #[arg(long)]
    pub force: bool,
}

impl Target {
    /// The format that is named, or that the output file's name asks for; `otherwise` is the name
    /// of the one for neither.
    pub(super) fn format(&self, otherwise: Option<&str>) -> Result<&'static Format, Failure> {
        if let Some(name) = &self.to {
            return Ok(formats::by_name(name)?);
        }
        let extension = self.output.as_ref().and_then(|path| path.extension());
        let extension = extension.map(|extension| extension.to_string_lossy());
        match extension.as_deref().or(otherwise) {
            Some(name) => Ok(formats::by_name(name)?),
            None => Err(Failure::Input(
                "which format? name one with --to, or an output file with -o".to_owned(),
            )),
        }
    }

    /// Writes the entries; what the format has no place for is reported on standard error.
    pub(super) fn write(&self, format: &Format, entries: &[&Entry]) -> Result<(), Failure> {
        let written = (format.write)(entries);
        for loss in &written.losses {
            talk::say(format_args!("{}: {}", loss.entry, loss.message));
        }
        output::write(written.text.as_bytes(), self.output.as_deref(), self.force)
    }
}
