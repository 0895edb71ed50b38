//! An address at which the work can no longer be had.
//!
//! The server says that the page is gone (404, 410), the host does not exist or refuses the
//! connection, or the redirects lead nowhere. With a warning: the page is there but the place in it
//! that the address names is not, or the certificate of its server is not valid.
//!
//! Found by `cite check --verify` only. A server that is busy, fails, asks for a log-in or keeps
//! programs out says nothing of the page: that is never a dead link. Cite the archived copy nearest to
//! the day on which the page was read, or find the work elsewhere. In the example, what the network
//! said stands in a comment.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust>. {dead-link}
//!
//! <!-- network: {"url": "http://example.org/trust", "verdict": "dead", "reason": "the page is gone (404)"} -->
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::{Evidence, Verdict, VerifiedLink};
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// An address at which the work can no longer be had.
pub(crate) const RULE: Rule =
    Rule { name: "dead-link", severity: Severity::Error, head: head!("dead_link.rs"), check };

const VERDICTS: &[Verdict] = &[
    Verdict::Dead,
    Verdict::DnsError,
    Verdict::ConnectionError,
    Verdict::TlsError,
    Verdict::FragmentMissing,
];

fn check(_: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    RULE.of_links(evidence, VERDICTS, message)
}

fn message(found: &VerifiedLink) -> String {
    format!("the address does not lead to the work any more: {}", found.evidence.reason)
}
