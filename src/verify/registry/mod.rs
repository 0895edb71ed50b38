//! DOI registries.
//!
//! - [`doi`]: the verdict on a DOI
//! - [`metadata`]: what Crossref and DataCite have on record
//! - [`same_work`]: whether that is the cited work

pub mod doi;
pub mod metadata;
pub mod same_work;
