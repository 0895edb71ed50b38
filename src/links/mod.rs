//! Gathers the addresses and DOIs of documents and libraries, and writes better ones into them.
//!
//! - [`document`]: from the running text and the markup of a document
//! - [`library`]: from the records of a library
//! - [`file_links`]: from a file, with the works that they are cited for
//! - [`change`]: a segment of a file, and what comes in its place
//! - [`repair`]: better addresses and archived copies, written into the text of a file
//! - [`record`]: the archived copy of a record
//! - [`escaping`]: how an address is written into a file

pub(crate) mod change;
pub(crate) mod document;
pub(crate) mod escaping;
pub(crate) mod file_links;
pub(crate) mod library;
pub(crate) mod record;
pub(crate) mod repair;
