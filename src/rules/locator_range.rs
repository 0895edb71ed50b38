//! The page cited lies outside the entry's pages.
//!
//! An article of pages 379–408 has no page 12. Either the page or the entry is wrong, or another work
//! is meant. Only articles and chapters with plain page numbers are judged. It is a hint, since some
//! authors count the pages of a preprint.
//!
//! ```paper
//! Trust is local (Hurd 1999, 12). {locator-range}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::analysis::{Analysis, CitedWork};
use crate::lexicon::lists::list;
use crate::lexicon::years::year_of;
use crate::model::citation::{CitationKind, MatchKind};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::rules::rule::Rule;
use crate::text::fold::is_dash;

/// The page cited lies outside the entry's pages.
pub(crate) const RULE: Rule = Rule {
    name: "locator-range",
    severity: Severity::Hint,
    head: head!("locator_range.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    analysis.cited_works().filter_map(|cited_work| outside(analysis, &cited_work)).collect()
}

fn outside(analysis: &Analysis, cited_work: &CitedWork) -> Option<Finding> {
    let [index] = cited_work.resolution().references.as_slice() else { return None };
    let (reference, _) = analysis.work(*index)?;
    let sure =
        cited_work.is_match(MatchKind::Exact) && cited_work.citation.kind != CitationKind::Ibid;
    let kind = matches!(reference.entry.kind.as_str(), "article-journal" | "chapter");
    let locator = cited_work.item.locator.as_ref().filter(|_| sure && kind)?;
    // A lone number may be that of an article.
    let (first, last) = range(reference.entry.text("page")?).filter(|(low, high)| low < high)?;
    // "2002, 2009": what was taken for a page is the year of a work that the list lacks.
    let (from, to) =
        range(without_label(&locator.text)?).filter(|_| year_of(locator.text.trim()).is_none())?;
    if (first..=last).contains(&from) && (first..=last).contains(&to) {
        return None;
    }
    let pages = reference.entry.text("page").unwrap_or_default();
    Some(
        RULE.finding(format!("page {} is cited; the entry has pages {pages}", locator.text))
            .at(locator.span)
            .reference(*index)
            .related(reference.span, "the entry")
            .help("correct the page here or the pages in the list"),
    )
}

/// A locator of pages without its label; nothing for chapters, tables and the like.
fn without_label(locator: &str) -> Option<&str> {
    let digits = locator.find(|c: char| c.is_ascii_digit())?;
    let label = locator[..digits].trim().trim_end_matches('.').to_lowercase();
    let is_page = |word: &&str| word.trim_end_matches('.').to_lowercase() == label;
    let page = label.is_empty() || list("page").iter().any(is_page);
    page.then_some(&locator[digits..])
}

/// The first and the last number of a plain range; "271–4" is 271 to 274.
fn range(pages: &str) -> Option<(u32, u32)> {
    let (first, last) = match pages.split_once(is_dash) {
        Some((first, last)) => (first.trim(), last.trim()),
        None => (pages.trim(), pages.trim()),
    };
    let low: u32 = first.parse().ok()?;
    let missing = first.len().saturating_sub(last.len());
    let high: u32 = format!("{}{last}", &first[..missing]).parse().ok()?;
    (low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_may_be_short() {
        assert_eq!(range("271–4"), Some((271, 274)));
        assert_eq!(range("379-408"), Some((379, 408)));
        assert_eq!(range("12"), Some((12, 12)));
        assert_eq!(range("e12–e14"), None);
        assert_eq!(range("408–379"), None);
    }
}
