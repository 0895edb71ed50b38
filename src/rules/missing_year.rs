//! A citation without a year among citations with one.
//!
//! In a paper that cites by author and date, a name alone does not tell which work is meant; where
//! no date is known, manuals ask for "n.d.". A name that is repeated in the paragraph of its full
//! citation needs no year and is not reported, nor is one whose entry has no year. The authors of a
//! work that is cited nowhere else are taken for its citation where the sentence names them. Where most
//! names stand without a year, that is how the document cites, and nothing is said.
//!
//! ```paper
//! Trust is local (Hurd 1999). It grows slowly (Keohane). {missing-year}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//!
//! Keohane, R. 1984. *After Hegemony*. Princeton: Princeton University Press.
//! ```

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::{CitationKind, CitedItem, System};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;

/// A citation without a year among citations with one.
pub(crate) const RULE: Rule = Rule {
    name: "missing-year",
    severity: Severity::Warning,
    head: head!("missing_year.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    if analysis.system != System::AuthorDate {
        return Vec::new();
    }
    let undated = analysis.cited_works().filter(is_undated);
    let undated = undated.filter(|cited_work| !has_none(analysis, cited_work));
    let undated = undated.filter(|cited_work| !is_cited_next(analysis, cited_work));
    let undated: Vec<CitedWork> = undated.collect();
    let dated = analysis.cited_works().filter(|one| one.is_by_name() && one.item.year.is_some());
    match undated.len() > dated.count() {
        true => Vec::new(),
        false => undated.iter().map(|cited_work| finding(analysis, cited_work)).collect(),
    }
}

fn is_undated(cited_work: &CitedWork) -> bool {
    let tied = !cited_work.resolution().references.is_empty()
        || cited_work.citation.kind == CitationKind::Parenthetical;
    cited_work.is_by_name()
        && cited_work.item.year.is_none()
        && cited_work.item.exempt.is_none()
        && tied
}

/// Whether the citation of the same work with its year stands right behind: "Hurd et al. [Hurd and Cook (1999)]".
fn is_cited_next(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    let next = analysis.next_citation(cited_work.citation.span.end);
    next.is_some_and(|(next, between)| {
        let same = |item: &CitedItem| {
            let tied = &item.resolution.references;
            item.year.is_some()
                && tied.iter().any(|one| cited_work.resolution().references.contains(one))
        };
        let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '.' | ';');
        !between.contains(goes_on) && next.items.iter().any(same)
    })
}

/// Whether the entry has no year itself, so that none can be cited; or whether there is no list, and
/// a name alone in brackets may be anything.
fn has_none(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    let dated = |index: &ReferenceId| analysis.citation_index.work(*index).year.is_some();
    let tied = &cited_work.resolution().references;
    match tied.is_empty() {
        true => analysis.references().is_empty() && cited_work.item.locator.is_none(),
        false => !tied.iter().any(dated),
    }
}

fn finding(analysis: &Analysis, cited_work: &CitedWork) -> Finding {
    let label = cited_work.label();
    let found =
        RULE.finding(format!("\"{label}\" is cited without a year")).at(cited_work.item.span);
    match cited_work.resolution().references.as_slice() {
        [] => found
            .help("add the year and an entry in the list; where no date is known, write \"n.d.\""),
        [index] => {
            let Some((reference, _)) = analysis.work(*index) else {
                return found;
            };
            let name = name_of(reference);
            found
                .reference(*index)
                .related(reference.span, "the entry")
                .help(format!("write \"{name}\""))
        }
        several => {
            let entries = several.iter().filter_map(|&index| analysis.work(index));
            let found = found.help("add the year: the list has several works under this name");
            entries.fold(found, |found, (reference, _)| {
                found.related(reference.span, "could be this entry")
            })
        }
    }
}
