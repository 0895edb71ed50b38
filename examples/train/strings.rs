//! Labelled reference strings, and their fields as tags of tokens.

use std::error::Error;
use std::path::Path;

use cite::Entry;
use cite::Span;
use cite::internals::model::reference::{Field, Label};
use cite::internals::references::crf::Tag;
use cite::internals::references::entry::entry;
use cite::internals::references::label::index_of;
use cite::internals::references::tokens::{Token, tokens};
use serde::Deserialize;

/// A reference of which it is known what is where.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// The reference.
    pub text: String,
    /// Its fields; spans count bytes.
    pub fields: Vec<(Label, Span)>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// What each token is.
    pub tags: Vec<Tag>,
    /// The line of the source; empty for a string that was made.
    pub line: String,
}

/// A line of a source; spans count Unicode scalar values.
#[derive(Debug, Deserialize)]
struct Line {
    text: String,
    spans: Vec<(String, usize, usize)>,
}

/// The sources of a folder in the order of their names.
pub fn sources(folder: &Path) -> Result<Vec<Vec<Labelled>>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| source(path)).collect()
}

fn source(path: &Path) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    text.lines().map(|line| Ok(of_line(line, serde_json::from_str(line)?))).collect()
}

fn of_line(line: &str, parsed: Line) -> Labelled {
    let text = parsed.text;
    let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |offset: usize| at.get(offset).copied().unwrap_or(text.len());
    let spans = parsed.spans.iter();
    let fields = spans
        .filter_map(|(name, start, end)| {
            Some((Label::from_name(name)?, Span::new(byte(*start), byte(*end))))
        })
        .collect();
    Labelled { line: line.to_owned(), ..Labelled::new(text, fields) }
}

impl Labelled {
    /// A string with these fields.
    pub fn new(text: String, fields: Vec<(Label, Span)>) -> Labelled {
        let tokens = tokens(&text);
        let tags = tags(&tokens, &fields);
        Labelled { text, fields, tokens, tags, line: String::new() }
    }

    /// The record that the string stands for.
    pub fn record(&self) -> Entry {
        let fields = self.fields.iter();
        let fields: Vec<Field> =
            fields.map(|&(label, span)| Field { label, span, confidence: 1.0 }).collect();
        entry(&self.text, &fields)
    }
}

/// What each token is: what a grammar knows it to be, or else the field in which it begins.
fn tags(tokens: &[Token], fields: &[(Label, Span)]) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(tokens.len());
    let mut last = None;
    for token in tokens {
        let field = fields
            .iter()
            .position(|(_, span)| span.start <= token.span.start && token.span.start < span.end)
            .or_else(|| fields.iter().position(|(_, span)| span.overlaps(token.span)));
        let label = match token.known {
            Some(known) => index_of(Some(known)),
            None => field.map_or(0, |field| index_of(Some(fields[field].0))),
        };
        let this = token.known.is_none().then_some((label, field));
        tags.push(Tag { label, start: this.is_none() || this != last });
        last = this;
    }
    tags
}
