//! Why the value of an argument cannot be used.

use crate::config::level::UnknownLevel;
use crate::model::finding::UnknownSeverity;

/// What is wrong with the value of an argument, and what was expected.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum ArgumentError {
    /// None of the values that there are; they are named, each with what it is.
    #[error("use one of {0}")]
    Choice(String),
    /// No time that can be waited for.
    #[error("expected a number of seconds above 0 and up to {0}")]
    Seconds(f64),
    /// No number that things can be counted with.
    #[error("expected a whole number from 1")]
    Count,
    /// No level of a rule.
    #[error("expected NAME=LEVEL, for example ibid=off")]
    LevelOfRule,
    /// No rule has this name; the nearest ones are named.
    #[error("{0}")]
    Rule(String),
    /// No severity has this name.
    #[error(transparent)]
    Severity(#[from] UnknownSeverity),
    /// No level has this name.
    #[error(transparent)]
    Level(#[from] UnknownLevel),
}
