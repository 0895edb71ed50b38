//! Two access dates, an impossible one, or one before publication.
//!
//! An entry says once when its address was read: the last time. A work cannot be read before it
//! came out, nor after today.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." *The Example*. Accessed March 3, 2020. <http://example.org/trust> (accessed May 10, 2023). {access-date}
//! ```

use crate::facts::Facts;
use crate::model::entry::Date;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::reference::{Label, Reference};
use crate::rules::rule::Rule;

/// Two access dates, an impossible one, or one before publication.
pub const RULE: Rule = Rule {
    name: "access-date",
    severity: Severity::Warning,
    file: include_str!("access_date.rs"),
    check,
};

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    let judged = |(index, reference): (usize, &Reference)| {
        twice(facts, index, reference).or_else(|| early(index, reference))
    };
    facts.references().iter().enumerate().filter_map(judged).collect()
}

fn twice(facts: &Facts, index: usize, reference: &Reference) -> Option<Finding> {
    let mut fields = reference.fields(Label::Accessed);
    let first = fields.next()?;
    let last = fields.last()?;
    let (one, other) = (facts.text(first.span), facts.text(last.span));
    let finding = match one == other {
        true => RULE.finding(format!("the access date {one} is given twice")).help("keep one"),
        false => RULE
            .finding(format!("two access dates: {one} and {other}"))
            .help(format!("keep the later one, {other}")),
    };
    Some(finding.at(last.span).reference(index).related(first.span, "the first one"))
}

fn early(index: usize, reference: &Reference) -> Option<Finding> {
    let accessed = reference.entry.date("accessed")?;
    let issued = reference.entry.date("issued")?;
    if !is_before(accessed, issued) {
        return None;
    }
    let field = reference.field(Label::Accessed)?;
    Some(
        RULE.finding(format!("read on {accessed}, before it was published ({issued})"))
            .at(field.span)
            .reference(index)
            .help("correct one of the two dates"),
    )
}

/// Whether one date is before the other, as far as both are known.
fn is_before(one: &Date, other: &Date) -> bool {
    let (Some(a), Some(b)) = (one.date_parts.first(), other.date_parts.first()) else {
        return false;
    };
    let shared = a.len().min(b.len());
    shared > 0 && a[..shared] < b[..shared]
}
