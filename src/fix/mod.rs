//! Does the fixes that findings bring.
//!
//! - [`edits`]: one fix done in the source, and proved by reading it again
//! - [`annotate`]: findings as comments in the file itself
//! - [`repair`]: all fixes of a document, until none is left

pub mod annotate;
pub mod edits;
pub mod repair;
