//! Compiles the patterns that are part of the program.

use regex::Regex;
#[cfg(feature = "verify")]
use regex::bytes::Regex as BytesRegex;

/// A class of all letters and of little that is none, for patterns that repeat it: `\p{L}` has hundreds
/// of ranges, and is compiled again for each time that it may occur.
pub(crate) const LETTER: &str =
    r"[A-Za-z\x{C0}-\x{1FFF}\x{2C00}-\x{2FFF}\x{3040}-\x{D7FF}\x{F900}-\x{10FFFF}]";

/// A class of capitals for patterns that repeat it, with the small letters of those blocks in which both
/// kinds alternate (š, қ): a class of capitals alone has hundreds of ranges too.
pub(crate) const CAPITAL: &str = r"[A-Z\x{C0}-\x{DE}\x{100}-\x{24F}\x{370}-\x{3AB}\x{400}-\x{42F}\x{460}-\x{556}\x{1E00}-\x{1EFF}]";

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_many_scripts_are_capitals() {
        let capital = regex(&format!("^{CAPITAL}$"));
        for c in "AZÉŠŽŁΩЖҚҒӘҰІՀẞ".chars() {
            assert!(capital.is_match(c.encode_utf8(&mut [0; 4])), "{c}");
        }
        for c in "azéßωжі0.,名".chars() {
            assert!(!capital.is_match(c.encode_utf8(&mut [0; 4])), "{c}");
        }
    }

    #[test]
    fn letters_of_all_scripts_are_letters() {
        let letter = regex(&format!("^{LETTER}$"));
        for c in "aZéßłŽжҚΩ名ひ한عअ".chars() {
            assert!(letter.is_match(c.encode_utf8(&mut [0; 4])), "{c}");
        }
        for c in "0 .,;:()[]–—“”«»№°\u{A0}、。".chars() {
            assert!(!letter.is_match(c.encode_utf8(&mut [0; 4])), "{c}");
        }
    }
}
