//! Annotations in the log of a GitHub workflow.
//!
//! The form is that of "Workflow commands for GitHub Actions": `::error file=…,line=…::message`,
//! with percent signs, line ends, and in properties colons and commas, percent-encoded.

use crate::model::finding::{Finding, Severity};
use crate::report::checked::Checked;
use crate::report::format::Format;
use crate::report::short::position;

/// Annotations in the log of a GitHub workflow.
pub const FORMAT: Format = Format {
    name: "github",
    about: "annotations in a GitHub workflow",
    head: String::new,
    document: |checked, _| {
        checked.findings.iter().map(|finding| annotation(checked, finding)).collect()
    },
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
    let path = property(&document.path().display().to_string());
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let message = escaped(&format!("{}{help}", finding.message));
    let (line, column, rule) = (place.line, place.column, finding.rule);
    format!("::{command} file={path},line={line},col={column},title={rule}::{message}\n")
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_form_are_encoded() {
        assert_eq!(escaped("100%\na:b"), "100%25%0Aa:b");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
