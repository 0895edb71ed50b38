//! Findings as diagnostics.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString,
    Range, Uri,
};

use crate::lsp::snapshot::Snapshot;
use crate::model::finding::{Finding, Severity};
use crate::report::excerpt::underlined;
use crate::report::sarif::page;

/// How many other places of a finding are named.
const MOST_PLACES: usize = 8;

/// Returns the diagnostics of each file of a document; a file without any has none.
pub(super) fn of(snapshot: &Snapshot) -> BTreeMap<&Path, Vec<Diagnostic>> {
    let mut files: BTreeMap<&Path, Vec<Diagnostic>> =
        snapshot.files.iter().map(|file| (file.path.as_path(), Vec::new())).collect();
    for finding in &snapshot.findings {
        let (path, diagnostic) = diagnostic(snapshot, finding);
        files.entry(path).or_default().push(diagnostic);
    }
    files
}

/// Returns a finding as a diagnostic, and the file in which it stands.
pub(super) fn diagnostic<'a>(snapshot: &'a Snapshot, finding: &Finding) -> (&'a Path, Diagnostic) {
    let span = finding.span.map(|span| underlined(&snapshot.document.text, span));
    let placed = span.and_then(|span| snapshot.range(span));
    let (path, range) = match placed {
        Some((file, range)) => (file.path.as_path(), range),
        None => (snapshot.document.path(), Range::default()),
    };
    let related = finding.related.iter().take(MOST_PLACES).filter_map(|related| {
        let span = underlined(&snapshot.document.text, related.span);
        Some(DiagnosticRelatedInformation {
            location: snapshot.location(span)?,
            message: related.message.clone(),
        })
    });
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let href = Uri::from_str(&page(finding.rule)).ok();
    let diagnostic = Diagnostic {
        range,
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some("cite".to_owned()),
        message,
        related_information: Some(related.collect()),
        tags: None,
        data: Some(serde_json::Value::String(finding.id.clone())),
    };
    (path, diagnostic)
}

/// What editors call hints is hardly shown; a hint is what they call information.
fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Hint => DiagnosticSeverity::INFORMATION,
    }
}
