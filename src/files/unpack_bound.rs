//! How much packed bytes may unpack to: a few kilobytes can claim to be gigabytes.

/// A bound on what a packed file becomes, in bytes.
pub(crate) struct UnpackBound {
    /// The most that any file may become.
    pub largest: u64,
    /// How many times larger than it is a file may become.
    pub ratio: u64,
    /// What is smaller than this is unpacked whatever its ratio.
    pub small: u64,
}

impl UnpackBound {
    /// Returns how many bytes a file of `packed` bytes may become.
    pub(crate) fn of(&self, packed: u64) -> u64 {
        self.largest.min(self.small.max(packed.saturating_mul(self.ratio)))
    }
}
