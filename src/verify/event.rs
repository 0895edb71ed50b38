//! What a run tells while it goes on.

use crate::model::evidence::LinkEvidence;

/// Something that happened.
#[derive(Debug)]
pub enum Event<'e> {
    /// The run begins; so many links will be told of.
    Begins {
        /// How many.
        links: usize,
    },
    /// A link is done.
    Done(&'e LinkEvidence),
    /// Something went wrong that the run goes on without.
    Trouble(String),
}
