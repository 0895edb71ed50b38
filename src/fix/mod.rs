//! Does the fixes that findings bring.
//!
//! - [`edits`]: one fix done in the source, and proved by reading it again
//! - [`repair`]: all fixes of a document, until none is left

pub mod edits;
pub mod repair;
