//! `cite schema`: the settings described for editors.

use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use crate::config::settings::Settings;

use super::failure::Failure;
use super::{Command, output};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || SchemaArgs::augment_args(clap::Command::new("schema")),
    run: |matches| run(SchemaArgs::from_arg_matches(matches)?),
};

/// Print the JSON Schema of cite.toml, for editors
#[derive(Debug, Args)]
struct SchemaArgs {}

fn run(_: SchemaArgs) -> Result<ExitCode, Failure> {
    output::write(format!("{:#}\n", Settings::schema()).as_bytes(), None, false)?;
    Ok(ExitCode::SUCCESS)
}
