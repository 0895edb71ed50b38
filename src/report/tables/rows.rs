//! Reports and records as rows of tables: what of the JSON stands in which column.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

/// The version of the columns; it changes when one changes its meaning or goes.
pub(crate) const VERSION: i32 = 1;

/// A document: what the check says of it, or why it says nothing.
#[derive(Debug, Deserialize, Serialize)]
pub struct DocumentRow {
    path: String,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    system: Option<String>,
    #[serde(default = "version")]
    version: i32,
    #[serde(default)]
    references: Option<Vec<ReferenceRow>>,
    #[serde(default, deserialize_with = "items")]
    citations: Option<Vec<CitationRow>>,
    #[serde(default)]
    findings: Option<Vec<FindingRow>>,
}

impl DocumentRow {
    /// Returns the row of a report of `cite check --format json-lines`.
    pub fn of(report: &str) -> Result<DocumentRow, serde_json::Error> {
        serde_json::from_str(report)
    }
}

fn version() -> i32 {
    VERSION
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(from = "Reference")]
struct ReferenceRow {
    index: i32,
    raw: String,
    label: Option<String>,
    confidence: f64,
    r#type: Option<String>,
    title: Option<String>,
    container: Option<String>,
    year: Option<i32>,
    doi: Option<String>,
    url: Option<String>,
    entry: String,
    line: i32,
    start: i64,
    end: i64,
}

#[derive(Debug, Serialize)]
struct CitationRow {
    citation: i32,
    item: i32,
    kind: String,
    text: String,
    names: Vec<String>,
    year: Option<String>,
    suffix: Option<String>,
    locator: Option<String>,
    key: Option<String>,
    r#match: Option<String>,
    references: Vec<i32>,
    line: i32,
    start: i64,
    end: i64,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(from = "Finding")]
struct FindingRow {
    id: String,
    rule: String,
    severity: String,
    message: String,
    help: Option<String>,
    reference: Option<i32>,
    confidence: Option<f64>,
    fix: Option<String>,
    line: Option<i32>,
    start: Option<i64>,
    end: Option<i64>,
}

/// A record: its whole as CSL-JSON, and what is asked for most.
#[derive(Debug, Default, Serialize)]
pub struct RecordRow {
    id: Option<String>,
    r#type: Option<String>,
    title: Option<String>,
    container: Option<String>,
    year: Option<i32>,
    doi: Option<String>,
    url: Option<String>,
    entry: Option<String>,
}

impl RecordRow {
    /// Returns the row of a record in CSL-JSON.
    pub fn of(entry: String) -> Result<RecordRow, serde_json::Error> {
        let Record { id, kind, title, container, doi, url, issued } = serde_json::from_str(&entry)?;
        let (year, entry) = (issued.and_then(Date::year), Some(entry));
        Ok(RecordRow { id, r#type: kind, title, container, year, doi, url, entry })
    }
}

// What the JSON holds, as far as a column wants it.

#[derive(Deserialize)]
struct Span {
    line: i32,
    start: i64,
    end: i64,
}

#[derive(Deserialize)]
struct Reference {
    index: i32,
    raw: String,
    label: Option<String>,
    confidence: f64,
    entry: Box<RawValue>,
    span: Span,
}

#[derive(Deserialize, Default)]
struct Record {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    title: Option<String>,
    #[serde(rename = "container-title")]
    container: Option<String>,
    #[serde(rename = "DOI")]
    doi: Option<String>,
    #[serde(rename = "URL")]
    url: Option<String>,
    issued: Option<Date>,
}

#[derive(Deserialize)]
struct Date {
    #[serde(rename = "date-parts", default)]
    parts: Vec<Vec<Value>>,
}

impl Date {
    fn year(self) -> Option<i32> {
        self.parts.first()?.first()?.as_i64()?.try_into().ok()
    }
}

impl From<Reference> for ReferenceRow {
    fn from(reference: Reference) -> ReferenceRow {
        let Reference { index, raw, label, confidence, entry, span } = reference;
        let Span { line, start, end } = span;
        let entry = String::from(Box::<str>::from(entry));
        // A record that is not as expected costs its columns, not the document.
        let record: Record = serde_json::from_str(&entry).unwrap_or_default();
        let Record { kind, title, container, doi, url, issued, .. } = record;
        let year = issued.and_then(Date::year);
        #[rustfmt::skip]
        let row = ReferenceRow {
            index, raw, label, confidence, r#type: kind, title, container, year, doi, url, entry,
            line, start, end,
        };
        row
    }
}

#[derive(Deserialize)]
struct Citation {
    text: String,
    kind: String,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    span: Span,
    names: Vec<String>,
    year: Option<String>,
    suffix: Option<String>,
    locator: Option<String>,
    key: Option<String>,
    r#match: Option<String>,
    references: Vec<i32>,
}

/// The cited works of all citations, a row each.
fn items<'de, D: Deserializer<'de>>(json: D) -> Result<Option<Vec<CitationRow>>, D::Error> {
    let citations = Vec::<Citation>::deserialize(json)?;
    let mut rows = Vec::new();
    for (number, citation) in (0..).zip(citations) {
        for (position, item) in (0..).zip(citation.items) {
            let Item { span, names, year, suffix, locator, key, r#match, references } = item;
            let Span { line, start, end } = span;
            let (kind, text) = (citation.kind.clone(), citation.text.clone());
            let (citation, item) = (number, position);
            #[rustfmt::skip]
            rows.push(CitationRow {
                citation, item, kind, text, names, year, suffix, locator, key, r#match, references,
                line, start, end,
            });
        }
    }
    Ok(Some(rows))
}

#[derive(Deserialize)]
struct Finding {
    id: String,
    rule: String,
    severity: String,
    message: String,
    help: Option<String>,
    reference: Option<i32>,
    confidence: Option<f64>,
    fix: Option<Fix>,
    span: Option<Span>,
}

#[derive(Deserialize)]
struct Fix {
    safety: String,
}

impl From<Finding> for FindingRow {
    fn from(finding: Finding) -> FindingRow {
        let Finding { id, rule, severity, message, help, reference, confidence, fix, span } =
            finding;
        let fix = fix.map(|fix| fix.safety);
        let line = span.as_ref().map(|span| span.line);
        let start = span.as_ref().map(|span| span.start);
        let end = span.as_ref().map(|span| span.end);
        #[rustfmt::skip]
        let row = FindingRow {
            id, rule, severity, message, help, reference, confidence, fix, line, start, end,
        };
        row
    }
}
