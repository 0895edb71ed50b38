//! A verdict with its reasons.

use std::borrow::Cow;

use crate::model::evidence::Verdict;

/// A verdict with its reasons.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Classification {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in a sentence without its full stop.
    pub reason: Cow<'static, str>,
    /// The title that was found.
    pub title: Option<String>,
    /// How similar it is to the cited title.
    pub similarity: Option<f32>,
    /// Whether the answer to a probe for a page that cannot exist may change the verdict.
    pub needs_probe: bool,
}

impl Classification {
    /// Returns a verdict that no probe can change.
    pub(crate) fn new(verdict: Verdict, reason: impl Into<Cow<'static, str>>) -> Classification {
        Classification {
            verdict,
            reason: reason.into(),
            title: None,
            similarity: None,
            needs_probe: false,
        }
    }

    /// Returns the same, marked as open to a probe.
    pub(crate) fn needs_probe(mut self) -> Classification {
        self.needs_probe = true;
        self
    }
}
