//! SARIF 2.1.0, for code scanning and editors.
//!
//! The form is that of OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0". A
//! run's results are written document by document.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use url::Url;

use crate::model::document::Document;
use crate::model::finding::{Finding, Severity};
use crate::report::checked::Checked;
use crate::report::format::{Format, Options};
use crate::report::short::file;
use crate::rules::RULES;
use crate::text::span::Span;

/// SARIF 2.1.0.
pub(crate) const FORMAT: Format = Format {
    name: "sarif",
    about: "SARIF 2.1.0, for code scanning",
    shown: false,
    head,
    document,
    unreadable: |_, _| String::new(),
    between: ",\n",
    tail: |_| "]}]}\n".to_owned(),
};

/// Where the schema lies.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

fn head() -> String {
    let rules = RULES.iter().map(|rule| {
        json!({
            "id": rule.name,
            "shortDescription": {"text": rule.summary()},
            "help": {"text": rule.page(), "markdown": rule.page()},
            "helpUri": page(rule.name),
            "defaultConfiguration": {"level": level(rule.severity)},
        })
    });
    let driver = json!({
        "name": "cite",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules.collect::<Vec<_>>(),
    });
    let (schema, kind) = (json!(SCHEMA), json!("unicodeCodePoints"));
    format!(
        "{{\"$schema\":{schema},\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
         \"columnKind\":{kind},\"results\":["
    )
}

/// Where a rule is explained: its module's page, which is the text of `cite explain`.
pub(crate) fn page(rule: &str) -> String {
    let (version, module) = (env!("CARGO_PKG_VERSION"), rule.replace('-', "_"));
    format!("https://docs.rs/cite-cli/{version}/cite/rules/{module}/index.html")
}

fn document(checked: &Checked, options: &Options) -> String {
    let document = checked.analysis.document;
    let results = checked.findings.iter().map(|finding| {
        let file = artifact(file(document, finding), options.folder.as_deref());
        result(checked, finding, &file).to_string()
    });
    results.collect::<Vec<_>>().join(",\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn result(checked: &Checked, finding: &Finding, file: &Value) -> Value {
    let document = checked.analysis.document;
    let index = RULES.iter().position(|rule| rule.name == finding.rule);
    let message = match &finding.help {
        Some(help) => format!("{}. {help}", finding.message),
        None => finding.message.clone(),
    };
    let related = finding.related.iter().map(|other| {
        let mut location = location(document, other.span, file);
        location["message"] = json!({"text": other.message});
        location
    });
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": {"text": message},
        "locations": [location(document, finding.span.unwrap_or_default(), file)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": {"citeFindingId/v1": finding.id},
    });
    if let Some(confidence) = finding.confidence {
        // From 0 to 100 (SARIF 2.1.0, § 3.27.25).
        result["rank"] = json!((confidence * 1000.0).round() / 10.0);
    }
    if let Some(fix) = &finding.fix {
        let replacements = fix.edits.iter().map(|edit| {
            let deleted = region(document, document.to_replace(edit.span));
            json!({"deletedRegion": deleted, "insertedContent": {"text": edit.text}})
        });
        let change = json!({
            "artifactLocation": file,
            "replacements": replacements.collect::<Vec<_>>(),
        });
        result["fixes"] = json!([{"artifactChanges": [change]}]);
    }
    result
}

fn location(document: &Document, span: Span, file: &Value) -> Value {
    let region = region(document, document.in_source(span));
    json!({"physicalLocation": {"artifactLocation": file, "region": region}})
}

/// What a path needs encoded in a URI.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// A file as a URI reference: relative to the folder of the run if it is below that, as code
/// scanning wants it, or else absolute.
fn artifact(path: &Path, folder: Option<&Path>) -> Value {
    let below = folder.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    if below.is_absolute()
        && let Some(address) = address(below)
    {
        return json!({"uri": address.as_str()});
    }
    let below = below.strip_prefix(".").unwrap_or(below);
    let path = below.to_string_lossy().replace('\\', "/");
    json!({"uri": utf8_percent_encode(&path, PLAIN).to_string(), "uriBaseId": "%SRCROOT%"})
}

/// The address of a file.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn address(path: &Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}

/// Where there are no files, none has an address.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn address(_: &Path) -> Option<Url> {
    None
}

/// A segment of the source by its lines and columns.
fn region(document: &Document, source: Span) -> Value {
    let start = document.source.position(source.start);
    let end = document.source.position(source.end);
    json!({
        "startLine": start.line, "startColumn": start.column,
        "endLine": end.line, "endColumn": end.column,
    })
}
