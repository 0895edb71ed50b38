//! Papers whose citations and list are rewritten in a style.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::Document;
use crate::files::write;
use crate::render::style::Style;
use crate::render::write::format::Format;
use crate::render::write::{markdown, text};
use crate::rewrite::paper::{self, Rewritten};

use crate::cli::difference;
use crate::cli::failure::Failure;
use crate::cli::talk;
use crate::cli::{input, output};

/// Where the paper goes.
pub(super) enum Destination<'a> {
    /// Into its own place.
    InPlace,
    /// To a file that may be replaced if it is there, or to standard output.
    To(Option<&'a Path>, bool),
    /// Nowhere: what would change is shown.
    Diff,
}

/// Rewrites papers and says what would stay as it is, before anything is written: a paper of which
/// something would stay is written only if `partial` says so. Exit status 1 if something stays.
pub(super) fn rewrite(
    paths: &[PathBuf],
    style: &Style,
    locale: Option<&str>,
    destination: &Destination,
    partial: bool,
) -> Result<ExitCode, Failure> {
    let mut whole = true;
    for path in paths {
        let document = input::document(path)?;
        let format = markup(&document)?;
        let rewritten = paper::rewrite(&document, style, locale, format);
        let before = document.source.text();
        report_skipped(path, &document, &rewritten);
        whole &= rewritten.skipped.is_empty();
        let writes = !matches!(destination, Destination::Diff);
        if writes && !partial && !rewritten.skipped.is_empty() {
            talk::say(format_args!(
                "{}: not written: {} places would stay as they are; repair them, or give --partial",
                path.display(),
                rewritten.skipped.len()
            ));
            continue;
        }
        match destination {
            Destination::Diff => {
                let diff = difference::unified(path, before, &rewritten.text);
                output::write(diff.as_bytes(), None, false)?;
            }
            Destination::To(file, force) => {
                output::write(rewritten.text.as_bytes(), *file, *force)?
            }
            Destination::InPlace if path.as_os_str() == "-" => {
                let why = "--in-place changes files; with standard input use --diff or -o";
                return Err(Failure::Input(why.to_owned()));
            }
            Destination::InPlace if rewritten.text != before => {
                write::rewrite(path, before, &rewritten.text)?;
            }
            Destination::InPlace => {}
        }
        let (done, left) = (rewritten.edits.len(), rewritten.skipped.len());
        let path = path.display();
        match writes {
            true => talk::say(format_args!("{path}: {done} places rewritten, {left} left")),
            false => talk::say(format_args!("{path}: {done} places to rewrite, {left} left")),
        }
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The markup of a paper, if it is one that can be written.
fn markup(document: &Document) -> Result<&'static Format, Failure> {
    let extension = document.path().extension().unwrap_or_default().to_string_lossy();
    let refused = |why: &str| {
        Failure::Input(format!("{} is not rewritten: {why}", document.path().display()))
    };
    match extension.to_lowercase().as_str() {
        "txt" => Ok(&text::FORMAT),
        "" | "md" | "markdown" | "qmd" | "rmd" => Ok(&markdown::FORMAT),
        other => Err(refused(&format!("only Markdown and plain text can be, not .{other}"))),
    }
}

/// Says what stays as it is, and why.
fn report_skipped(path: &Path, document: &Document, rewritten: &Rewritten) {
    for skipped in &rewritten.skipped {
        let at = document.source.position(skipped.span.start);
        let text: String = skipped
            .span
            .of(document.source.text())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let shown: String = text.chars().take(60).collect();
        let more = if text.chars().count() > 60 { "…" } else { "" };
        talk::say(format_args!(
            "{}:{}:{}: would stay as it is: {shown}{more}: {}",
            path.display(),
            at.line,
            at.column,
            skipped.why
        ));
    }
}
