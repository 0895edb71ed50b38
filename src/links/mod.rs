//! Gathers the addresses and DOIs of documents and libraries.
//!
//! - [`document`]: from the running text and the markup of a document

pub mod document;
