//! The last digits of numbers of books and periodicals, which tell whether the others are right.

/// Whether the check digit of an ISBN fits: ten digits with weights 10 to 1, sum divisible by 11; or
/// thirteen with weights 1 and 3, by 10 (ISO 2108).
pub(crate) fn is_isbn(written: &str) -> bool {
    let digits = digits(written);
    match digits.len() {
        10 => weighed(&digits, (1..=10).rev()).is_multiple_of(11),
        13 => weighed(&digits, [1, 3].into_iter().cycle()).is_multiple_of(10),
        _ => false,
    }
}

/// Whether the check digit of an ISSN fits: eight digits with weights 8 to 1, sum divisible by 11 (ISO
/// 3297).
pub(crate) fn is_issn(written: &str) -> bool {
    let digits = digits(written);
    digits.len() == 8 && weighed(&digits, (1..=8).rev()).is_multiple_of(11)
}

/// The digits of a number, X standing for ten.
fn digits(written: &str) -> Vec<u32> {
    let sign = |c: char| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) };
    written.chars().filter_map(sign).collect()
}

fn weighed(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert!(is_isbn("978-3-16-148410-0") && is_isbn("0-306-40615-2") && is_isbn("080442957X"));
        assert!(!is_isbn("978-3-16-148411-0") && !is_isbn("978"));
        assert!(is_issn("0378-5955") && is_issn("2434-561X") && !is_issn("0378-5954"));
    }
}
