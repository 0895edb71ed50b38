//! Resolves citations to the works that they cite.
//!
//! - [`resolution`]: what each item of each citation
//! - [`claim`]: how well names and year fit a work
//! - [`duplicates`]: entries that are one work
//! - [`fuzzy_match`]: the work that is meant where none fits

pub mod claim;
pub mod duplicates;
pub mod fuzzy_match;
pub mod resolution;
