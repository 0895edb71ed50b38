//! Marks and badges of works that were retracted.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::signal_phrases::{lines, plain};
use crate::verify::classify::title_similarity;
use crate::verify::content::page::{Label, Page};

/// What publishers put before the title of a work that they took back, or in brackets after it.
static MARKS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../refs/links/retracted-title.txt")).collect());

/// Returns whether a title begins with a publisher's mark of a work that was taken back, or ends in
/// one in brackets.
pub(crate) fn is_marked(title: &str) -> bool {
    let title = plain(title);
    let bracketed = |mark: &str| mark.starts_with(['(', '[', '【']);
    let ends = |mark: &str| {
        bracketed(mark) && title.ends_with(mark)
            || title.ends_with(&format!("({mark})"))
            || title.ends_with(&format!("[{mark}]"))
    };
    MARKS.iter().any(|mark| title.starts_with(mark) || ends(mark))
}

/// No badge stands farther from the title of its work, in bytes of text.
const BESIDE: usize = 400;

/// Returns the badge beside the title of the work that says that it was taken back. Badges of other
/// works in a list stand beside theirs.
pub(crate) fn badge<'p>(page: &'p Page, work: &ExpectedWork) -> Option<&'p str> {
    static BADGES: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| lines(include_str!("../../../refs/links/retracted-badge.txt")).collect());
    let shows =
        |heading: &String| title_similarity::of(&work.title, heading) >= title_similarity::SAME;
    let own = page.headings.iter().position(shows);
    let beside = |label: &&Label| {
        let place = match own {
            Some(own) => label.headings == own + 1 || label.headings == own,
            None => label.headings == 0,
        };
        place && label.distance <= BESIDE
    };
    let is_badge = |label: &&Label| {
        let text = plain(&label.text);
        BADGES.contains(text.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let mut labels = page.labels.iter().filter(beside).filter(is_badge);
    labels.next().map(|label| label.text.as_str()).filter(|_| !says_so(&work.title, &BADGES))
}

/// Returns whether a title itself says one of these words.
fn says_so(title: &str, words: &HashSet<&'static str>) -> bool {
    words.contains(plain(title).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_before_the_title_or_after_it() {
        assert!(is_marked("RETRACTED ARTICLE: Oil and trust"));
        assert!(is_marked("WITHDRAWN: Oil and trust"));
        assert!(is_marked("Oil and trust (Retracted)"));
        assert!(is_marked("Oil and trust (Retracted article)"));
        assert!(is_marked("Retraction Note to: Oil and trust"));
        assert!(!is_marked("Why retracted articles are still cited"));
        assert!(!is_marked("Troops withdrawn from the steppe"));
    }
}
