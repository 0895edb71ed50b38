//! `cite parse --lines`: one JSON object for each line.

use std::collections::BTreeMap;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::files::encoding::decode;
use crate::files::{kind, read};
use crate::model::reference::Reference;
use crate::references::sure::sure;
use crate::references::written::as_written;
use crate::{Entry, references};

use super::failure::Failure;
use super::output;
use super::talk;
use super::target::Target;

/// How many lines are read before what was read is written.
const BATCH: usize = 4096;

/// What is written for a line.
#[derive(Debug, Serialize)]
struct Line<'a> {
    text: &'a str,
    /// The segments of each label, as they stand in the text.
    fields: BTreeMap<&'static str, Vec<&'a str>>,
    entry: &'a Entry,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<Confidence>,
}

/// How sure a reading is, from 0 to 1.
#[derive(Debug, Serialize)]
struct Confidence {
    reference: f32,
    /// In the order of the segments.
    fields: BTreeMap<&'static str, Vec<f32>>,
}

/// Reads the file and writes its lines.
pub(super) fn parse(path: &Path, confidence: bool, target: &Target) -> Result<(), Failure> {
    let text = text_of(path)?;
    let lines: Vec<&str> = text.lines().collect();
    let progress = progress(lines.len());
    let mut out = Vec::new();
    for batch in lines.chunks(BATCH) {
        for (text, reference) in batch.iter().zip(references::parse_all(batch)) {
            serde_json::to_writer(&mut out, &line(text, &reference, confidence))
                .map_err(std::io::Error::from)?;
            out.push(b'\n');
        }
        if target.output.is_none() {
            output::write(&out, None, false)?;
            out.clear();
        }
        progress.inc(batch.len() as u64);
    }
    progress.finish_and_clear();
    if target.output.is_some() {
        output::write(&out, target.output.as_deref(), target.force)?;
    }
    Ok(())
}

fn line<'a>(text: &'a str, reference: &'a Reference, confidence: bool) -> Line<'a> {
    let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut shares: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
    for field in reference.fields.iter() {
        let (label, span) = as_written(text, &field);
        fields.entry(label.name()).or_default().push(span.of(text));
        shares.entry(label.name()).or_default().push(rounded(sure(&field)));
    }
    let reference_sure = rounded(reference.confidence);
    let confidence = confidence.then_some(Confidence { reference: reference_sure, fields: shares });
    Line { text, fields, entry: &reference.entry, confidence }
}

/// Three digits say enough.
fn rounded(confidence: f32) -> f32 {
    (confidence * 1000.0).round() / 1000.0
}

/// The text of a file; bytes that are not UTF-8 stand as U+FFFD, which is said.
fn text_of(path: &Path) -> Result<String, Failure> {
    let bytes = read::bytes(path)?;
    if let Some(kind) = kind::of(path, &bytes) {
        return Err(kind::refused(path, &kind).into());
    }
    let decoded = decode(bytes);
    if let Some(first) = decoded.damaged.first() {
        let line = decoded.text[..*first].lines().count().max(1);
        talk::say(format_args!(
            "cite: {}: line {line} is not UTF-8; what could not be read stands as U+FFFD. Save \
             the file as UTF-8",
            path.display()
        ));
    }
    Ok(decoded.text)
}

/// A bar on standard error, where that is a terminal and there is much to read.
fn progress(lines: usize) -> ProgressBar {
    if lines <= BATCH {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} references, {eta}");
    ProgressBar::new(lines as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
