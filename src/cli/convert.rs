//! `cite convert`: a library in another format.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use crate::model::entry::Entry;
use crate::model::library::Library;

use super::Command;
use super::failure::Failure;
use super::talk;
use super::target::Target;
use crate::check::first_faults;

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || ConvertArgs::augment_args(clap::Command::new("convert")),
    run: |matches| run(ConvertArgs::from_arg_matches(matches)?),
};

/// Write library files in another format
///
/// Several files become one. What the format has no place for is reported on standard error.
#[derive(Debug, Args)]
struct ConvertArgs {
    /// Library files, or folders of them; - reads standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Sort the entries by key
    #[arg(long)]
    sort: bool,
    #[command(flatten)]
    target: Target,
}

fn run(args: ConvertArgs) -> Result<ExitCode, Failure> {
    let format = args.target.format(None)?;
    let mut library = Library::none();
    for path in &args.paths {
        library.append(Library::open(path)?);
    }
    let mut entries: Vec<&Entry> = library.entries().collect();
    if args.sort {
        entries.sort_by(|a, b| a.id.cmp(&b.id));
    }
    for fault in first_faults(&library) {
        talk::say(format_args!("{fault}"));
    }
    args.target.write(format, &entries)?;
    Ok(ExitCode::SUCCESS)
}
