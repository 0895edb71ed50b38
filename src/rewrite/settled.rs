//! Papers that are in the style already.
//!
//! What a title is and what a journal, cannot always be told from an entry in the style. In a paper
//! whose places are nearly all as the style has them, an entry that would be written with the same words
//! is one that has been written before, and stays.

use super::edit::Edit;

/// Whether so many of all places are as the style has them that the paper is in it.
pub(super) fn is_settled(same: usize, all: usize) -> bool {
    same * 5 >= all * 4
}

/// Keeps what a paper that is in the style has in the same words: takes out the edits of it.
pub(super) fn drop_settled(source: &str, edits: &mut Vec<Edit>) {
    let same = edits.iter().filter(|edit| edit.span.of(source) == edit.text).count();
    if !is_settled(same, edits.len()) {
        return;
    }
    for edit in edits {
        let before = edit.span.of(source);
        if says_the_same(before, &edit.text) {
            edit.text = before.to_owned();
        }
    }
}

/// Whether two texts have the same words and numbers in the same order; words of one or two letters
/// ("In", "p.") may come and go.
pub(super) fn says_the_same(one: &str, other: &str) -> bool {
    words(one).eq(words(other))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|ch: char| !ch.is_alphanumeric());
    words.filter(|word| {
        word.chars().count() > 2 || word.chars().next().is_some_and(|ch| ch.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rewrite::edit::Place;
    use crate::text::span::Span;

    #[test]
    fn small_words_and_markup_say_nothing_else() {
        assert!(says_the_same(
            "*A title. A book*. Press, 12.",
            "A title. In *A book*. Press, *12*."
        ));
        assert!(!says_the_same("A title. Press, 12.", "A title. Press, 13."));
    }

    #[test]
    fn a_paper_in_the_style_keeps_its_words() {
        let source = "one two three four fives";
        let edit = |start, end, text: &str| {
            let (place, span) = (Place::Entry, Span::new(start, end));
            Edit { place, span, text: text.into() }
        };
        let as_is =
            [edit(0, 3, "one"), edit(4, 7, "two"), edit(8, 13, "three"), edit(14, 18, "four")];
        let mut settled = [&as_is[..], &[edit(19, 24, "*fives*")]].concat();
        drop_settled(source, &mut settled);
        assert_eq!(settled[4].text, "fives");
        let mut other = [&as_is[..2], &[edit(19, 24, "*fives*")]].concat();
        drop_settled(source, &mut other);
        assert_eq!(other[2].text, "*fives*");
    }
}
