//! What a rule is.

use crate::analysis::Analysis;
use crate::model::evidence::{Evidence, Verdict, VerifiedLink};
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::library::{Fault, FaultKind};

/// The comment at the head of a file beside the one that asks, without what follows it: that is not to
/// become part of the program.
macro_rules! head {
    ($file:literal) => {{
        const FILE: &[u8] = include_bytes!($file);
        const LENGTH: usize = $crate::rules::rule::head_length(FILE);
        static HEAD: [u8; LENGTH] = match FILE.first_chunk() {
            Some(head) => *head,
            None => [0; LENGTH],
        };
        match std::str::from_utf8(&HEAD) {
            Ok(head) => head,
            Err(_) => "",
        }
    }};
}

/// How many bytes the first comment of a file has: its lines up to the first that is none of it.
pub(crate) const fn head_length(file: &[u8]) -> usize {
    let mut at = 0;
    while let [b'/', b'/', b'!', ..] = file.split_at(at).1 {
        while at < file.len() && file[at] != b'\n' {
            at += 1;
        }
        if at < file.len() {
            at += 1;
        }
    }
    at
}

/// A rule: what can be wrong, and how it is found. Its file is also its page.
pub struct Rule {
    /// Its name in configuration, reports and comments.
    pub name: &'static str,
    /// How much its findings matter unless the user says otherwise.
    pub severity: Severity,
    /// The comment at the head of its file, which is its page.
    pub head: &'static str,
    /// Finds what is wrong. Everything it may look at is in its arguments.
    pub check: fn(&Analysis, &Evidence) -> Vec<Finding>,
}

impl Rule {
    /// Its page in Markdown: what it says, why, and examples.
    ///
    /// In an example, `{rule}` at the end of a line stands for a finding of that rule on the line;
    /// what has no mark is right.
    pub fn page(&self) -> String {
        let lines = self.head.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// Its page under its name and severity.
    pub fn explained(&self) -> String {
        format!("# {} ({})\n\n{}\n", self.name, self.severity, self.page().trim_end())
    }

    /// What it says, in a line.
    pub fn summary(&self) -> String {
        self.page().lines().next().unwrap_or_default().to_owned()
    }

    /// The papers of its page, marks included.
    pub fn examples(&self) -> Vec<String> {
        self.blocks("```paper\n")
    }

    /// The articles of its page, in JATS, marks included.
    pub fn articles(&self) -> Vec<String> {
        self.blocks("```jats\n")
    }

    /// The libraries of its page, in BibLaTeX, marks included.
    pub fn libraries(&self) -> Vec<String> {
        self.blocks("```bib\n")
    }

    fn blocks(&self, fence: &str) -> Vec<String> {
        let page = self.page();
        let blocks = page.split(fence).skip(1);
        blocks.filter_map(|block| Some(block.split_once("```")?.0.to_owned())).collect()
    }

    /// A finding for each link with one of these verdicts, which says what to do where an archived
    /// copy is known. What matters less than the rule is said with less weight.
    pub fn of_links(
        &self,
        evidence: &Evidence,
        verdicts: &[Verdict],
        message: fn(&VerifiedLink) -> String,
    ) -> Vec<Finding> {
        let found = evidence.links.iter().filter(|one| verdicts.contains(&one.evidence.verdict));
        let finding = |one: &VerifiedLink| {
            let mut finding = self.finding(message(one)).at(one.link.span);
            finding.reference = one.link.reference;
            finding.severity = one.evidence.verdict.severity().unwrap_or(self.severity);
            match &one.evidence.archive {
                Some(copy) => {
                    finding.help(format!("cite the copy of {}: {}", copy.day(), copy.url))
                }
                None => finding,
            }
        };
        found.map(finding).collect()
    }

    /// A finding for each fault of this kind in the file of a library that is judged.
    pub fn of_faults(&self, analysis: &Analysis, kind: FaultKind, help: &str) -> Vec<Finding> {
        let Some(file) = analysis.library_file else {
            return Vec::new();
        };
        let records = analysis.library.records_of(file);
        let faults = analysis.library.faults_of(file).filter(|fault| fault.kind == kind);
        let finding = |fault: &Fault| {
            let finding = self.finding(&fault.message).at(fault.span).help(help);
            let after = records.partition_point(|one| one.span.start <= fault.span.start);
            match after.checked_sub(1).filter(|&at| records[at].span.contains(fault.span)) {
                Some(index) => finding.reference(ReferenceId::new(index)),
                None => finding,
            }
        };
        faults.map(finding).collect()
    }

    /// A finding of this rule.
    pub fn finding(&self, message: impl Into<String>) -> Finding {
        Finding::new(self.name, self.severity, message)
    }
}
