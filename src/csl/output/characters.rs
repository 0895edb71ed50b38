//! Classes of characters.

/// Whether a character belongs to a script that is written with spaces: Latin, Greek, Cyrillic,
/// Hebrew, Arabic, Thai.
pub(crate) fn is_alphabetic_script(ch: char) -> bool {
    ch.is_ascii_alphabetic()
        || matches!(ch,
            '\u{0e01}'..='\u{0e5b}' | '\u{00c0}'..='\u{017f}' | '\u{0370}'..='\u{03ff}'
            | '\u{0400}'..='\u{052f}' | '\u{0590}'..='\u{05d4}' | '\u{05d6}'..='\u{05ff}'
            | '\u{1f00}'..='\u{1fff}' | '\u{0600}'..='\u{06ff}' | '\u{200c}' | '\u{200d}'
            | '\u{200e}' | '\u{0218}'..='\u{021b}' | '\u{202a}'..='\u{202e}')
}

/// Whether a text has a character of such a script, a digit or a hyphen.
pub(crate) fn has_alphabetic_script(text: &str) -> bool {
    text.chars().any(|ch| ch == '-' || ch.is_ascii_digit() || is_alphabetic_script(ch))
}

/// Whether a text begins with a character of such a script, or "&".
pub(crate) fn starts_alphabetic(text: &str) -> bool {
    text.chars().next().is_some_and(|ch| ch == '&' || is_alphabetic_script(ch))
}

/// Whether a text ends with a character of such a script, with "&" or with a stop.
pub(crate) fn ends_alphabetic(text: &str) -> bool {
    text.chars().next_back().is_some_and(|ch| ".;:&".contains(ch) || is_alphabetic_script(ch))
}
