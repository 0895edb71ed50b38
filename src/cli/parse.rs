//! `cite parse`: references as records.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use crate::bibliography::formats;
use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;
use crate::model::reference::Reference;
use crate::references;
use crate::references::key::{self, Pattern};
use crate::rules::no_reference_list;
use crate::{Analysis, Document, Entry, Evidence, Library};

use super::Command;
use super::failure::Failure;
use super::talk;
use super::target::Target;
use super::{input, lines, output, review};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || ParseArgs::augment_args(clap::Command::new("parse")),
    run: |matches| run(ParseArgs::from_arg_matches(matches)?),
};

/// Read the reference list of a paper as records
///
/// The paper may also be a bare list of references, or references may be given as they are, with
/// --text or --lines. Nothing is added that the text does not say.
#[derive(Debug, Args)]
struct ParseArgs {
    /// The paper or the list (Markdown, plain text, HTML); - reads standard input
    #[arg(required_unless_present_any = ["texts", "lines"])]
    path: Option<PathBuf>,

    /// Read this text as one reference; may be given several times
    #[arg(long = "text", value_name = "REFERENCE", conflicts_with = "path")]
    texts: Vec<String>,

    /// Read each line of this file as one reference, and write one JSON object for each: the
    /// fields as they stand in the text, and the record; - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["path", "texts", "to"])]
    lines: Option<PathBuf>,

    /// Say how sure the reading is, from 0 to 1: with --lines in each object, or else on standard
    /// error
    #[arg(long)]
    confidence: bool,

    /// Instead of records print the entries whose reading is in doubt, and what is doubted
    #[arg(long, conflicts_with_all = ["lines", "to", "output"])]
    review: bool,

    /// Make keys by this pattern: {author}, {authors}, {year} and {title} stand for what the record
    /// says
    #[arg(
        long,
        value_name = "PATTERN",
        default_value = "{author}{year}",
        conflicts_with = "lines"
    )]
    key: String,

    #[command(flatten)]
    target: Target,
}

fn run(args: ParseArgs) -> Result<ExitCode, Failure> {
    if let Some(path) = &args.lines {
        lines::parse(path, args.confidence, &args.target)?;
        return Ok(ExitCode::SUCCESS);
    }
    let format = args.target.format(Some("csl-json"))?;
    let pattern =
        Pattern::read(&args.key).map_err(|wrong| Failure::Input(format!("--key: {wrong}")))?;
    let document = args.path.as_deref().map(input::document).transpose()?;
    let mut references = match (&args.path, &document) {
        (Some(path), Some(document)) => of_document(path, document, !args.review)?,
        _ => references::parse_all(&args.texts),
    };
    if args.review {
        let review = review::review(document.as_ref(), &references);
        output::shown(&Escaped::<Terminal>::text(&review).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    key::assign_by(&pattern, &mut references);
    if args.confidence {
        for reference in &references {
            talk::say(format_args!("{:.2} {}", reference.confidence, reference.entry.id));
        }
    }
    let entries: Vec<&Entry> = references.iter().map(|reference| &reference.entry).collect();
    args.target.write(formats::for_readings(format), &entries)?;
    Ok(ExitCode::SUCCESS)
}

/// The references of a document; with `tell`, what is in doubt is said on standard error.
fn of_document(path: &Path, document: &Document, tell: bool) -> Result<Vec<Reference>, Failure> {
    for fault in &document.faults {
        talk::say(format_args!("cite: {}: {}", path.display(), fault.message));
    }
    let references = references::parse_list(document).references;
    if references.is_empty() {
        return Err(Failure::Input(format!("{}: {}", path.display(), why_none(document))));
    }
    for doubt in references.iter().filter(|_| tell).flat_map(|reference| &reference.doubts) {
        let at = document.source.position(document.in_source(doubt.span).start);
        let (line, column) = (at.line, at.column);
        talk::say(format_args!("{}:{line}:{column}: {}", path.display(), doubt.message));
    }
    Ok(references)
}

/// Why a document gave no references: what the rule for that says.
fn why_none(document: &Document) -> String {
    let library = Library::none();
    let analysis = Analysis::gather(document, &library);
    let findings = (no_reference_list::RULE.check)(&analysis, &Evidence::none());
    let said = findings.first().map(|finding| match &finding.help {
        Some(help) => format!("{}; {help}", finding.message),
        None => finding.message.clone(),
    });
    said.unwrap_or_else(|| "no reference list was found".to_owned())
}
