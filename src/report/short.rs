//! One line for each finding: path, line, column, severity, rule, message.

use std::path::Path;

use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::report::checked::Checked;
use crate::report::format::Format;
use crate::text::source::Position;

/// One line for each finding.
pub(crate) const FORMAT: Format = Format {
    name: "short",
    about: "one line for each finding",
    shown: false,
    head: String::new,
    document: |checked, _| document(checked),
    unreadable: |_, _| String::new(),
    between: "",
    tail: |_| String::new(),
};

fn document(checked: &Checked) -> String {
    let document = checked.analysis.document;
    let line = |finding: &Finding| {
        let Position { line, column } = position(document, finding);
        let (severity, rule) = (finding.severity, finding.rule);
        let path = file(document, finding).display();
        let place = document.place(finding.span.map_or(0, |span| span.start));
        let place = place.map_or_else(|| format!("{line}:{column}"), |place| format!(" {place}"));
        let text = format!("{path}:{place}: {severity}[{rule}]: {}", finding.message);
        // A line is one finding whatever the file is called.
        text.replace(['\r', '\n'], " ") + "\n"
    };
    checked.findings.iter().map(line).collect()
}

/// The file in which a finding stands: one of several, where a document brings others in.
pub(crate) fn file<'a>(document: &'a Document, finding: &Finding) -> &'a Path {
    let start = finding.span.map_or(0, |span| document.in_source(span).start);
    document.source.in_file(start).0
}

/// Where a finding stands; the beginning, where it concerns the document as a whole.
pub(crate) fn position(document: &Document, finding: &Finding) -> Position {
    let start = finding.span.map_or(0, |span| document.in_source(span).start);
    document.source.position(start)
}
