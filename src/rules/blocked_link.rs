//! A page that lets no program in, so that nothing can be said of it.
//!
//! A wall against robots, a log-in, a paywall, or a page that is not shown in every country. It may well
//! be there.
//!
//! Found by `cite check --verify` only. Open the address yourself. In the example, what the network
//! said stands in a comment.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust>. {blocked-link}
//!
//! <!-- network: {"url": "http://example.org/trust", "verdict": "blocked", "reason": "the server lets no robots in (403)"} -->
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::{Evidence, Verdict, VerifiedLink};
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// A page that lets no program in, so that nothing can be said of it.
pub(crate) const RULE: Rule =
    Rule { name: "blocked-link", severity: Severity::Hint, head: head!("blocked_link.rs"), check };

const VERDICTS: &[Verdict] = &[Verdict::Blocked];

fn check(_: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    RULE.of_links(evidence, VERDICTS, message)
}

fn message(found: &VerifiedLink) -> String {
    format!("no program is let in: {}", found.evidence.reason)
}
