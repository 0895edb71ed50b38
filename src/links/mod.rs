//! Gathers the addresses and DOIs of documents and libraries.
//!
//! - [`document`]: from the running text and the markup of a document
//! - [`library`]: from the records of a library
//! - [`gathered`]: from a file, with the works that they are cited for

pub mod document;
pub mod gathered;
pub mod library;
