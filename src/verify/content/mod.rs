//! Reads what an answer holds.
//!
//! - [`kind`]: what kind of file it is
//! - [`charset`]: from bytes to text
//! - [`page`]: what an HTML page says of itself
//! - [`pdf`]: title and text of a PDF file
//! - [`fragment`]: whether a place is on a page

pub(super) mod charset;
pub(super) mod fragment;
pub(super) mod kind;
pub(super) mod page;
pub(super) mod pdf;
