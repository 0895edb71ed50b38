//! How much a rule matters, as a user sets it.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::finding::Severity;

/// How much the findings of a rule matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// They are not reported.
    Off,
    /// Worth a look; may well be meant.
    Hint,
    /// Probably wrong, or unlike the rest of the document.
    Warning,
    /// Wrong: the reader cannot get from the citation to the work.
    Error,
}

impl From<Level> for Option<Severity> {
    fn from(level: Level) -> Option<Severity> {
        match level {
            Level::Off => None,
            Level::Hint => Some(Severity::Hint),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Level, String> {
        match name {
            "off" => Ok(Level::Off),
            "hint" => Ok(Level::Hint),
            "warning" => Ok(Level::Warning),
            "error" => Ok(Level::Error),
            _ => Err(format!("\"{name}\" is no level; use error, warning, hint or off")),
        }
    }
}
