//! How much a rule matters, as a user sets it.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::model::finding::Severity;
use crate::rules::RULES;

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

/// A word that names no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no level; use error, warning, hint or off")]
pub struct UnknownLevel(String);

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
    type Err = UnknownLevel;

    fn from_str(name: &str) -> Result<Level, UnknownLevel> {
        match name {
            "off" => Ok(Level::Off),
            "hint" => Ok(Level::Hint),
            "warning" => Ok(Level::Warning),
            "error" => Ok(Level::Error),
            _ => Err(UnknownLevel(name.to_owned())),
        }
    }
}

/// Returns the schema of the table `[rules]`: a level for each rule, and nothing else.
pub(super) fn of_rules(generator: &mut SchemaGenerator) -> Schema {
    let level = generator.subschema_for::<Level>();
    let rule = |summary: String| {
        let mut schema = level.clone();
        schema.insert("description".to_owned(), Value::String(summary));
        Value::from(schema)
    };
    let properties: Map<String, Value> =
        RULES.iter().map(|one| (one.name.to_owned(), rule(one.summary()))).collect();
    json_schema!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}
