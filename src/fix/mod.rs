//! Does the fixes that findings bring.
//!
//! - [`edits`]: one fix done in the source, and proved by reading it again
//! - [`annotate`]: findings as comments in the file itself
//! - [`repair`]: all fixes of a document, until none is left

pub(crate) mod annotate;
pub(crate) mod edits;
pub(crate) mod repair;
