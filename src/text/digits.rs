//! The digits of Arabic and of Persian.

/// The first digit of Arabic or Persian in a text, and where it stands.
pub(crate) fn other_digit(text: &str) -> Option<(usize, char)> {
    let pairs = text.as_bytes().windows(2);
    let at = pairs
        .into_iter()
        .position(|pair| matches!(pair, [0xD9, 0xA0..=0xA9] | [0xDB, 0xB0..=0xB9]))?;
    Some((at, text[at..].chars().next()?))
}

/// The digit 0 to 9 that a digit of Arabic or Persian stands for; nothing for other characters.
pub(crate) fn western(digit: char) -> &'static str {
    const DIGITS: &str = "0123456789";
    let value = match digit {
        '\u{660}'..='\u{669}' => u32::from(digit) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(digit) - 0x6F0,
        _ => return "",
    } as usize;
    &DIGITS[value..=value]
}

/// A text with the digits 0 to 9 in place of those of Arabic and Persian.
pub(crate) fn in_western(text: &str) -> String {
    let digit = |c: char| match western(c) {
        "" => c.to_string(),
        digit => digit.to_owned(),
    };
    text.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_arabic_and_persian_have_a_value() {
        assert_eq!(other_digit("سال ۱۳۹۵"), Some((7, '۱')));
        assert_eq!(other_digit("صفحة 12, page 1395"), None);
        let year: String = "۱۳۹۵ ٢٠١٨".chars().map(western).collect();
        assert_eq!(year, "13952018");
    }
}
