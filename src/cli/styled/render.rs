//! `cite render`: bibliographies and citations in any style.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, FromArgMatches};
use serde_json::{Value, json};

use cite::model::library::Library;
use cite::render::bibliography::{self, Line, Rendered};
use cite::render::formatted::Formatted;
use cite::render::style::Style;
use cite::render::write::format::Format;
use cite::render::write::formats;
use cite::render::write::html;
use cite::{Entry, Facts};

use crate::cli::failure::Failure;
use crate::cli::libraries::faults;
use crate::cli::{Command, input, output};

/// The command.
pub const COMMAND: Command = Command {
    clap: || RenderArgs::augment_args(clap::Command::new("render")),
    run: |matches| run(RenderArgs::from_arg_matches(matches)?),
};

/// Write a bibliography and its citations in any style
///
/// Takes library files (BibTeX, CSL-JSON, Hayagriva …) and papers with a typed reference list.
/// A style is a file, the name of one in the folder styles/, the name of one of those that come
/// with the program ("cite styles" lists them), or an alias such as chicago or apa7.
#[derive(Debug, Args)]
struct RenderArgs {
    /// Library files or papers; - reads a paper from standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A style by name or as a file; give it several times for several styles
    #[arg(long = "style", short, value_name = "NAME|FILE", default_value = "author-date-accessed")]
    styles: Vec<String>,
    /// The form of the output: text, markdown, html, latex, typst, rtf or json
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    to: String,
    /// Speak this language (de, fr-CA …) instead of the style's own
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<String>,
    /// Show how each entry is cited, too
    #[arg(long)]
    citations: bool,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the output file if it is there already
    #[arg(long)]
    force: bool,
}

fn run(args: RenderArgs) -> Result<ExitCode, Failure> {
    let format = match args.to.as_str() {
        "json" => None,
        name => Some(formats::by_name(name)?),
    };
    let folders = [PathBuf::from("styles")];
    let find = |name: &String| Style::find(name, &folders);
    let styles = args.styles.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let mut entries = Vec::new();
    for path in &args.paths {
        entries.extend(read(path)?);
    }
    let entries: Vec<&Entry> = entries.iter().collect();
    let rendered = bibliography::in_styles(&entries, &styles, args.locale.as_deref());
    let text = match format {
        Some(format) => written(&styles, &rendered, format, args.citations),
        None => in_json(&styles, &rendered),
    };
    output::write(text.as_bytes(), args.output.as_deref(), args.force)?;
    let mut whole = true;
    for (style, rendered) in styles.iter().zip(&rendered) {
        for key in &rendered.failed {
            anstream::eprintln!("cite: {key} could not be written in the style {}", style.name);
            whole = false;
        }
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The entries of a library file, or of a paper's typed list.
fn read(path: &Path) -> Result<Vec<Entry>, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if path.is_dir() || cite::library::formats::by_extension(&extension).is_some() {
        let library = Library::open(path)?;
        for fault in faults(&library) {
            anstream::eprintln!("{fault}");
        }
        return Ok(library.records.into_iter().map(|record| record.entry).collect());
    }
    let document = input::document(path)?;
    let none = Library::none();
    let facts = Facts::gather(&document, &none);
    if facts.references().is_empty() {
        let message = "no reference list was found in it; expected a heading such as References";
        return Err(Failure::Input(format!("{}: {message}", path.display())));
    }
    Ok(facts.references().iter().map(|reference| reference.entry.clone()).collect())
}

/// The lists one after another, under the names of their styles if there are several.
fn written(styles: &[Style], rendered: &[Rendered], format: &Format, citations: bool) -> String {
    let mut out = String::new();
    for (style, rendered) in styles.iter().zip(rendered) {
        if styles.len() > 1 {
            anstream::eprintln!("{}:", style.name);
        }
        if rendered.bibliography.is_empty() {
            anstream::eprintln!("cite: the style {} has no bibliography", style.name);
        }
        out.push_str(&list(&rendered.bibliography, format));
        if citations || rendered.bibliography.is_empty() {
            out.push('\n');
            out.push_str(&list(&rendered.citations, format));
        }
    }
    out
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
