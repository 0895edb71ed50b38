//! Whether a title says that its work was taken back.

use crate::verify::weigh::phrases::plain;

/// The words that publishers put before the title of a work that they took back.
const MARKS: [&str; 8] = [
    "retracted:",
    "retracted article",
    "retracted -",
    "retracted –",
    "[retracted]",
    "(retracted)",
    "withdrawn:",
    "removed:",
];

/// Whether a title begins with the publisher's mark of a work that was taken back, or ends in it.
pub fn says(title: &str) -> bool {
    let title = plain(title);
    MARKS.iter().any(|mark| title.starts_with(mark))
        || title.ends_with("[retracted]")
        || title.ends_with("(retracted)")
        || title.ends_with("(retracted article)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_before_the_title_or_after_it() {
        assert!(says("RETRACTED ARTICLE: Oil and trust"));
        assert!(says("WITHDRAWN: Oil and trust"));
        assert!(says("Oil and trust (Retracted)"));
        assert!(!says("Why retracted articles are still cited"));
        assert!(!says("Troops withdrawn from the steppe"));
    }
}
