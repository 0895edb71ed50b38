//! The settings of a project: its `cite.toml`.
//!
//! - [`project`]: where the settings are, and what their paths mean
//! - [`settings`]: what can be set
//! - [`level`]: how much a rule matters
//! - [`unknown`]: keys that mean nothing, with the nearest that does

pub(crate) mod level;
pub(crate) mod project;
pub(crate) mod settings;
pub(crate) mod unknown;
