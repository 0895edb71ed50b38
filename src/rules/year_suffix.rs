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

use crate::facts::{Facts, Mention};
use crate::model::citation::Fit;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::span::Span;

/// Letters after the year that are missing, unknown or out of step.
pub const RULE: Rule = Rule {
    name: "year-suffix",
    severity: Severity::Warning,
    file: include_str!("year_suffix.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    facts.mentions().filter_map(|mention| out_of_step(facts, &mention)).collect()
}

/// The citation and the one entry that it fits do not carry the same letter.
fn out_of_step(facts: &Facts, mention: &Mention) -> Option<Finding> {
    let [index] = mention.tie.references.as_slice() else {
        return None;
    };
    let (reference, work) = facts.work(*index)?;
    let cited = mention.item.suffix.as_deref();
    let dated = mention.item.year.is_some() && mention.is_by_name();
    if !mention.fits(Fit::Exact) || !dated || cited == work.suffix.as_deref() {
        return None;
    }
    let message = match (cited, work.suffix.as_deref()) {
        (Some(letter), None) => {
            format!("\"{}\" has the letter {letter}; the entry has none", mention.label())
        }
        (None, Some(letter)) => {
            format!("\"{}\" lacks the letter {letter} of its entry", mention.label())
        }
        _ => format!("the list has \"{}\" only", name_of(reference)),
    };
    let finding = RULE
        .finding(message)
        .at(mention.item.span)
        .reference(*index)
        .related(reference.span, name_of(reference))
        .help("make the letters after the year the same in text and list");
    Some(match edit(facts, mention, cited, work.suffix.as_deref()) {
        Some(edit) => finding.fix(Safety::Unsafe, vec![edit]),
        None => finding,
    })
}

/// Makes the citation's letter that of the entry. Where both have one, and not the same, either can
/// be the wrong one.
fn edit(
    facts: &Facts,
    mention: &Mention,
    cited: Option<&str>,
    listed: Option<&str>,
) -> Option<Edit> {
    let end = mention.item.year.as_ref()?.span.end;
    match (cited, listed) {
        (Some(letter), None) => {
            let span = Span::new(end, end + letter.len());
            (facts.document.text.get(end..span.end)? == letter)
                .then(|| Edit { span, text: String::new() })
        }
        (None, Some(letter)) => Some(Edit { span: Span::new(end, end), text: letter.to_owned() }),
        _ => None,
    }
}
