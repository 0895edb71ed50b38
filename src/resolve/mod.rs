//! Ties citations to the works that they cite.
//!
//! - [`ties`]: the tie of each item of each citation
//! - [`fit`]: how well names and year fit a work
//! - [`fields`]: what the fields and links of a document say
//! - [`same`]: entries that are one work
//! - [`near`]: the work that is meant where none fits

pub mod fields;
pub mod fit;
pub mod near;
pub mod same;
pub mod ties;
