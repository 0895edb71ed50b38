//! What a report of several files is.

use crate::report::checked::Summary;

use super::failure::Failure;
use super::paper::Outcome;

/// A report that is a folder of files.
pub(super) trait Files {
    /// Adds what is said of a paper.
    fn add(&mut self, outcome: &Outcome) -> Result<(), Failure>;

    /// Writes what is said of all.
    fn end(&mut self, total: &Summary) -> Result<(), Failure>;
}
