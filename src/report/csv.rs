//! A row for each finding, for spreadsheets.

use crate::escape::csv::Csv;
use crate::escape::escaped::Escaped;
use crate::model::finding::{Finding, Safety};
use crate::report::checked::Checked;
use crate::report::excerpt::{LONGEST, excerpt};
use crate::report::format::Format;
use crate::report::short::{file, position};

/// A row for each finding. The columns are those of the first row; new ones come behind the others.
pub(crate) const FORMAT: Format = Format {
    name: "csv",
    about: "a row for each finding, for spreadsheets",
    shown: false,
    head: || Escaped::<Csv>::row(COLUMNS).into_string(),
    document: |checked, _| {
        let rows = checked.findings.iter().map(|finding| row(checked, finding));
        rows.collect::<Escaped<Csv>>().into_string()
    },
    unreadable: |_, _| String::new(),
    between: "",
    tail: |_| String::new(),
};

const COLUMNS: [&str; 10] =
    ["path", "line", "column", "severity", "rule", "message", "help", "text", "fix", "id"];

fn row(checked: &Checked, finding: &Finding) -> Escaped<Csv> {
    let document = checked.analysis.document;
    let place = position(document, finding);
    let said = finding.span.map_or(String::new(), |span| excerpt(document.slice(span), LONGEST));
    let fix = finding.fix.as_ref().map_or("", |fix| match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    });
    Escaped::row([
        file(document, finding).display().to_string().as_str(),
        &place.line.to_string(),
        &place.column.to_string(),
        &finding.severity.to_string(),
        finding.rule,
        &finding.message,
        finding.help.as_deref().unwrap_or_default(),
        &said,
        fix,
        &finding.id,
    ])
}
