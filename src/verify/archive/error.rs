//! Why an archive gives no copy.

/// Why an archive gives no copy, or does not say whether it has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ArchiveError {
    /// It answers with a status that is none of success.
    #[error("{archive} says {status}")]
    Status {
        /// Which archive.
        archive: &'static str,
        /// The status.
        status: u16,
    },
    /// Its answer is not in its own language, with what the reader says.
    #[error("the Wayback Machine's answer cannot be read: {0}")]
    Unreadable(String),
    /// It could not be asked, with the reason.
    #[error("{0}")]
    Unavailable(String),
    /// Save Page Now does not know the key.
    #[error("Save Page Now does not accept the key")]
    Key,
    /// Save Page Now's answer is not in its own language.
    #[error("Save Page Now's answer cannot be read")]
    SaveUnreadable,
    /// Save Page Now refuses, in its own words.
    #[error("Save Page Now: {0}")]
    SaveRefused(String),
    /// Save Page Now takes too long.
    #[error("Save Page Now did not finish in time")]
    SaveLate,
    /// Save Page Now does not say when the copy was made.
    #[error("Save Page Now gave no date")]
    SaveUndated,
}
