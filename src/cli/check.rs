//! `cite check`: citations against the reference list.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use cite::report::checked::{Checked, Summary};
use cite::report::format::{FORMATS, Format, Place};
use cite::verify::settings::Settings;
use cite::{Document, Evidence, Facts, Levels, Library, Severity, judge};

use super::Command;
use super::failure::Failure;
use super::input;
use super::network::{self, NetworkArgs};
use super::output;

/// The command.
pub const COMMAND: Command = Command {
    clap: || CheckArgs::augment_args(clap::Command::new("check")),
    run: |matches| run(CheckArgs::from_arg_matches(matches)?),
};

/// Check the citations of documents against their reference lists
#[derive(Debug, Args)]
struct CheckArgs {
    /// Documents (Markdown, plain text) or library files; - reads standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,

    /// How the report is written: human, short, json, sarif, github or junit
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format)]
    format: &'static Format,

    /// The mildest finding for which the exit status is 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: Severity,

    /// Change how much a rule matters: NAME=error|warning|hint|off
    #[arg(long = "rule", value_name = "NAME=LEVEL", value_parser = input::level)]
    rules: Vec<(String, Option<Severity>)>,

    #[command(flatten)]
    network: NetworkArgs,
}

fn format(name: &str) -> Result<&'static Format, String> {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let known = FORMATS.iter().find(|format| format.name == name).copied();
    known.ok_or_else(|| format!("use one of {}", names.join(", ")))
}

fn run(args: CheckArgs) -> Result<ExitCode, Failure> {
    let levels: Levels = args.rules.into_iter().collect();
    let library = Library::none();
    let settings = args.network.settings(Settings::default())?;
    let asked = args.network.wanted().then_some(&settings);
    let mut open = false;
    let mut report = Report { format: args.format, total: Summary::default() };
    output::write((args.format.head)().as_bytes(), None, false)?;
    for path in &args.paths {
        if let Some(library) = input::library(path)? {
            report.add_library(&library, &levels)?;
            continue;
        }
        let document = input::document(path)?;
        let facts = facts(&document, &library);
        let evidence = match asked {
            Some(settings) => network::evidence(&facts, settings)?,
            None => Evidence::none(),
        };
        open |= evidence.is_open();
        let findings = judge(&facts, &evidence, &levels);
        report.add(&Checked { facts, findings })?;
    }
    output::write((args.format.tail)(&report.total).as_bytes(), None, false)?;
    Ok(network::status(report.total.at_least(args.fail_on) > 0, open))
}

/// A report that is written as its parts come in.
struct Report {
    format: &'static Format,
    total: Summary,
}

impl Report {
    fn add(&mut self, checked: &Checked) -> Result<(), Failure> {
        let place = Place { first: self.total.documents == 0, colour: output::colour() };
        self.total.add(checked);
        output::write((self.format.document)(checked, &place).as_bytes(), None, false)
    }

    /// Judges the records of each file of a library.
    fn add_library(&mut self, library: &Library, levels: &Levels) -> Result<(), Failure> {
        for file in 0..library.sources.len() {
            let Some(document) = library.document(file) else { continue };
            let facts = Facts::of_library(&document, library, file);
            let findings = judge(&facts, &Evidence::none(), levels);
            self.add(&Checked { facts, findings })?;
        }
        Ok(())
    }
}

/// What a document says; what could not be read of it is told on standard error.
fn facts<'a>(document: &'a Document, library: &'a Library) -> Facts<'a> {
    for fault in &document.faults {
        anstream::eprintln!("cite: {}: {}", document.path().display(), fault.message);
    }
    Facts::gather(document, library)
}
