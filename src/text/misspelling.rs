//! Slips of the hand: one letter wrong, missing, added or changed with its neighbour; two in long words.

use strsim::damerau_levenshtein;

use crate::text::shape::Shape;

/// By how many slips long words may differ.
pub(crate) const MOST_SLIPS: usize = 2;

/// Whether two words differ by a slip. Short words that are nearly the same are different words.
pub(crate) fn is_misspelling(a: &str, b: &str) -> bool {
    let (one, other) = (Shape::of(a), Shape::of(b));
    let shorter = one.length().min(other.length());
    let allowed = match shorter {
        0..=3 => return false,
        4..=7 => 1,
        _ => MOST_SLIPS,
    };
    a != b && one.is_near(other, allowed) && damerau_levenshtein(a, b) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_bear_two_slips_and_short_ones_none() {
        for (a, b) in [("hurd", "hrud"), ("keohane", "keohan"), ("buchanan", "buchannam")] {
            assert!(is_misspelling(a, b), "{a} {b}");
        }
        for (a, b) in [("li", "lu"), ("hurd", "hurd"), ("keohane", "koehan"), ("moe", "mo")] {
            assert!(!is_misspelling(a, b), "{a} {b}");
        }
    }
}
