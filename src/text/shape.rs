//! The length and letters of a word, to compare words quickly.

/// How long a word is and which signs it has, so that words that are not nearly the same need no
/// comparison letter by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    length: u32,
    /// A bit for the signs of one remainder by 64.
    signs: u64,
}

impl Shape {
    /// That of a word.
    pub(crate) fn of(word: &str) -> Shape {
        let signs = word.chars().fold(0, |signs, c| signs | 1 << (c as u32 % 64));
        Shape { length: word.chars().count() as u32, signs }
    }

    /// How many characters the word has.
    pub(crate) fn length(self) -> usize {
        self.length as usize
    }

    /// Whether so many slips may part the words: each adds a sign, takes one away, or does both.
    pub(crate) fn is_near(self, other: Shape, slips: usize) -> bool {
        let slips = slips as u32;
        self.length.abs_diff(other.length) <= slips
            && (self.signs & !other.signs).count_ones() <= slips
            && (other.signs & !self.signs).count_ones() <= slips
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strsim::damerau_levenshtein;

    use super::*;

    proptest! {
        #[test]
        fn words_that_are_near_look_near(a in "[a-eà-ä]{0,9}", b in "[a-eà-ä]{0,9}") {
            let slips = damerau_levenshtein(&a, &b);
            prop_assert!(Shape::of(&a).is_near(Shape::of(&b), slips));
        }
    }

    #[test]
    fn words_that_are_far_look_far() {
        assert!(!Shape::of("smith").is_near(Shape::of("keohane"), 2));
        assert_eq!(Shape::of("Қазақ").length(), 5);
    }
}
