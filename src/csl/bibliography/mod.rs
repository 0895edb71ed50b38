//! Bibliographies: order, numbers, entries.

pub(crate) mod entry;
pub(crate) mod sort;
