//! The settings of a project: its `cite.toml`.
//!
//! - [`project`]: where the settings are, and what their paths mean
//! - [`settings`]: what can be set
//! - [`level`]: how much a rule matters
//! - [`unknown`]: keys that mean nothing, with the nearest that does
//! - [`schema`]: the settings described for editors

pub mod level;
pub mod project;
pub mod schema;
pub mod settings;
pub mod unknown;
