//! `cite check`: citations against the reference list.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgGroup, Args, FromArgMatches};
use rayon::prelude::*;

use crate::config::level::Level;
use crate::config::project::Project;
use crate::model::finding::Safety;
use crate::report::format::{Format, Options};
use crate::report::formats::FORMATS;
use crate::verify::run::Verifier;
use crate::{Analysis, Baseline, CheckSettings, Checker, Severity};

use super::Command;
use super::argument::ArgumentError;
use super::choice::choice;
use super::failure::Failure;
use super::input::{self, Found};
use super::network::{self, NetworkArgs};
use super::ordered::in_order;
use super::output;
use super::paper::{FixOptions, Setup};
use super::report::{End, Report};
use super::selection::Selection;
use super::styled::conventions;
use super::talk;

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || CheckArgs::augment_args(clap::Command::new("check")),
    run: |matches| run(CheckArgs::from_arg_matches(matches)?),
};

const EXAMPLES: &str = "\
Examples:
  cite check                              the project around the current folder
  cite check paper.md                     one paper
  cite check thesis/ --fail-on warning    all papers below a folder, and be strict
  cite check --diff paper.md              show what can be repaired
  cite check --fix paper.md               repair it
  cite check thesis.docx --annotate out.docx
                                          one comment for each finding, in a copy
  cite check --fix thesis.docx -o out.docx
                                          repair it as tracked changes, in a copy
  cite check --library refs.bib notes.md  look @keys up in a library
  cite check --sort severity paper.md     the most severe findings first
  cite check --write-baseline known.json  take an old paper in: report only what is new
  cite check --format html -o out.html    a page to read and to hand over
  cite check --format sarif > cite.sarif  for code scanning

Exit status: 0 nothing found at or above --fail-on, 1 something found, 2 wrong use or something
that could not be read, 3 not all links could be verified. `cite explain RULE` tells what a rule
means.";

/// Check the citations of documents against their reference lists
///
/// Below folders, the files with the ending of a document format are read; .gitignore is honoured.
/// Settings come from the nearest cite.toml in the current folder or above it; what the command
/// line says goes before them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("repair").args(["fix", "diff"]))]
struct CheckArgs {
    /// Documents, folders of them, or library files; - reads standard input. Without any, the
    /// project around the current folder
    paths: Vec<PathBuf>,

    /// How the report is written: human, short, html (a page to hand over), markdown (to paste
    /// into an issue), csv, json, json-lines (a document a line, as soon as it is checked), sarif, github,
    /// junit or matches (why each citation was tied to what it was tied to, and what was not taken
    /// for one)
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format)]
    format: &'static Format,

    /// The mildest finding for which the exit status is 1: error, warning, hint, or never [default:
    /// error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    fail_on: Option<FailOn>,

    #[command(flatten)]
    selection: Selection,

    /// Change how much a rule matters: NAME=error|warning|hint|off
    #[arg(long = "rule", value_name = "NAME=LEVEL", value_parser = input::level)]
    rules: Vec<(String, Level)>,

    /// A library file, or a folder of them, in which keys (@smith04) are looked up
    #[arg(long, value_name = "PATH")]
    library: Vec<PathBuf>,

    /// Judge citations by this style (apa, chicago-author-date, mla …, or a CSL file), not by what
    /// the paper does most
    #[arg(long, value_name = "NAME|FILE")]
    style: Option<String>,

    /// Repair what can be repaired without changing what is said, then report the rest
    #[arg(long, conflicts_with = "diff")]
    fix: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long)]
    diff: bool,

    /// With --fix or --diff: do also fixes that the author should look at
    #[arg(long, requires = "repair")]
    unsafe_fixes: bool,

    /// Write a copy of the document with a comment at the place of each finding to this file (.docx,
    /// .odt, .pdf)
    #[arg(long, value_name = "FILE")]
    annotate: Option<PathBuf>,

    /// With --fix: write tracked changes into the document (.docx, .odt) itself; text files are always
    /// repaired in place
    #[arg(long, requires = "fix", conflicts_with = "output")]
    in_place: bool,

    /// Read the document as it was before the tracked changes in it
    #[arg(long, conflicts_with = "repair")]
    original: bool,

    /// Do not report the findings that this file knows
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all findings to this file, for --baseline, and report none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["repair", "baseline"])]
    write_baseline: Option<PathBuf>,

    /// Read the settings from this file, not from the nearest cite.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    #[command(flatten)]
    network: NetworkArgs,
}

/// What makes the exit status 1.
#[derive(Debug, Clone, Copy)]
enum FailOn {
    /// A finding that is at or above this severity.
    Severity(Severity),
    /// No finding.
    Never,
}

fn fail_on(name: &str) -> Result<FailOn, ArgumentError> {
    match name {
        "never" => Ok(FailOn::Never),
        name => Ok(FailOn::Severity(name.parse()?)),
    }
}

fn format(name: &str) -> Result<&'static Format, ArgumentError> {
    choice(FORMATS, name, |format| (format.name, format.about))
}

fn run(mut args: CheckArgs) -> Result<ExitCode, Failure> {
    // With --fix the file is that of the document, and the report goes to standard output.
    let copy = if args.fix { args.selection.output.take() } else { None };
    let project = match &args.config {
        Some(file) => Project::open(file)?,
        None => Project::around(Path::new(""))?,
    };
    let fail_on = match args.fail_on {
        Some(FailOn::Never) => None,
        Some(FailOn::Severity(mildest)) => Some(mildest),
        None => Some(project.settings.fail_on.unwrap_or(Severity::Error)),
    };
    let copies = args.annotate.is_some() || copy.is_some();
    let setup = setup(&args, &project, fail_on, copy)?;
    let paths = if args.paths.is_empty() { project.paths() } else { args.paths };
    // An archive is one path, and may hold several documents.
    let one = || Ok::<_, Failure>(input::documents(paths.clone(), &project)?.take(2).count() == 1);
    if copies && (paths.iter().any(|path| path.is_dir()) || !one()?) {
        let why = "--annotate and --output write a copy of one document: name one";
        return Err(Failure::Input(why.to_owned()));
    }
    let network = args.network.settings(project.settings.links.clone())?;
    let verifier = args.network.wanted().then(|| Verifier::new(&network, false));
    let mut report = Report::begin(args.format, args.diff, args.write_baseline, args.selection)?;
    let documents = input::documents(paths, &project)?;
    match verifier {
        Some(mut verifier) => check_verified(&setup, documents, &mut verifier, &mut report)?,
        None => {
            let add = |outcome| report.add(outcome);
            in_order(threads(), documents, |found| setup.outcome(found), add)?;
        }
    }
    let End { unreadable, found, open } = report.end(fail_on)?;
    Ok(if unreadable { ExitCode::from(2) } else { network::status(found, open) })
}

/// How many bytes of files are read before the network is asked about their links.
const BATCH: u64 = 64 << 20;

/// Checks papers, and asks the network about the links of many at once.
fn check_verified(
    setup: &Setup,
    documents: impl Iterator<Item = Result<Found, Failure>> + Send,
    verifier: &mut Verifier,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut documents = documents.peekable();
    while documents.peek().is_some() {
        let mut size = 0;
        let batch = std::iter::from_fn(|| {
            let found = if size < BATCH { documents.next()? } else { return None };
            let file = found.as_ref().ok().and_then(|found| found.path.metadata().ok());
            size += file.map_or(0, |file| file.len());
            Some(found)
        });
        let (mut outcomes, mut papers) = (Vec::new(), Vec::new());
        in_order(
            threads(),
            batch,
            |found| setup.read(found),
            |(outcome, paper)| {
                outcomes.push(outcome);
                papers.push(paper);
                Ok::<(), Failure>(())
            },
        )?;
        let analyses: Vec<Option<Analysis>> =
            papers.par_iter().map(|paper| setup.analysis(paper.as_ref()?)).collect();
        let evidence = network::evidence(&analyses, verifier)?;
        let read = papers.iter().map(Option::is_some);
        for (((outcome, analysis), evidence), read) in
            outcomes.into_iter().zip(analyses).zip(&evidence).zip(read)
        {
            report.add(if read { setup.judge(analysis, evidence, outcome) } else { outcome })?;
        }
    }
    Ok(())
}

/// How many papers are read at once: as many as the machine has processors.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// What holds for all papers: the command line first, then the settings.
fn setup(
    args: &CheckArgs,
    project: &Project,
    fail_on: Option<Severity>,
    copy: Option<PathBuf>,
) -> Result<Setup, Failure> {
    let settings = &project.settings;
    let known = args.write_baseline.is_some() || args.baseline.is_some();
    let mut check = CheckSettings::of_project(project, !known)?;
    check.levels.extend(args.rules.iter().map(|(name, level)| (name.clone(), (*level).into())));
    check.libraries.extend(args.library.iter().cloned());
    if let Some(file) = &args.baseline {
        check.baseline = Some(Baseline::open(file)?);
    }
    let style = args.style.as_ref().or(settings.style.as_ref());
    check.conventions = style.map(|name| conventions(name)).transpose()?;
    let checker = Checker::new(check)?;
    for fault in checker.library_faults() {
        talk::say(format_args!("cite: {fault}"));
    }
    let safety = if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    Ok(Setup {
        checker,
        fix_options: (args.fix || args.diff).then_some(FixOptions {
            safety,
            write: args.fix,
            output: copy,
            in_place: args.in_place,
        }),
        annotate: args.annotate.clone(),
        force: args.selection.force,
        original: args.original,
        format: args.format,
        selection: args.selection.clone(),
        options: Options {
            colour: args.selection.output.is_none() && output::colour(),
            width: args.selection.output.is_none().then(output::width).flatten(),
            quiet: args.selection.quiet,
            fail_on,
            folder: std::env::current_dir().ok(),
        },
    })
}
