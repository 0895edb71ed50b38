//! Ties citations to the works that they cite.
//!
//! - [`ties`]: the tie of each item of each citation
//! - [`fit`]: how well names and year fit a work
//! - [`same`]: entries that are one work
//! - [`near`]: the work that is meant where none fits

pub mod fit;
pub mod near;
pub mod same;
pub mod ties;
