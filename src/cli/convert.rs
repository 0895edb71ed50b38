//! `cite convert`: a library in another format.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use cite::library::formats::{self, Format, Written};
use cite::model::entry::Entry;
use cite::model::library::Library;

use super::failure::Failure;
use super::{Command, output};

/// The command.
pub const COMMAND: Command = Command {
    clap: || ConvertArgs::augment_args(clap::Command::new("convert")),
    run: |matches| run(ConvertArgs::from_arg_matches(matches)?),
};

/// Write library files in another format
///
/// Several files become one. What the format has no place for is told on standard error.
#[derive(Debug, Args)]
struct ConvertArgs {
    /// Library files, or folders of them; - reads standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The format: biblatex, bibtex, csl-json, hayagriva …; without it, the one that the name of
    /// the output file asks for
    #[arg(long, short, value_name = "FORMAT")]
    to: Option<String>,
    /// Sort the entries by key
    #[arg(long)]
    sort: bool,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the output file if it is there already
    #[arg(long)]
    force: bool,
}

fn run(args: ConvertArgs) -> Result<ExitCode, Failure> {
    let format = format(&args)?;
    let mut library = Library::none();
    for path in &args.paths {
        library.append(Library::open(path)?);
    }
    let mut entries: Vec<&Entry> = library.entries().collect();
    if args.sort {
        entries.sort_by(|a, b| a.id.cmp(&b.id));
    }
    let written = (format.write)(&entries);
    tell(&library, &written);
    output::write(written.text.as_bytes(), args.output.as_deref(), args.force)?;
    Ok(ExitCode::SUCCESS)
}

/// The format that is named, or that the output file's name asks for.
fn format(args: &ConvertArgs) -> Result<&'static Format, Failure> {
    if let Some(name) = &args.to {
        return Ok(formats::by_name(name)?);
    }
    let extension = args.output.as_ref().and_then(|path| path.extension());
    match extension {
        Some(extension) => Ok(formats::by_name(&extension.to_string_lossy())?),
        None => Err(Failure::Input(
            "which format? name one with --to, or an output file with -o".to_owned(),
        )),
    }
}

/// Says on standard error what was wrong in the input and what was left out of the output.
fn tell(library: &Library, written: &Written) {
    for fault in &library.faults {
        if let Some((path, at)) = library.position(fault.source, fault.span) {
            let (line, column) = (at.line, at.column);
            anstream::eprintln!("{}:{line}:{column}: {}", path.display(), fault.message);
        }
    }
    for loss in &written.losses {
        anstream::eprintln!("{}: {}", loss.entry, loss.message);
    }
}
