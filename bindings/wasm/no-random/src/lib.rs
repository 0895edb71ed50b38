//! A stand-in for `getrandom`, which would make the module ask its page for random bits. The library
//! needs none there: what would ask is the writing of encrypted archives and their unpacking into
//! folders.

use std::fmt;

/// Why there are no random bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there are no random bits in this module")
    }
}

impl std::error::Error for Error {}

/// Fills nothing.
///
/// # Errors
///
/// Always.
pub fn fill(_: &mut [u8]) -> Result<(), Error> {
    Err(Error)
}

/// Returns no random number.
///
/// # Errors
///
/// Always.
pub fn u64() -> Result<u64, Error> {
    Err(Error)
}
