//! `cite links`: addresses and DOIs, and what became of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, FromArgMatches};

use crate::config::project::Project;
use crate::files::write;
use crate::links::file_links::FileLinks;
use crate::links::repair::repaired;
use crate::model::evidence::LinkEvidence;
use crate::model::link::CitedLink;
use crate::report::links::format::Format;
use crate::report::links::formats::FORMATS;
use crate::report::links::listed::Listed;
use crate::verify::run::Verifier;
use crate::verify::settings::{Settings, VARIABLES};

use super::Command;
use super::argument::ArgumentError;
use super::choice::choice;
use super::difference;
use super::failure::Failure;
use super::input::{self, Found};
use super::network::{self, NetworkArgs};
use super::output;
use super::talk;
use crate::check::first_faults;

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || LinksArgs::augment_args(clap::Command::new("links")).after_help(variables()),
    run: |matches| run(LinksArgs::from_arg_matches(matches)?),
};

/// List the addresses and DOIs of documents and library files; with --verify, test them
#[derive(Debug, Args)]
struct LinksArgs {
    /// Documents, library files or folders of them; - reads a document from standard input. Without
    /// any, the project around the current folder: its documents, and the libraries of cite.toml or
    /// else the folder refs
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    network: NetworkArgs,

    /// Ask the Internet Archive for a copy of each page that is there (with --verify)
    #[arg(long, requires = "verify", conflicts_with = "offline")]
    archive: bool,

    /// Write addresses that moved for good, and archived copies of what is gone, into the files; the
    /// changes are shown first
    #[arg(long, requires = "verify")]
    fix: bool,

    /// Show what --fix would write, and write nothing
    #[arg(long, requires = "verify", conflicts_with = "fix")]
    diff: bool,

    /// How the report is written: human, json, or json-lines while the run goes on
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format)]
    format: &'static Format,
}

fn format(name: &str) -> Result<&'static Format, ArgumentError> {
    choice(FORMATS, name, |format| (format.name, format.about))
}

fn run(args: LinksArgs) -> Result<ExitCode, Failure> {
    let project = Project::around(Path::new(""))?;
    let found = input::sources(args.paths.clone(), &project)?;
    if found.is_empty() {
        let message = "no document and no library was found; name one";
        return Err(Failure::Input(message.to_owned()));
    }
    let all = found.len();
    let files: Vec<FileLinks> = found.into_iter().filter_map(gathered).collect();
    let mut listed = Listed::of(&files);
    // What cannot be read has been told, and costs the others nothing.
    let unreadable = files.len() < all;
    let end = |code| if unreadable { ExitCode::from(2) } else { code };
    if !args.network.wanted() {
        each(args.format, &listed)?;
        output::stream(args.format.shown, |out| {
            (args.format.whole)(&listed, output::colour(), out)
        })?;
        return Ok(end(ExitCode::SUCCESS));
    }
    let cited: Vec<CitedLink> = files.iter().flat_map(FileLinks::cited).collect();
    let settings = args.network.settings(project.settings.links)?;
    let evidence = ask(&args, &settings, &cited, &listed)?;
    for (listed, evidence) in listed.iter_mut().zip(&evidence) {
        listed.evidence = Some(evidence);
    }
    output::stream(args.format.shown, |out| (args.format.whole)(&listed, output::colour(), out))?;
    if args.fix || args.diff {
        repair(&files, &evidence, args.fix)?;
    }
    let wrong = |one: &Arc<LinkEvidence>| one.verdict.severity() == Some(crate::Severity::Error);
    let open = |one: &Arc<LinkEvidence>| one.verdict.is_open();
    Ok(end(network::status(evidence.iter().any(wrong), evidence.iter().any(open))))
}

/// Shows on standard error what the evidence changes in the files, and changes them if `write`.
fn repair(files: &[FileLinks], evidence: &[Arc<LinkEvidence>], write: bool) -> Result<(), Failure> {
    let mut rest = evidence;
    for file in files {
        let (own, others) = rest.split_at(file.links.len().min(rest.len()));
        rest = others;
        let fix_options = repaired(file, own);
        for refused in &fix_options.refused {
            talk::say(format_args!("cite: {refused}"));
        }
        for repaired in fix_options.files {
            let path = repaired.source.path();
            let before = repaired.source.text();
            talk::say_lines(difference::unified(path, before, &repaired.text));
            if write {
                write::rewrite(path, before, &repaired.text)?;
            }
        }
    }
    Ok(())
}

/// The links of a file; absent, and reported on standard error, if it cannot be read.
fn gathered(found: Result<Found, Failure>) -> Option<FileLinks> {
    let gathered = found.and_then(|found| gather(&found.path));
    gathered.map_err(|failure| talk::say(format_args!("cite: {failure}"))).ok()
}

/// The links of the file at `path`.
fn gather(path: &Path) -> Result<FileLinks, Failure> {
    if let Some(library) = input::library(path)? {
        for fault in first_faults(&library) {
            talk::say(format_args!("{fault}"));
        }
        return Ok(FileLinks::of_library(library));
    }
    let document = input::document(path)?;
    for fault in &document.faults {
        talk::say(format_args!("cite: {}: {}", path.display(), fault.message));
    }
    Ok(FileLinks::of_document(document))
}

/// Writes what the format says of each link by itself.
fn each(format: &Format, links: &[Listed]) -> Result<(), Failure> {
    let Some(each) = format.each else {
        return Ok(());
    };
    output::stream(format.shown, |out| {
        links.iter().try_for_each(|link| out.write_all(each(link).as_bytes()))
    })
}

/// Asks the network; what is known goes to standard output at once if the format says so.
fn ask(
    args: &LinksArgs,
    settings: &Settings,
    cited: &[CitedLink],
    listed: &[Listed],
) -> Result<Vec<Arc<LinkEvidence>>, Failure> {
    let mut verifier = Verifier::new(settings, args.archive);
    network::ask(&mut verifier, cited, |index, evidence| {
        let listed = listed.get(index).map(|one| Listed { evidence: Some(evidence), ..*one });
        match args.format.each.zip(listed) {
            Some((each, listed)) => output::write(each(&listed).as_bytes(), None, false),
            None => Ok(()),
        }
    })
}

/// The variables of the environment that are read, for the help page.
fn variables() -> String {
    let mut help = "Environment:\n".to_owned();
    for variable in VARIABLES {
        help.push_str(&format!("  {:<25} {}\n", variable.name, variable.says));
    }
    help
}
