//! Files: what is read as what, and how they are written.
//!
//! - [`archive`]: files in an archive, by paths that lead through it
//! - [`read`]: the bytes of a file, also of one in an archive
//! - [`regular`]: the bytes of a file, of which only regular files and standard input give any, and
//!   only those in the folder to which reading is confined, if it is
//! - [`kind`]: what a file is that is no text
//! - [`encoding`]: bytes to text, and back
//! - [`mod@write`]: a file that is written whole or not at all
//! - `temporary`: the names that files have before they take the place of others
//! - [`unpack_bound`]: how much packed bytes may unpack to
//! - `unnamed`: a file that has no name until it is complete

pub(crate) mod archive;
pub(crate) mod encoding;
pub(crate) mod kind;
pub(crate) mod read;
pub(crate) mod regular;
mod temporary;
#[cfg(target_os = "linux")]
mod unnamed;
#[cfg(not(target_os = "linux"))]
#[path = "unnamed_elsewhere.rs"]
mod unnamed;
pub(crate) mod unpack_bound;
pub(crate) mod write;
