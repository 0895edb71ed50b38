//! A page that is about something else than the work cited.
//!
//! Neither the cited title nor an author is on it: another work took its place, or the domain was
//! taken over. Pages in another language than the title are not judged so.
//!
//! Found by `cite check --verify` only. Cite the archived copy from the day on which the page was read.
//! In the example, what the network said stands in a comment.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust>. {drifted-link}
//!
//! <!-- network: {"url": "http://example.org/trust", "verdict": "drifted", "reason": "the page is about something else"} -->
//! ```

use crate::analysis::Analysis;
use crate::model::evidence::{Evidence, Verdict, VerifiedLink};
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;

/// A page that is about something else than the work cited.
pub(crate) const RULE: Rule =
    Rule { name: "drifted-link", severity: Severity::Error, head: head!("drifted_link.rs"), check };

const VERDICTS: &[Verdict] = &[Verdict::Drifted];

fn check(_: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    RULE.of_links(evidence, VERDICTS, message)
}

fn message(found: &VerifiedLink) -> String {
    {
        let shown = found.evidence.title.as_ref().map(|title| format!(" (\"{title}\")"));
        format!(
            "another page stands at this address now{}: {}",
            shown.unwrap_or_default(),
            found.evidence.reason
        )
    }
}
