//! Markdown to be pasted into an issue, a message or notes.

use crate::escape::escaped::Escaped;
use crate::escape::markdown::Markdown;
use crate::model::finding::{Finding, Severity};
use crate::report::checked::Checked;
use crate::report::excerpt::{LONGEST, excerpt};
use crate::report::format::Format;
use crate::report::short::position;
use crate::rules::words::count;
use crate::text::span::Span;

/// Markdown for an issue: errors first, what can wait folded.
pub(crate) const FORMAT: Format = Format {
    name: "markdown",
    about: "Markdown to paste into an issue",
    shown: false,
    head: String::new,
    document: |checked, _| document(checked).into_string(),
    unreadable: |_, _| String::new(),
    between: "\n",
    tail: |_| String::new(),
};

fn document(checked: &Checked) -> Escaped<Markdown> {
    let path = checked.analysis.document.path().display().to_string();
    let mut out = Escaped::text(&path).between("### ", "\n\n");
    if checked.findings.is_empty() {
        return out.then(&Escaped::markup("Nothing to report.\n"));
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let level = checked.findings.iter().filter(|finding| finding.severity == severity);
        let items: Vec<Escaped<Markdown>> = level.map(|finding| item(checked, finding)).collect();
        if items.is_empty() {
            continue;
        }
        let title = Escaped::text(&count(items.len(), &severity.to_string()));
        let items: Escaped<Markdown> = items.into_iter().collect();
        out.push(&match severity {
            Severity::Hint => title
                .between("<details><summary>", "</summary>\n\n")
                .then(&items.between("", "\n</details>\n")),
            _ => title.between("**", "**\n\n").then(&items.between("", "\n")),
        });
    }
    out
}

/// A finding as an item of a list.
fn item(checked: &Checked, finding: &Finding) -> Escaped<Markdown> {
    let document = checked.analysis.document;
    let place = document.place(finding.span.map_or(0, |span| span.start));
    let place = place.unwrap_or_else(|| format!("line {}", position(document, finding).line));
    let mut out = Escaped::text(&place).between("- ", ": ");
    out.push(&Escaped::text(&finding.message).then(&Escaped::markup(" (`")));
    out.push(&Escaped::markup(finding.rule).then(&Escaped::markup("`)\n")));
    let said = |span: Span| excerpt(document.slice(span), LONGEST);
    if let Some(span) = finding.span.filter(|span| !said(*span).is_empty()) {
        out.push(&Escaped::<Markdown>::text(&said(span)).line().between("  > ", "\n"));
    }
    if let Some(help) = &finding.help {
        out.push(&Escaped::<Markdown>::text(help).line().between("\n  ", "\n"));
    }
    out
}
