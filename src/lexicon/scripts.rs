//! The scripts of letters, as far as they matter to how names and titles are written.

/// Whether a character is of a script that sets no spaces between words: Chinese characters, kana
/// and what stands with them.
pub(crate) fn is_unspaced(c: char) -> bool {
    ('\u{2E80}'..'\u{A000}').contains(&c)
}

/// Whether a character is Cyrillic, the letters of Kazakh, Ukrainian and their neighbours included.
pub(crate) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_a_script() {
        assert!(is_unspaced('世') && is_unspaced('の') && !is_unspaced('a') && !is_unspaced('я'));
        assert!(is_cyrillic('қ') && is_cyrillic('ї') && !is_cyrillic('k'));
    }
}
