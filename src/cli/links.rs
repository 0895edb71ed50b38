//! `cite links`: addresses and DOIs, and what became of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, FromArgMatches};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use cite::library::formats::by_extension;
use cite::links::gathered::Gathered;
use cite::model::evidence::LinkEvidence;
use cite::model::library::Library;
use cite::model::link::CitedLink;
use cite::report::links::format::{FORMATS, Format};
use cite::report::links::listed::Listed;
use cite::verify::event::Event;
use cite::verify::run::verify;
use cite::verify::settings::{Settings, VARIABLES};

use super::Command;
use super::failure::Failure;
use super::input;
use super::output;

/// The command.
pub const COMMAND: Command = Command {
    clap: || LinksArgs::augment_args(clap::Command::new("links")).after_help(variables()),
    run: |matches| run(LinksArgs::from_arg_matches(matches)?),
};

/// List the addresses and DOIs of documents and library files; with --verify, test them
#[derive(Debug, Args)]
struct LinksArgs {
    /// Documents or library files; - reads a document from standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Ask the network what became of each
    #[arg(long)]
    verify: bool,

    /// Send nothing: tell what earlier runs found
    #[arg(long)]
    offline: bool,

    /// Ask the Internet Archive for a copy of each page that is there (with --verify)
    #[arg(long, requires = "verify", conflicts_with = "offline")]
    archive: bool,

    /// The longest time for one address, redirects and all [default: 30]
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<f64>,

    /// How many requests may be in flight at once [default: 64]
    #[arg(long, value_name = "NUMBER")]
    concurrency: Option<usize>,

    /// How the report is written: human, json, or json-lines while the run goes on
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format)]
    format: &'static Format,
}

fn format(name: &str) -> Result<&'static Format, String> {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let known = FORMATS.iter().find(|format| format.name == name).copied();
    known.ok_or_else(|| format!("use one of {}", names.join(", ")))
}

fn run(args: LinksArgs) -> Result<ExitCode, Failure> {
    let files = args.paths.iter().map(|path| gather(path)).collect::<Result<Vec<_>, _>>()?;
    let mut listed = Listed::of(&files);
    if !args.verify && !args.offline {
        output::write(text(args.format, &listed).as_bytes(), None, false)?;
        return Ok(ExitCode::SUCCESS);
    }
    let cited: Vec<CitedLink> = files.iter().flat_map(Gathered::cited).collect();
    let evidence = ask(&args, &cited, &listed)?;
    for (listed, evidence) in listed.iter_mut().zip(&evidence) {
        listed.evidence = Some(evidence);
    }
    let whole = (args.format.whole)(&listed, output::colour());
    output::write(whole.as_bytes(), None, false)?;
    Ok(status(&evidence))
}

/// The links of the file at `path`.
fn gather(path: &Path) -> Result<Gathered, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if path.is_dir() || by_extension(&extension).is_some() {
        let library = Library::open(path)?;
        for fault in &library.faults {
            if let Some((path, at)) = library.position(fault.source, fault.span) {
                let (line, column) = (at.line, at.column);
                anstream::eprintln!("{}:{line}:{column}: {}", path.display(), fault.message);
            }
        }
        return Ok(Gathered::of_library(library));
    }
    let document = input::document(path)?;
    for fault in &document.faults {
        anstream::eprintln!("cite: {}: {}", path.display(), fault.message);
    }
    Ok(Gathered::of_document(document))
}

/// All links as the format writes them.
fn text(format: &Format, links: &[Listed]) -> String {
    let each = format.each.map(|each| links.iter().map(each).collect::<String>());
    each.unwrap_or_default() + &(format.whole)(links, output::colour())
}

/// Asks the network, telling on standard error how far it is, and on standard output what is
/// known if the format says so at once.
fn ask(
    args: &LinksArgs,
    cited: &[CitedLink],
    listed: &[Listed],
) -> Result<Vec<LinkEvidence>, Failure> {
    let bar = bar(cited.len());
    let mut closed = None;
    let mut tell = |event: Event| match event {
        Event::Begins { .. } => {}
        Event::Trouble(trouble) => bar.suspend(|| anstream::eprintln!("cite: {trouble}")),
        Event::Done { index, evidence } => {
            bar.inc(1);
            let listed = listed.get(index).map(|one| Listed { evidence: Some(evidence), ..*one });
            if let (Some(each), Some(listed), None) = (args.format.each, listed, &closed) {
                let line = each(&listed);
                closed = bar.suspend(|| output::write(line.as_bytes(), None, false)).err();
            }
        }
    };
    let evidence = verify(cited, &settings(args)?, args.archive, &mut tell);
    bar.finish_and_clear();
    match closed {
        Some(failure) => Err(failure),
        None => evidence.map_err(Failure::Input),
    }
}

/// As the environment and then the arguments want it.
fn settings(args: &LinksArgs) -> Result<Settings, Failure> {
    let from_environment = |name: &str| std::env::var(name).ok();
    let mut settings =
        Settings::default().with_environment(from_environment).map_err(Failure::Input)?;
    settings.offline |= args.offline;
    settings.timeout = args.timeout.unwrap_or(settings.timeout);
    settings.concurrency = args.concurrency.unwrap_or(settings.concurrency);
    Ok(settings)
}

/// How far the run is, on a terminal.
fn bar(links: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {pos} of {len} links, {eta} left");
    let bar =
        ProgressBar::with_draw_target(Some(links as u64), ProgressDrawTarget::stderr_with_hz(5));
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}

/// 1 if something is wrong, 3 if something could not be told.
fn status(evidence: &[LinkEvidence]) -> ExitCode {
    let wrong = |one: &LinkEvidence| one.verdict.severity() == Some(cite::Severity::Error);
    match () {
        () if evidence.iter().any(wrong) => ExitCode::from(1),
        () if evidence.iter().any(|one| one.verdict.is_open()) => ExitCode::from(3),
        () => ExitCode::SUCCESS,
    }
}

/// The variables of the environment that are read, for the help page.
fn variables() -> String {
    let mut help = "Environment:\n".to_owned();
    for variable in VARIABLES {
        help.push_str(&format!("  {:<25} {}\n", variable.name, variable.says));
    }
    help
}
