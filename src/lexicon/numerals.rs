//! Roman numerals.

/// Whether a text is written in the capitals of Roman numerals only.
pub(crate) fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// Whether a text is written in the capitals of Roman numerals up to a few hundred: those that number
/// volumes, parts and generations. "D" and "M" are left to initials.
pub(crate) fn is_small_roman(text: &str) -> bool {
    is_roman(text) && !text.contains(['D', 'M'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_numerals() {
        assert!(is_roman("MCMXC") && is_small_roman("XLVII"));
        assert!(!is_small_roman("MD") && !is_roman("xiv") && !is_roman("") && !is_roman("XIVa"));
    }
}
