//! Writes findings for people and for programs.
//!
//! - [`checked`]: what there is to report of one document
//! - [`mod@format`]: what a report format is; [`formats`]: all of them
//! - [`human`]: source lines with both places underlined
//! - [`short`]: a line for each finding
//! - [`csv`]: a row for each finding
//! - [`issue`]: Markdown to paste into an issue
//! - [`html`]: one page to read and to hand over
//! - `excerpt`: the beginning of a text on one line
//! - [`mod@matches`]: why each citation was tied, or not
//! - [`json`]: the JSON contract
//! - [`markdown`]: what was read, with citations and entries marked
//! - [`links`]: reports of links, a room of its own
//! - `tables`: tables of Arrow, with the feature of that name
//! - [`sarif`], [`github`], [`junit`]: for code scanning, workflows and build servers

pub(crate) mod checked;
pub(crate) mod csv;
pub(crate) mod excerpt;
pub(crate) mod format;
pub(crate) mod formats;
pub(crate) mod github;
pub(crate) mod html;
pub(crate) mod human;
pub(crate) mod issue;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod links;
pub(crate) mod markdown;
pub(crate) mod matches;
pub(crate) mod sarif;
pub(crate) mod short;
#[cfg(feature = "arrow")]
pub(crate) mod tables;
