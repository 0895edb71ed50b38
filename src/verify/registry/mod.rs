//! What is registered of DOIs.
//!
//! - [`doi`]: from a DOI to a verdict
//! - [`registered`]: what Crossref and DataCite say of a work
//! - [`compare`]: whether that is the work cited

pub mod compare;
pub mod doi;
pub mod registered;
