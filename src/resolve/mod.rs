//! Resolves citations to the works that they cite.
//!
//! - [`resolution`]: what each item of each citation
//! - [`by_title`]: the work that is named by its title
//! - [`claim`]: how well names and year fit a work
//! - [`fields`]: what the fields and links of a document say
//! - [`second_look`]: what the entries as written say where none fits
//! - [`signals`]: what speaks for and against a resolution
//! - [`duplicates`]: entries that are one work
//! - [`fuzzy_match`]: the work that is meant where none fits

pub(crate) mod by_title;
pub(crate) mod claim;
pub(crate) mod duplicates;
pub(crate) mod fields;
pub(crate) mod fuzzy_match;
pub(crate) mod resolution;
pub(crate) mod second_look;
pub(crate) mod signals;
