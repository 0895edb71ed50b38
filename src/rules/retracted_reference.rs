//! A work that was taken back after it was published.
//!
//! Its publisher or Retraction Watch registered a retraction, a partial retraction, a removal or a
//! withdrawal, or its page is headed so. Corrections and expressions of concern do not count.
//!
//! Found by `cite check --verify` only. If you cite the work because it was retracted, say so in the
//! reference ("Retracted"), and silence the finding. In the example, what the network said stands in a
//! comment.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." *Order* 3 (2): 1–9. https://doi.org/10.5555/99. {retracted-reference}
//!
//! <!-- network: {"url": "https://doi.org/10.5555/99", "verdict": "retracted", "reason": "the work has a notice of retraction in 2020: https://doi.org/10.5555/98"} -->
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::{Evidence, Verdict, VerifiedLink};
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// A work that was taken back after it was published.
pub(crate) const RULE: Rule = Rule {
    name: "retracted-reference",
    severity: Severity::Error,
    head: head!("retracted_reference.rs"),
    check,
};

const VERDICTS: &[Verdict] = &[Verdict::Retracted];

fn check(_: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    RULE.of_links(evidence, VERDICTS, message)
}

fn message(found: &VerifiedLink) -> String {
    format!("the work was taken back: {}", found.evidence.reason)
}
