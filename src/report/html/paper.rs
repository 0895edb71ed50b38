//! One paper of the page, and the names that its places have in it.

use std::collections::HashMap;
use std::hash::Hasher;

use fnv::FnvHasher;

use crate::analysis::Analysis;
use crate::model::document::Document;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::report::checked::Checked;
use crate::text::span::Span;

/// A paper with what the parts of the page ask of it.
pub(super) struct Paper<'a> {
    /// What is reported.
    pub(super) checked: &'a Checked<'a>,
    /// What the names of its places begin with: pages hold several papers.
    prefix: String,
    /// The items of its citations in text order.
    pub(super) items: Vec<Item>,
    /// The numbers of the items that cite each reference.
    pub(super) citing: HashMap<ReferenceId, Vec<usize>>,
}

/// A cited work as the page marks it.
pub(super) struct Item {
    /// Where it stands in the running text.
    pub(super) span: Span,
    /// The references that it points to.
    pub(super) references: Vec<ReferenceId>,
}

impl<'a> Paper<'a> {
    /// Gathers what the page shows of a paper.
    pub(super) fn of(checked: &'a Checked<'a>) -> Paper<'a> {
        let mut hasher = FnvHasher::default();
        hasher.write(checked.analysis.document.path().as_os_str().as_encoded_bytes());
        let prefix = format!("p{:08x}", hasher.finish() & 0xFFFF_FFFF);
        let items: Vec<Item> = checked
            .analysis
            .cited_works()
            .map(|work| Item {
                span: work.item.span,
                references: work.resolution().references.clone(),
            })
            .collect();
        let mut citing: HashMap<ReferenceId, Vec<usize>> = HashMap::new();
        for (number, item) in items.iter().enumerate() {
            for reference in &item.references {
                citing.entry(*reference).or_default().push(number);
            }
        }
        Paper { checked, prefix, items, citing }
    }

    /// The name of a place: what it is, and its number.
    pub(super) fn name(&self, kind: &str, number: usize) -> String {
        format!("{}-{kind}{number}", self.prefix)
    }

    /// The name of the paper itself or of a part of it.
    pub(super) fn part(&self, part: &str) -> String {
        format!("{}-{part}", self.prefix)
    }

    /// The names of the headings that together name a part: its own, and the paper's.
    pub(super) fn label(&self, part: &str) -> String {
        format!("{} {}", self.part(part), self.part("head"))
    }

    /// The same as the address of a link.
    pub(super) fn link(&self, kind: &str, number: usize) -> String {
        format!("#{}", self.name(kind, number))
    }

    /// What the paper says.
    pub(super) fn analysis(&self) -> &'a Analysis<'a> {
        &self.checked.analysis
    }

    /// The paper itself.
    pub(super) fn document(&self) -> &'a Document {
        self.checked.analysis.document
    }

    /// What is wrong in it.
    pub(super) fn findings(&self) -> &'a [Finding] {
        &self.checked.findings
    }

    /// The name of the place where a span is shown, if something is marked there: an entry of the
    /// list or a citation.
    pub(super) fn shown_at(&self, span: Span) -> Option<String> {
        let mut references = self.analysis().references().iter();
        if let Some(index) = references.position(|one| one.span.contains(span)) {
            return Some(self.name("r", index + 1));
        }
        let number = self.items.iter().position(|item| item.span.overlaps(span))?;
        Some(self.name("c", number + 1))
    }

    /// Where a span stands, in words.
    pub(super) fn place(&self, span: Span) -> String {
        let document = self.document();
        let start = document.in_source(span).start;
        match document.place(span.start) {
            Some(place) => place,
            None => format!("line {}", document.source.position(start).line),
        }
    }
}

/// The letter that stands for a severity in classes.
pub(super) fn letter(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Hint => "h",
    }
}

/// The sign of a severity, which tells it without colour.
pub(super) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Hint => "●",
    }
}
