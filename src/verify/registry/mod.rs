//! DOI registries.
//!
//! - [`doi`]: the verdict on a DOI
//! - [`metadata`]: what Crossref and DataCite have on record
//! - [`same_work`]: whether that is the cited work

pub(super) mod doi;
pub(super) mod metadata;
pub(super) mod same_work;
