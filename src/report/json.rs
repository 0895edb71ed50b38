//! The JSON contract: documents, references, citations, findings.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::analysis::Analysis;
use crate::model::citation::{Citation, CitedItem};
use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::model::reference::Reference;
use crate::report::checked::Checked;
use crate::report::format::Format;
use crate::text::span::Span;

/// The version of the contract; it changes when a field changes its meaning or goes.
pub(crate) const VERSION: u32 = 1;

/// JSON by the contract.
pub(crate) const FORMAT: Format = Format {
    name: "json",
    about: "for programs",
    shown: false,
    head: || format!("{{\"version\":{VERSION},\"documents\":["),
    document: |checked, _| format!("\n{}", document(checked)),
    unreadable: |_, _| String::new(),
    between: ",",
    tail: |summary| format!("],\n\"summary\":{}}}\n", json!(summary)),
};

/// A line of JSON for each document, as soon as it is checked: the objects that `json` lists under
/// `documents`, and of what could not be read, `path` and `error`.
pub(crate) const LINES: Format = Format {
    name: "json-lines",
    about: "for programs that read while the run goes on: one document a line",
    shown: false,
    head: String::new,
    document: |checked, _| format!("{}\n", document(checked)),
    unreadable: |path, error| format!("{}\n", json!({"path": path, "error": error})),
    between: "",
    tail: |_| String::new(),
};

/// A span as other programs see it: bytes of the source, with line and column of its start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// The file, where that is another one of the document's project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<PathBuf>,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line of the first byte, from 1.
    pub line: usize,
    /// Its column in Unicode scalar values, from 1.
    pub column: usize,
    /// Where that is in words, in a file that has no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Place {
    /// The place of a span of running text.
    pub(crate) fn of(document: &Document, span: Span) -> Place {
        Place::in_source(document, document.in_source(span))
    }

    /// The place of a span of the source.
    pub(crate) fn in_source(document: &Document, span: Span) -> Place {
        let position = document.source.position(span.start);
        let place = document.place(span.start);
        let (line, column) = (position.line, position.column);
        let (file, start) = document.source.in_file(span.start);
        let path = (file != document.path()).then(|| file.to_owned());
        Place { path, start, end: start + span.len(), line, column, place }
    }
}

/// One document of the report.
pub(crate) fn document(checked: &Checked) -> Value {
    let analysis = &checked.analysis;
    let document = analysis.document;
    let listed = analysis.references().iter().enumerate();
    let mut references: Vec<Value> =
        listed.map(|(index, one)| reference(document, index, one)).collect();
    for part in analysis.parts() {
        let records = part.range.clone().zip(part.analysis.references());
        references.extend(records.map(|(index, one)| reference(document, index, one)));
    }
    let citations = analysis.citations.iter().map(|one| citation(analysis, one));
    let findings = checked.findings.iter().map(|one| finding(document, one));
    let faults = document.faults.iter().map(|fault| {
        json!({"message": fault.message, "span": fault.source.map(|span| Place::in_source(document, span))})
    });
    let mut value = json!({
        "path": document.path(),
        "system": analysis.system,
        "references": references,
        "citations": citations.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
        "faults": faults.collect::<Vec<_>>(),
    });
    if document.extracted {
        value["extracted"] = Value::Bool(true);
    }
    value
}

fn reference(document: &Document, index: usize, reference: &Reference) -> Value {
    let mut fields = Map::new();
    for field in reference.fields.iter() {
        let name = field.label.variable();
        fields.entry(name).or_insert_with(|| json!(Place::of(document, field.span)));
    }
    json!({
        "index": index,
        "span": Place::of(document, reference.span),
        "raw": &*reference.raw,
        "label": reference.label,
        "confidence": (f64::from(reference.confidence) * 1000.0).round() / 1000.0,
        "fields": fields,
        "entry": reference.entry,
    })
}

fn citation(analysis: &Analysis, citation: &Citation) -> Value {
    let document = analysis.document;
    let items = citation.named_items().map(|(named, one)| item(analysis, named, one));
    json!({
        "span": Place::of(document, citation.span),
        "text": document.slice(citation.span),
        "kind": citation.kind,
        "items": items.collect::<Vec<_>>(),
    })
}

/// A cited work; of one that inherits its names from the one before, these are printed and marked.
fn item(analysis: &Analysis, named: &CitedItem, item: &CitedItem) -> Value {
    let document = analysis.document;
    let resolution = &item.resolution;
    let names: Vec<&str> = named.names.iter().map(|name| name.text.as_str()).collect();
    let mut value = json!({
        "span": Place::of(document, item.span),
        "names": names,
        "et_al": named.et_al.is_some(),
        "year": item.year.as_ref().map(|year| &year.text),
        "suffix": item.suffix,
        "locator": item.locator.as_ref().map(|locator| &locator.text),
        "references": resolution.references,
        "match": resolution.match_kind,
    });
    if item.inherits_names && !names.is_empty() {
        value["names_inherited"] = Value::Bool(true);
    }
    if !item.numbers.is_empty() {
        value["numbers"] = json!(item.numbers);
    }
    let others =
        [("prefix", &item.prefix), ("title", &item.title), ("points_back", &item.points_back)];
    for (name, cited) in others {
        if let Some(cited) = cited {
            value[name] = json!(cited.text);
        }
    }
    if !resolution.signals.is_empty() {
        value["signals"] = json!(resolution.signals);
    }
    if let Some(key) = &item.key {
        value["key"] = json!(key);
    }
    if let Some(record) = resolution.record.and_then(|id| analysis.library.record(id)) {
        value["record"] = json!({"key": record.entry.id});
        if let Some((path, position)) = analysis.library.position(record.source, record.span) {
            value["record"]["path"] = json!(path);
            value["record"]["line"] = json!(position.line);
            value["record"]["column"] = json!(position.column);
        }
    }
    if let Some(exempt) = item.exempt {
        value["exempt"] = json!(exempt);
    }
    value
}

fn finding(document: &Document, finding: &Finding) -> Value {
    let related = finding
        .related
        .iter()
        .map(|one| json!({"span": Place::of(document, one.span), "message": one.message}));
    let mut value = json!({
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "span": finding.span.map(|span| Place::of(document, span)),
        "reference": finding.reference,
        "related": related.collect::<Vec<_>>(),
    });
    if let Some(confidence) = finding.confidence {
        value["confidence"] = json!((confidence * 1000.0).round() / 1000.0);
        value["grounds"] = json!(finding.grounds);
    }
    if let Some(fix) = &finding.fix {
        let edits = fix.edits.iter().map(|edit| {
            let span = Place::in_source(document, document.to_replace(edit.span));
            json!({"span": span, "text": edit.text})
        });
        value["fix"] = json!({"safety": fix.safety, "edits": edits.collect::<Vec<_>>()});
    }
    value
}
