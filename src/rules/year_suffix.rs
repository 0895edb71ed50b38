//! Letters after the year that are missing, unknown or out of step.
//!
//! "2010b" in the text needs a "2010b" in the list, and a lone "2010a" there has lost its partner. In
//! the list, two works of one author and one year need letters, in the order in which they stand.
//!
//! ```paper
//! Trust is local (Hurd 1999c). {year-suffix}
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::MatchKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::span::Span;

/// Letters after the year that are missing, unknown or out of step.
pub(crate) const RULE: Rule =
    Rule { name: "year-suffix", severity: Severity::Warning, head: head!("year_suffix.rs"), check };

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    analysis.cited_works().filter_map(|cited_work| out_of_step(analysis, &cited_work)).collect()
}

/// The citation and the one entry that it fits do not have the same letter.
fn out_of_step(analysis: &Analysis, cited_work: &CitedWork) -> Option<Finding> {
    let [index] = cited_work.resolution().references.as_slice() else {
        return None;
    };
    let (reference, work) = analysis.work(*index)?;
    let cited = cited_work.item.suffix.as_deref();
    let dated = cited_work.item.year.is_some() && cited_work.is_by_name();
    if !cited_work.is_match(MatchKind::Exact) || !dated || cited == work.suffix() {
        return None;
    }
    let message = match (cited, work.suffix()) {
        (Some(letter), None) => {
            format!("\"{}\" has the letter {letter}; the entry has none", cited_work.label())
        }
        (None, Some(letter)) => {
            format!("\"{}\" lacks the letter {letter} of its entry", cited_work.label())
        }
        _ => format!("the list has \"{}\" only", name_of(reference)),
    };
    let finding = RULE
        .finding(message)
        .at(cited_work.item.span)
        .reference(*index)
        .related(reference.span, name_of(reference))
        .help("make the letters after the year the same in text and list");
    Some(match edit(analysis, cited_work, cited, work.suffix()) {
        Some(edit) => finding.fix(Safety::Unsafe, vec![edit]),
        None => finding,
    })
}

/// Makes the citation's letter that of the entry. Where both have one, and not the same, either can
/// be the wrong one.
fn edit(
    analysis: &Analysis,
    cited_work: &CitedWork,
    cited: Option<&str>,
    listed: Option<&str>,
) -> Option<Edit> {
    let end = cited_work.item.year.as_ref()?.span.end;
    match (cited, listed) {
        (Some(letter), None) => {
            let span = Span::new(end, end + letter.len());
            (analysis.document.text.get(end..span.end)? == letter)
                .then(|| Edit { span, text: String::new() })
        }
        (None, Some(letter)) => Some(Edit { span: Span::new(end, end), text: letter.to_owned() }),
        _ => None,
    }
}
