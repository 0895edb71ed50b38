//! What there is to report of one document.

use crate::analysis::Analysis;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Safety, Severity};

/// A document that was checked: what it says, and what is wrong.
#[derive(Debug, Clone)]
pub(crate) struct Checked<'a> {
    /// What it says.
    pub analysis: Analysis<'a>,
    /// What the network said of its links.
    pub evidence: &'a Evidence,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Counts over documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Summary {
    /// Documents.
    pub documents: usize,
    /// Items of their reference lists.
    pub references: usize,
    /// Citations in their texts.
    pub citations: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are hints.
    pub hints: usize,
    /// Findings that `--fix` repairs.
    pub fixable: usize,
}

impl Summary {
    /// Counts one more document.
    pub(crate) fn add(&mut self, checked: &Checked) {
        let count = |severity| {
            checked.findings.iter().filter(|finding| finding.severity == severity).count()
        };
        self.documents += 1;
        self.references += checked.analysis.reference_count();
        self.citations += checked.analysis.citations.len();
        self.errors += count(Severity::Error);
        self.warnings += count(Severity::Warning);
        self.hints += count(Severity::Hint);
        let safe =
            |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        self.fixable += checked.findings.iter().filter(safe).count();
    }

    /// Counts what another summary counts.
    pub(crate) fn join(&mut self, other: &Summary) {
        self.documents += other.documents;
        self.references += other.references;
        self.citations += other.citations;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.hints += other.hints;
        self.fixable += other.fixable;
    }

    /// How many findings there are of this severity or a graver one.
    pub(crate) fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Hint => self.errors + self.warnings + self.hints,
            Severity::Warning => self.errors + self.warnings,
            Severity::Error => self.errors,
        }
    }
}
