//! JUnit XML: a suite for each document, a failed case for each finding.

use quick_xml::escape::escape;

use crate::model::finding::Finding;
use crate::report::checked::Checked;
use crate::report::format::Format;
use crate::report::short::position;

/// JUnit XML.
pub const FORMAT: Format = Format {
    name: "junit",
    about: "JUnit XML, for build servers",
    head: || "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cite\">\n".to_owned(),
    document: |checked, _| document(checked),
    between: "",
    tail: |_| "</testsuites>\n".to_owned(),
};

/// The suite of one document. One without findings has a case that passes, so that it is seen.
fn document(checked: &Checked) -> String {
    let path = checked.analysis.document.path().display().to_string();
    let name = attribute(&path);
    let count = checked.findings.len();
    let cases: String = match count {
        0 => format!("    <testcase name=\"citations\" classname=\"{name}\"/>\n"),
        _ => checked.findings.iter().map(|finding| case(checked, finding, &name)).collect(),
    };
    let tests = count.max(1);
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{count}\">\n{cases}  </testsuite>\n"
    )
}

fn case(checked: &Checked, finding: &Finding, path: &str) -> String {
    let place = position(checked.analysis.document, finding);
    let (line, column, rule) = (place.line, place.column, finding.rule);
    let (kind, message) = (finding.severity, attribute(&finding.message));
    let help = text(finding.help.as_deref().unwrap_or_default());
    format!(
        "    <testcase name=\"{rule}:{line}:{column}\" classname=\"{path}\">\n      \
         <failure type=\"{kind}\" message=\"{message}\">{path}:{line}:{column}\n{help}</failure>\n    </testcase>\n"
    )
}

fn attribute(value: &str) -> String {
    text(value).replace('\n', "&#10;")
}

/// Text without characters that XML 1.0 does not allow.
fn text(value: &str) -> String {
    let allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
    };
    escape(value.chars().filter(allowed).collect::<String>()).into_owned()
}
