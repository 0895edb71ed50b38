//! Progress of a run.

use crate::model::evidence::LinkEvidence;

/// Something that happened.
#[derive(Debug)]
pub(crate) enum Event<'e> {
    /// A link is done.
    Done {
        /// Its place among the links that were asked about.
        index: usize,
        /// What was found.
        evidence: &'e LinkEvidence,
    },
    /// Something went wrong that the run goes on without.
    Trouble(String),
}
