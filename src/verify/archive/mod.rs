//! Finds archived copies of pages that are gone, and asks for new ones.
//!
//! - [`find`]: the copy that shows what the author read
//! - [`captures`]: what the Wayback Machine has of an address
//! - [`timemap`]: what other archives have, by the Memento protocol
//! - [`error`]: why an archive gives no copy
//! - [`save`]: asks Save Page Now for a copy

pub(super) mod captures;
pub(super) mod error;
pub(super) mod find;
pub(super) mod save;
pub(super) mod timemap;
