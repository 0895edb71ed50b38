//! Writes links and what became of them, for people and for programs.
//!
//! - [`listed`]: what there is to report of one link
//! - [`mod@format`]: what a report format of links is; [`formats`]: all of them
//! - [`human`]: grouped by what to do
//! - [`json`]: the JSON contract, whole or a line for each link

pub(crate) mod format;
pub(crate) mod formats;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod listed;
