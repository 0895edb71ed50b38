//! Writes links and what became of them, for people and for programs.
//!
//! - [`listed`]: what there is to report of one link
//! - [`mod@format`]: what a report format of links is; [`formats`]: all of them
//! - [`human`]: grouped by what to do
//! - [`json`]: the JSON contract, whole or a line for each link

pub mod format;
pub mod formats;
pub mod human;
pub mod json;
pub mod listed;
