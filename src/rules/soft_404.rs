//! A page that the server shows in place of the work.
//!
//! The server says that all is well, and the page says "not found", sells its domain, is the home page
//! of the site, or is the same for addresses that cannot be. A reader does not find the work, and a
//! program that looks at status codes does not notice.
//!
//! Found by `cite check --verify` only. Cite the archived copy, or find the work elsewhere. In the
//! example, what the network said stands in a comment.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust>. {soft-404}
//!
//! <!-- network: {"url": "http://example.org/trust", "verdict": "soft-404", "reason": "it leads to the home page, not to the work"} -->
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::{Evidence, Verdict, VerifiedLink};
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// A page that the server shows in place of the work.
pub(crate) const RULE: Rule =
    Rule { name: "soft-404", severity: Severity::Error, head: head!("soft_404.rs"), check };

const VERDICTS: &[Verdict] = &[Verdict::Soft404, Verdict::Parked];

fn check(_: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    RULE.of_links(evidence, VERDICTS, message)
}

fn message(found: &VerifiedLink) -> String {
    format!("the page is not there, though its server does not say so: {}", found.evidence.reason)
}
