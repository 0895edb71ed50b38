//! Compiles the patterns that are part of the program.

use regex::Regex;
#[cfg(feature = "verify")]
use regex::bytes::Regex as BytesRegex;

/// The compiled form of a pattern that stands in the source code.
///
/// # Panics
///
/// If it does not compile, which the first test that uses it tells.
#[expect(clippy::expect_used, reason = "the pattern is a constant of the program")]
pub(crate) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of the program compiles")
}

/// The same for what need not be UTF-8.
///
/// # Panics
///
/// As [`regex`].
#[expect(clippy::expect_used, reason = "the pattern is a constant of the program")]
#[cfg(feature = "verify")]
pub(crate) fn bytes_regex(pattern: &str) -> BytesRegex {
    BytesRegex::new(pattern).expect("a pattern of the program compiles")
}
