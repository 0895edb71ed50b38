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
//! - [`sarif`], [`github`], [`junit`]: for code scanning, workflows and build servers

pub mod checked;
pub mod csv;
pub(crate) mod excerpt;
pub mod format;
pub mod formats;
pub mod github;
pub mod html;
pub mod human;
pub mod issue;
pub mod json;
pub mod junit;
pub mod links;
pub mod markdown;
pub mod matches;
pub mod sarif;
pub mod short;
