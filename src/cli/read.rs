//! `cite read`: what was read of a document.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use crate::report::markdown::markdown;
use crate::{Analysis, Library};

use super::Command;
use super::failure::Failure;
use super::talk::say;
use super::{input, output};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || ReadArgs::augment_args(clap::Command::new("read")),
    run: |matches| run(ReadArgs::from_arg_matches(matches)?),
};

/// Print what was read of a document as Markdown, with its citations and entries marked
///
/// For any document that `cite check` reads. A citation is marked with the numbers of its entries, an
/// entry with its own: [(Hurd 1999)]{.citation refs="3"}, [Hurd, I. …]{#ref-3 .reference}.
#[derive(Debug, Args)]
struct ReadArgs {
    /// The document; - reads standard input
    path: PathBuf,

    /// Read the document as it was before the tracked changes in it
    #[arg(long)]
    original: bool,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the output file if it is there already
    #[arg(long)]
    force: bool,
}

fn run(args: ReadArgs) -> Result<ExitCode, Failure> {
    let document = input::document_as(&args.path, args.original)?;
    for fault in &document.faults {
        say(format_args!("cite: {}: {}", args.path.display(), fault.message));
    }
    let library = Library::none();
    let text = markdown(&Analysis::gather(&document, &library));
    output::write(text.as_bytes(), args.output.as_deref(), args.force)?;
    Ok(ExitCode::SUCCESS)
}
