//! Labelled reference strings.

use std::path::Path;

use cite::model::reference::Label;
use cite::parse::crf::Tag;
use cite::parse::tokens::{Token, tokens};
use cite::text::span::Span;
use serde_json::Value;

use cite::parse::label::{CHAIN, index_of};

#[derive(Clone)]
pub struct Labelled {
    pub text: String,
    pub line: String,
    pub file: Option<String>,
    pub tokens: Vec<Token>,
    pub tags: Vec<Tag>,
    pub emphasis: Vec<Span>,
}

pub fn read(path: &Path) -> Vec<Labelled> {
    let data = std::fs::read_to_string(path).unwrap();
    data.lines().map(parse).collect()
}

/// The record that a labelled string stands for.
pub fn record(line: &str) -> Option<cite::Entry> {
    let v: Value = serde_json::from_str(line).ok()?;
    let text = v["text"].as_str()?.to_owned();
    let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let fields: Vec<cite::model::reference::Field> = v["spans"]
        .as_array()?
        .iter()
        .filter_map(|s| {
            let label = Label::from_name(s[0].as_str()?)?;
            Some(cite::model::reference::Field {
                label,
                span: Span::new(at[s[1].as_u64()? as usize], at[s[2].as_u64()? as usize]),
                confidence: 1.0,
            })
        })
        .collect();
    Some(cite::parse::entry::entry(&text, &fields))
}

fn parse(line: &str) -> Labelled {
    let v: Value = serde_json::from_str(line).unwrap();
    let text = v["text"].as_str().unwrap().to_owned();
    let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let spans: Vec<(Label, Span)> = v["spans"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|s| {
            let label = Label::from_name(s[0].as_str()?)?;
            Some((label, Span::new(at[s[1].as_u64()? as usize], at[s[2].as_u64()? as usize])))
        })
        .collect();
    let tokens = tokens(&text);
    let tags = tags(&tokens, &spans);
    Labelled {
        file: v["file"].as_str().map(str::to_owned),
        line: line.to_owned(),
        text,
        tokens,
        tags,
        emphasis: Vec::new(),
    }
}

pub fn tags(tokens: &[Token], spans: &[(Label, Span)]) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut last = None;
    for token in tokens {
        let found = spans
            .iter()
            .position(|(_, s)| s.start <= token.span.start && token.span.start < s.end)
            .or_else(|| spans.iter().position(|(_, s)| s.overlaps(token.span)));
        let label = match (token.known, found) {
            (Some(label), _) => index_of(Some(label)),
            (None, Some(f)) => index_of(Some(spans[f].0)),
            (None, None) => 0,
        };
        let start = match (found, token.known) {
            (_, Some(_)) => true,
            (f, None) => last != Some((label, f)),
        };
        tags.push(Tag { label, start });
        last = Some((label, if token.known.is_some() { None } else { found }));
    }
    tags
}
