//! Two access dates, one before publication, or one in another form than the others.
//!
//! An entry says once when its address was read: the last time. A work cannot be read before it
//! came out. In one list all access dates have one form and place, "Accessed …" before the address or
//! "(accessed …)" after it; one that differs is a hint.
//!
//! ```paper
//! Trust is local (Hurd 2009).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." *The Example*. Accessed March 3, 2020. <http://example.org/trust> (accessed May 10, 2023). {access-date}
//! ```
//!
//! ```paper
//! Trust is local (Hurd 2009; Lake 2010; Reus 2011).
//!
//! ## References
//!
//! Hurd, I. 2009. "Trust and Its Limits." Example Institute. <http://example.org/trust> (accessed May 10, 2023).
//!
//! Lake, D. 2010. "Order and Its Costs." Example Institute. <http://example.org/order> (accessed May 11, 2023).
//!
//! Reus, C. 2011. "Norms in Flux." Example Institute. Accessed May 12, 2023. <http://example.org/norms>. {access-date}
//! ```

use crate::analysis::Analysis;
use crate::model::entry::Date;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Field, Label, Reference};
use crate::rules::rule::Rule;
use crate::text::span::Span;

/// Two access dates, one before publication, or one in another form than the others.
pub(crate) const RULE: Rule =
    Rule { name: "access-date", severity: Severity::Warning, head: head!("access_date.rs"), check };

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let library_file = |(index, reference): (ReferenceId, &Reference)| {
        twice(analysis, index, reference).or_else(|| early(index, reference))
    };
    let mut findings: Vec<Finding> = analysis.each_reference().filter_map(library_file).collect();
    findings.extend(odd_forms(analysis));
    findings
}

fn twice(analysis: &Analysis, index: ReferenceId, reference: &Reference) -> Option<Finding> {
    let mut fields = reference.fields(Label::Accessed);
    let first = fields.next()?;
    let last = fields.last()?;
    let (one, other) = (analysis.text(first.span), analysis.text(last.span));
    let finding = match one == other {
        true => RULE.finding(format!("the access date {one} is given twice")).help("keep one"),
        false => RULE
            .finding(format!("two access dates: {one} and {other}"))
            .help(format!("keep the later one, {other}")),
    };
    let finding = finding.at(last.span).reference(index).related(first.span, "the first one");
    Some(match remark(analysis, reference, first.span) {
        Some(span) => finding.fix(Safety::Unsafe, vec![Edit { span, text: String::new() }]),
        None => finding,
    })
}

/// The whole remark that an access date stands in, with the space before it: its bracket, or its
/// sentence. None where it is not parted from the rest, or holds another field.
fn remark(analysis: &Analysis, reference: &Reference, date: Span) -> Option<Span> {
    let before = analysis.text(Span::new(reference.span.start, date.start));
    let after = analysis.text(Span::new(date.end, reference.span.end));
    let (start, end) =
        match before.rfind(['(', '[']).filter(|at| !before[*at..].contains([')', ']'])) {
            Some(open) => (open, after.find([')', ']']).map(|close| close + 1)?),
            None => {
                let start =
                    [". ", "; ", "> "].iter().filter_map(|end| before.rfind(end)).max()? + 1;
                (start, after.find(['.', ';']).map(|stop| stop + 1).filter(|stop| *stop == 1)?)
            }
        };
    let start = before[..start].trim_end().len();
    let span = Span::new(reference.span.start + start, date.end + end);
    let is_word = |field: Field| field.label == Label::Note;
    let other = |field: Field| field.span != date && field.span.overlaps(span) && !is_word(field);
    (start > 0 && !reference.fields.iter().any(other)).then_some(span)
}

fn early(index: ReferenceId, reference: &Reference) -> Option<Finding> {
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

/// Access dates in a form that is not the list's usual one. Of two in one entry the last counts: it
/// is the one to keep.
fn odd_forms(analysis: &Analysis) -> Vec<Finding> {
    let references = analysis.each_reference();
    let forms: Vec<(ReferenceId, Span, bool)> = references
        .filter_map(|(index, reference)| {
            let field = reference.fields(Label::Accessed).last()?;
            let before = analysis.text(Span::new(reference.span.start, field.span.start));
            Some((index, field.span, before.rfind('(') > before.rfind(')')))
        })
        .collect();
    let bracketed = forms.iter().filter(|(_, _, bracketed)| *bracketed).count();
    if bracketed * 2 == forms.len() {
        return Vec::new();
    }
    let usual = bracketed * 2 > forms.len();
    let odd = forms.into_iter().filter(|(_, _, bracketed)| *bracketed != usual);
    odd.map(|(index, span, _)| {
        let message = "the access date has another form here than in most entries";
        let finding = RULE.finding(message).at(span).reference(index);
        let help = "give all access dates in one form and place";
        Finding { severity: Severity::Hint, ..finding.help(help) }
    })
    .collect()
}

/// Whether one date is before the other, as far as both are known.
fn is_before(one: &Date, other: &Date) -> bool {
    let (Some(a), Some(b)) = (one.date_parts.first(), other.date_parts.first()) else {
        return false;
    };
    let shared = a.len().min(b.len());
    shared > 0 && a[..shared] < b[..shared]
}
