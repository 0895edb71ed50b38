//! The settings described for editors, as a JSON Schema.

use schemars::{Schema, SchemaGenerator, json_schema, schema_for};
use serde_json::{Map, Value};

use super::{level::Level, settings::Settings};
use crate::rules::RULES;

/// The schema of `cite.toml` (JSON Schema, draft 2020-12).
pub(crate) fn settings() -> Value {
    schema_for!(Settings).into()
}

/// The schema of the table `[rules]`: a level for each rule, and nothing else.
pub(crate) fn rules(generator: &mut SchemaGenerator) -> Schema {
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
