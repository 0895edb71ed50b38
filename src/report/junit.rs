//! JUnit XML: a suite for each document, a case for each finding; those that fail the run have
//! failed.
//!
//! The form is that of Jenkins and GitLab, which Ant's task of the name began.

use crate::escape::escaped::Escaped;
use crate::escape::xml::Xml;
use crate::model::finding::{Finding, Severity};
use crate::report::checked::Checked;
use crate::report::format::Format;
use crate::report::short::position;

/// JUnit XML.
pub(crate) const FORMAT: Format = Format {
    name: "junit",
    about: "JUnit XML, for build servers",
    shown: false,
    head: || "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cite\">\n".to_owned(),
    document: |checked, options| document(checked, options.fail_on),
    unreadable: |_, _| String::new(),
    between: "",
    tail: |_| "</testsuites>\n".to_owned(),
};

/// The suite of one document. One without findings has a case that passes, so that it is seen.
fn document(checked: &Checked, fail_on: Option<Severity>) -> String {
    let path = checked.analysis.document.path().display().to_string();
    let name = Escaped::<Xml>::attribute(&path);
    let findings = &checked.findings;
    let failures = findings.iter().filter(|finding| fails(finding, fail_on)).count();
    let cases: String = match findings.len() {
        0 => format!("    <testcase name=\"citations\" classname=\"{name}\"/>\n"),
        _ => findings.iter().map(|finding| case(checked, finding, &path, fail_on)).collect(),
    };
    let tests = findings.len().max(1);
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n{cases}  </testsuite>\n"
    )
}

/// The case of one finding: failed, or passed with what is said of it.
fn case(checked: &Checked, finding: &Finding, path: &str, fail_on: Option<Severity>) -> String {
    let place = position(checked.analysis.document, finding);
    let (line, column, rule, kind) = (place.line, place.column, finding.rule, finding.severity);
    let help = finding.help.as_deref().unwrap_or_default();
    let place = format!("{path}:{line}:{column}");
    let said = match fails(finding, fail_on) {
        true => {
            let message = Escaped::<Xml>::attribute(&finding.message);
            let text = Escaped::<Xml>::text(&format!("{place}\n{help}"));
            format!("<failure type=\"{kind}\" message=\"{message}\">{text}</failure>")
        }
        false => {
            let text = format!("{place}: {kind}: {}\n{help}", finding.message);
            format!("<system-out>{}</system-out>", Escaped::<Xml>::text(&text))
        }
    };
    let name = Escaped::<Xml>::attribute(path);
    format!(
        "    <testcase name=\"{rule}:{line}:{column}\" classname=\"{name}\">\n      {said}\n    </testcase>\n"
    )
}

fn fails(finding: &Finding, fail_on: Option<Severity>) -> bool {
    fail_on.is_some_and(|mildest| finding.severity >= mildest)
}
