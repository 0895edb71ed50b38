//! `cite render`: bibliographies and citations in any style.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches};
use serde_json::{Value, json};

use crate::render::bibliography::{self, Line, Rendered};
use crate::render::citation::Citation;
use crate::render::formatted::{Formatted, Piece};
use crate::render::style::Style;
use crate::render::write::format::Format;
use crate::render::write::formats;
use crate::render::write::{docx, html, linked, text};
use crate::rewrite::keys::Called;
use crate::{CheckSettings, Checker, Entry};

use super::given;
use super::places;
use super::rewrite::{Destination, rewrite};
use super::sources::Sources;
use crate::cli::failure::Failure;
use crate::cli::talk;
use crate::cli::{Command, output};

/// The command.
pub(crate) const COMMAND: Command = Command {
    clap: || RenderArgs::augment_args(clap::Command::new("render")),
    run: |matches| run(RenderArgs::from_arg_matches(matches)?),
};

const EXAMPLES: &str = "\
Examples:
  cite render refs.bib --style apa               a bibliography in APA style
  cite render paper.md --style ieee --to html    the typed list of a paper, in another style
  cite render paper.md --library refs.bib        what a paper cites by @key
  cite render paper.md --style apa --diff        what --in-place would change in the paper
  cite render paper.md --style apa --in-place    citations and list rewritten in the paper";

/// Write a bibliography and its citations in any style
///
/// Takes library files (BibTeX, CSL-JSON, Hayagriva …), papers with a typed reference list, and
/// papers that cite a library by @key.
/// A style is a file, the name of one in the folder styles/, the name of one of those that come
/// with the program ("cite styles" lists them), or an alias such as chicago or apa7.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct RenderArgs {
    /// Library files or papers; - reads a paper from standard input
    #[arg(required_unless_present = "citations", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A style by name or as a file; give it several times for several styles
    #[arg(long = "style", short, value_name = "NAME|FILE", default_value = "author-date-accessed")]
    styles: Vec<String>,
    /// The form of the output: text, markdown, html, latex, typst, rtf, docx or json
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    to: String,
    /// Speak this language (de, fr-CA …) instead of the style's own
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<String>,
    /// A library that papers cite by key, besides those that their headers name
    #[arg(long, value_name = "FILE")]
    library: Vec<PathBuf>,
    /// Of a paper that cites by key, list also what its library has and it does not cite
    #[arg(long)]
    all: bool,
    /// Show the citations, too: those of the paper, those of FILE (JSON, as citeproc-js takes them), or
    /// how each entry is cited
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    citations: Option<Option<PathBuf>>,
    /// With --to html, describe the works to search engines and readers, too (JSON-LD, schema.org)
    #[arg(long)]
    structured: bool,
    /// Rewrite the typed citations and the typed list of a paper in the style, in its own file.
    /// Where something is not understood beyond doubt, it is reported with its line and the reason, and
    /// nothing is written
    #[arg(long)]
    in_place: bool,
    /// Rewrite a paper even where something in it stays as it is
    #[arg(long)]
    partial: bool,
    /// Show what --in-place would change, and change nothing
    #[arg(long, conflicts_with = "in_place")]
    diff: bool,
    /// Rewrite the paper like --in-place, but to -o or standard output
    #[arg(long, conflicts_with_all = ["in_place", "diff"])]
    rewrite: bool,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the output file if it is there already
    #[arg(long)]
    force: bool,
}

fn run(mut args: RenderArgs) -> Result<ExitCode, Failure> {
    // The only path is what is rendered: "--citations paper.md".
    if let (true, Some(file)) = (args.paths.is_empty(), &mut args.citations) {
        args.paths.extend(file.take());
    }
    if args.paths.is_empty() {
        return Err(Failure::Input("name a library or a paper".to_owned()));
    }
    let styles = bibliography::at_once(&args.styles, |name| places::find(name));
    let styles = styles.into_iter().collect::<Result<Vec<_>, _>>()?;
    if let Some(destination) = destination(&args)? {
        let locale = args.locale.as_deref();
        return rewrite(&args.paths, &styles[0], locale, &destination, args.partial);
    }
    if args.structured && args.to != html::FORMAT.name {
        return Err(Failure::Input("--structured goes with --to html".to_owned()));
    }
    let format = match args.to.as_str() {
        "json" => None,
        docx::NAME => Some(&text::FORMAT),
        name => Some(formats::by_name(name)?),
    };
    let checker = Checker::new(CheckSettings {
        libraries: args.library.clone(),
        ..CheckSettings::default()
    })?;
    for fault in checker.library_faults() {
        talk::say(format_args!("cite: {fault}"));
    }
    let mut sources = Sources::default();
    for path in &args.paths {
        sources.add(path, &checker, args.all)?;
    }
    if let Some(Some(file)) = &args.citations {
        sources.cite(&given::citations(file, &styles[0].name)?, args.all);
    }
    let locale = args.locale.as_deref();
    let rendered = bibliography::at_once(&styles, |style| {
        let cites = args.citations.is_some() || format.is_none() || !style.csl.has_bibliography();
        if cites { rendered(&sources, style, locale) } else { listed(&sources, style, locale) }
    });
    let bytes = match format {
        _ if args.to == docx::NAME => document(&rendered)?,
        Some(format) => {
            let mut text = written(&styles, &rendered, format, args.citations.is_some());
            if args.structured {
                text.push_str(&linked::script(&sources.entries.iter().collect::<Vec<_>>()));
            }
            text.into_bytes()
        }
        None => in_json(&styles, &rendered).into_bytes(),
    };
    if args.to == docx::NAME && args.output.is_none() && io::stdout().is_terminal() {
        return Err(Failure::Input("a Word document is no text; name a file with -o".to_owned()));
    }
    output::write(&bytes, args.output.as_deref(), args.force)?;
    let mut whole = sources.unknown == 0;
    for (style, rendered) in styles.iter().zip(&rendered) {
        for key in &rendered.failed {
            talk::say(format_args!("cite: {key} could not be written in the style {}", style.name));
            whole = false;
        }
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Where a paper that is rewritten goes, if one is.
fn destination(args: &RenderArgs) -> Result<Option<Destination<'_>>, Failure> {
    let destination = match (args.in_place, args.diff, args.rewrite) {
        (true, ..) => Destination::InPlace,
        (_, true, _) => Destination::Diff,
        (.., true) => Destination::To(args.output.as_deref(), args.force),
        _ => return Ok(None),
    };
    match (args.styles.len(), args.paths.len(), &destination) {
        (1, 1, _) | (1, _, Destination::InPlace | Destination::Diff) => Ok(Some(destination)),
        (1, ..) => Err(Failure::Input("--rewrite takes one paper".to_owned())),
        _ => Err(Failure::Input("a paper is rewritten in one style; name one".to_owned())),
    }
}

/// The entries in a style, without their citations.
fn listed(sources: &Sources, style: &Style, locale: Option<&str>) -> Rendered {
    let entries: Vec<&Entry> = sources.entries.iter().collect();
    bibliography::cited(&entries, &[], style, locale).0
}

/// The entries and citations in a style.
fn rendered(sources: &Sources, style: &Style, locale: Option<&str>) -> Rendered {
    let entries: Vec<&Entry> = sources.entries.iter().collect();
    if sources.called.is_empty() {
        return bibliography::render(&entries, style, locale);
    }
    let parts = |called: &Called| called.names.clone().into_iter().chain([called.citation.clone()]);
    let citations: Vec<Citation> = sources.called.iter().flat_map(parts).collect();
    let (mut rendered, texts) = bibliography::cited(&entries, &citations, style, locale);
    let mut texts = texts.into_iter();
    let line = |called: &Called| {
        let mut text = called.names.as_ref().and_then(|_| texts.next()).unwrap_or_default();
        let citation = texts.next().unwrap_or_default();
        if !text.is_empty() {
            text.pieces.push(Piece { text: " ".to_owned(), ..Piece::default() });
        }
        text.pieces.extend(citation.pieces);
        Line { id: called.keys.clone(), text }
    };
    rendered.citations = sources.called.iter().map(line).collect();
    rendered
}

/// The lists one after another, under the names of their styles if there are several.
fn written(styles: &[Style], rendered: &[Rendered], format: &Format, citations: bool) -> String {
    let mut out = String::new();
    for (style, rendered) in styles.iter().zip(rendered) {
        if styles.len() > 1 {
            talk::say(format_args!("{}:", style.name));
        }
        if rendered.bibliography.is_empty() {
            talk::say(format_args!("cite: the style {} has no bibliography", style.name));
        }
        out.push_str(&list(&rendered.bibliography, format));
        if citations || rendered.bibliography.is_empty() {
            out.push('\n');
            out.push_str(&list(&rendered.citations, format));
        }
    }
    out
}

/// The lists one after another as a Word document.
fn document(rendered: &[Rendered]) -> Result<Vec<u8>, Failure> {
    let lines = rendered.iter().flat_map(|one| match one.bibliography.is_empty() {
        true => &one.citations,
        false => &one.bibliography,
    });
    let texts: Vec<&Formatted> = lines.map(|line| &line.text).collect();
    docx::document(&texts).map_err(|error| Failure::Input(format!("the document: {error}")))
}

fn list(lines: &[Line], format: &Format) -> String {
    let lines: Vec<(&str, &Formatted)> =
        lines.iter().map(|line| (line.id.as_str(), &line.text)).collect();
    (format.list)(&lines)
}

/// The contract for programs.
fn in_json(styles: &[Style], rendered: &[Rendered]) -> String {
    let styles: Vec<Value> = styles
        .iter()
        .zip(rendered)
        .map(|(style, rendered)| {
            json!({
                "style": style.name,
                "bibliography": rendered.bibliography.iter().map(entry_json).collect::<Vec<_>>(),
                "citations": rendered.citations.iter().map(citation_json).collect::<Vec<_>>(),
            })
        })
        .collect();
    format!("{:#}\n", json!({"version": 1, "styles": styles}))
}

fn entry_json(line: &Line) -> Value {
    json!({"id": line.id, "text": line.text.plain(), "html": (html::FORMAT.inline)(&line.text)})
}

fn citation_json(line: &Line) -> Value {
    json!({"id": line.id, "text": line.text.plain()})
}
