//! Letters, told quickly.

/// Whether a character is a letter, as `char::is_alphabetic` says, which searches long tables: most
/// letters and signs of most texts lie in a few ranges.
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2C1}' => true,
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => true,
        '\u{2000}'..='\u{2070}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit, as `char::is_alphanumeric` says.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    is_alphabetic(c) || c.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_told_otherwise_than_by_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }
}
