//! What is wrong, where, why, and what to do.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::ids::ReferenceId;
use crate::text::span::Span;

/// How much a finding matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth a look; may well be meant.
    Hint,
    /// Probably wrong, or unlike the rest of the document.
    Warning,
    /// Wrong: the reader cannot get from the citation to the work.
    Error,
}

/// A word that names no severity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no severity; use error, warning or hint")]
#[non_exhaustive]
pub struct UnknownSeverity(String);

/// One thing that is wrong, reported once with all its places.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// A name for it that stays the same when other text of the document changes; empty until all
    /// findings of the document are known.
    pub id: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, and why it is said, in the reader's words.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where, in the running text; absent where it concerns the document as a whole.
    pub span: Option<Span>,
    /// The reference it concerns.
    pub reference: Option<ReferenceId>,
    /// The other places: the other half of a pair, further call-outs of the same work.
    pub related: Vec<Related>,
    /// How to repair it, if that is known.
    pub fix: Option<Fix>,
    /// How sure it is, 0 to 1; absent for what is a plain fact.
    pub confidence: Option<f64>,
    /// The names of the facts that speak for and against it, as far as they were weighed.
    pub grounds: Vec<&'static str>,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where, in the running text.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// A way to repair a finding. It is data; one place applies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// How sure it is.
    pub safety: Safety,
    /// The edits; they do not overlap, and are done together or not at all.
    pub edits: Vec<Edit>,
}

/// How sure a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Changes form only, never what is said: punctuation, markup, a permanent redirect.
    Safe,
    /// Probably right; the author should look.
    Unsafe,
}

/// Replaces a segment of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in running text.
    pub span: Span,
    /// What comes in its place, as it is to stand in the source.
    pub text: String,
}

impl Finding {
    /// A finding with a message only; the places and the rest are added to it.
    #[doc(hidden)]
    pub fn new(rule: &'static str, severity: Severity, message: impl Into<String>) -> Finding {
        Finding {
            rule,
            id: String::new(),
            severity,
            message: message.into(),
            help: None,
            span: None,
            reference: None,
            related: Vec::new(),
            fix: None,
            confidence: None,
            grounds: Vec::new(),
        }
    }

    /// Says what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }

    /// Says where.
    #[doc(hidden)]
    pub fn at(mut self, span: Span) -> Finding {
        self.span = Some(span);
        self
    }

    /// Says which reference it concerns.
    pub(crate) fn reference(mut self, reference: ReferenceId) -> Finding {
        self.reference = Some(reference);
        self
    }

    /// Adds another place.
    pub(crate) fn related(mut self, span: Span, message: impl Into<String>) -> Finding {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// Says how to repair it.
    pub(crate) fn fix(mut self, safety: Safety, edits: Vec<Edit>) -> Finding {
        self.fix = Some(Fix { safety, edits });
        self
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

impl FromStr for Severity {
    type Err = UnknownSeverity;

    fn from_str(name: &str) -> Result<Severity, UnknownSeverity> {
        match name {
            "hint" => Ok(Severity::Hint),
            "warning" => Ok(Severity::Warning),
            "error" => Ok(Severity::Error),
            _ => Err(UnknownSeverity(name.to_owned())),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.rule, self.message)
    }
}
