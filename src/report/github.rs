//! Annotations in the log of a GitHub workflow.
//!
//! The form is that of "Workflow commands for GitHub Actions": `::error file=…,line=…::message`.

use crate::escape::escaped::Escaped;
use crate::escape::workflow::Workflow;
use crate::model::finding::{Finding, Severity};
use crate::report::checked::Checked;
use crate::report::format::Format;
use crate::report::short::{file, position};

/// Annotations in the log of a GitHub workflow.
pub(crate) const FORMAT: Format = Format {
    name: "github",
    about: "annotations in a GitHub workflow",
    shown: false,
    head: String::new,
    document: |checked, _| {
        checked.findings.iter().map(|finding| annotation(checked, finding)).collect()
    },
    unreadable: |_, _| String::new(),
    between: "",
    tail: |_| String::new(),
};

fn annotation(checked: &Checked, finding: &Finding) -> String {
    let document = checked.analysis.document;
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let place = position(document, finding);
    let path = Escaped::property(&file(document, finding).display().to_string());
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let message = Escaped::<Workflow>::text(&format!("{}{help}", finding.message));
    let (line, column, rule) = (place.line, place.column, finding.rule);
    format!("::{command} file={path},line={line},col={column},title={rule}::{message}\n")
}
