//! An address that works, but is no longer or not quite the right one.
//!
//! The server says that the page moved for good (301, 308), or the address works only when what
//! printing did to it is undone. The fix writes the address that works; it is safe.
//!
//! Found by `cite check --verify` only. In the example, what the network said stands in a comment.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust>. {moved-link}
//!
//! <!-- network: {"url": "http://example.org/trust", "verdict": "moved", "reason": "moved for good", "moved_to": "https://example.org/2009/trust"} -->
//! ```

use crate::analysis::Analysis;
use crate::links::repair;
use crate::model::evidence::{Evidence, VerifiedLink};
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::rules::rule::Rule;

/// An address that works, but is no longer or not quite the right one.
pub(crate) const RULE: Rule =
    Rule { name: "moved-link", severity: Severity::Warning, head: head!("moved_link.rs"), check };

fn check(analysis: &Analysis, evidence: &Evidence) -> Vec<Finding> {
    evidence.links.iter().filter_map(|found| finding(analysis, found)).collect()
}

fn finding(analysis: &Analysis, found: &VerifiedLink) -> Option<Finding> {
    let better = found.evidence.better()?;
    let message = match found.evidence.repaired {
        Some(_) => format!("the address does not work as printed; it {}", found.evidence.reason),
        None => format!("the page moved for good to {better}"),
    };
    let mut finding = RULE.finding(message).at(found.link.span).help(format!("write {better}"));
    finding.reference = found.link.reference;
    let text = repair::replacement(analysis.document, &found.link, better);
    Some(match text {
        Some(text) => finding.fix(Safety::Safe, vec![Edit { span: found.link.span, text }]),
        None => finding,
    })
}
