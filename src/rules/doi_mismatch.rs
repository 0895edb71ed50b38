//! A DOI that is registered for another work.
//!
//! The title, and the author or the year with it, are not those of the reference. A slip in one digit
//! leads to another paper of the same journal.
//!
//! Found by `cite check --verify` only, from what Crossref or DataCite says of the DOI. Shortened,
//! translated and differently punctuated titles are taken for the same. In the example, what the
//! network said stands in a comment.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." *Order* 3 (2): 1–9. https://doi.org/10.5555/99. {doi-mismatch}
//!
//! <!-- network: {"url": "https://doi.org/10.5555/99", "verdict": "doi-mismatch", "reason": "the DOI belongs to \"Snow Fences\" by Novak (1999), not to \"Trust and Its Limits\""} -->
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::{Evidence, Verdict, VerifiedLink};
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// A DOI that is registered for another work.
pub(crate) const RULE: Rule =
    Rule { name: "doi-mismatch", severity: Severity::Error, head: head!("doi_mismatch.rs"), check };

const VERDICTS: &[Verdict] = &[Verdict::DoiMismatch];

fn check(_: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    RULE.of_links(evidence, VERDICTS, message)
}

fn message(found: &VerifiedLink) -> String {
    found.evidence.reason.to_string()
}
