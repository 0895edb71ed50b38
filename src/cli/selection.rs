//! Which findings are reported, in what order, and where they go.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{Finding, Severity};

/// The arguments that say which findings are reported and where.
#[derive(Debug, Clone, Args)]
pub(super) struct Selection {
    /// Report only findings that are at or above this severity: error, warning or hint
    #[arg(long, value_name = "SEVERITY")]
    pub min_severity: Option<Severity>,

    /// The order of the findings of a document: by place, or by severity, the most severe first [default:
    /// by place; for people by severity where there are more than fit a screen]
    #[arg(long, value_name = "ORDER", value_enum)]
    pub sort: Option<Order>,

    /// Report how often each rule found something, in place of the findings
    #[arg(long, conflicts_with_all = ["format", "diff", "write_baseline"])]
    pub statistics: bool,

    /// Say nothing but the findings
    #[arg(long, short)]
    pub quiet: bool,

    /// Write the report to this file instead of standard output; with --format html and a folder (out/),
    /// a page for each document and an index; with --fix, the repaired document
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace the files of --output and --annotate if they are there already
    #[arg(long)]
    pub force: bool,
}

/// In what order the findings of a document are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// As they stand in the document.
    Place,
    /// The most severe first, those of one severity by place.
    Severity,
}

/// How many findings fit a screen: each takes about eight lines.
const SCREENFUL: usize = 8;

impl Selection {
    /// Leaves out the findings that are not selected, and puts the others in order; `shown` says
    /// whether people read them on a terminal.
    pub(super) fn apply(&self, findings: &mut Vec<Finding>, shown: bool) {
        if let Some(mildest) = self.min_severity {
            findings.retain(|finding| finding.severity >= mildest);
        }
        let usual = match shown && findings.len() > SCREENFUL {
            true => Order::Severity,
            false => Order::Place,
        };
        if self.sort.unwrap_or(usual) == Order::Severity {
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        }
    }
}

/// How often each rule found something, and how severe that was.
#[derive(Debug, Default)]
pub(super) struct Statistics(HashMap<(&'static str, Severity), usize>);

impl Statistics {
    /// Counts findings.
    pub(super) fn add(&mut self, findings: &[Finding]) {
        for finding in findings {
            *self.0.entry((finding.rule, finding.severity)).or_default() += 1;
        }
    }

    /// Returns a line for each rule, the most severe and most frequent first.
    pub(super) fn lines(&self) -> String {
        let mut counts: Vec<_> = self.0.iter().collect();
        counts.sort_by_key(|((rule, severity), count)| {
            (std::cmp::Reverse(*severity), std::cmp::Reverse(**count), *rule)
        });
        let line = |((rule, severity), count): &(&(&str, Severity), &usize)| {
            format!("{count:>6}  {:<8} {rule}\n", severity.to_string())
        };
        counts.iter().map(line).collect()
    }
}
