//! Raised digits: superscripts of Unicode.

/// The plain digit of a raised one.
pub(crate) fn digit(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (u32::from(c) - u32::from('⁴')) as u8),
        _ => return None,
    })
}

/// The raised number that a text begins with, in plain digits, and how many bytes it takes up; no
/// digits if there is none.
pub(crate) fn number(text: &str) -> (String, usize) {
    let digits: String = text.chars().map_while(digit).collect();
    let length = text.chars().take(digits.len()).map(char::len_utf8).sum();
    (digits, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_are_plain_ones() {
        assert_eq!(number("⁰¹²³⁴⁵⁶⁷⁸⁹ Hurd"), ("0123456789".to_owned(), 27));
        assert_eq!(number("12 Hurd"), (String::new(), 0));
    }
}
