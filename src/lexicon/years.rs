//! What a year of publication can be.

use std::ops::RangeInclusive;

/// The years that a printed work can be of: from the first prints, or 1300 of the Persian calendar (1921), to the end
/// of this century. Whether a year lies ahead of the day of a run is for the rules, which know that day.
pub(crate) const PRINTED: RangeInclusive<i32> = 1300..=2100;

/// Whether a number can be the year of a printed work.
pub(crate) fn is_year(number: i32) -> bool {
    PRINTED.contains(&number)
}

/// Returns the year that a run of exactly four digits can be.
pub(crate) fn year_of(digits: &str) -> Option<i32> {
    let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|year| four && is_year(*year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_four_digits() {
        assert_eq!(year_of("1999"), Some(1999));
        assert!(
            ["0999", "2500", "199", "19999", "+199", ""].iter().all(|text| year_of(text).is_none())
        );
    }
}
