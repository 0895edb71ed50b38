//! A citation's authors are not the entry's.
//!
//! A co-author is missing from the citation or added to it, stands in another place, or a group is
//! cited by one name without "et al.". The year fits, so the entry is taken to be the one meant. Where
//! a paper names the first author alone as a rule, one hint says so.
//!
//! ```paper
//! Trust is local (Buchanan 2006). {author-mismatch}
//!
//! ## References
//!
//! Buchanan, A., and R. Keohane. 2006. "The Legitimacy of Global Governance Institutions." *Ethics and International Affairs* 20 (4): 405–437.
//! ```

use std::cell::LazyCell;

use crate::analysis::{Analysis, CitedWork};
use crate::lexicon::scripts::is_unspaced;
use crate::model::citation::{Cited, MatchKind};
use crate::model::entry::Name;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::Reference;
use crate::rules::et_al::between;
use crate::rules::merge_by_cause::merge_by_cause;
use crate::rules::misspelled_author::misspelt;
use crate::rules::rule::Rule;
use crate::rules::words::{count, creators_of, name_of};
use crate::text::fold::fold;
use crate::text::span::Span;

/// A citation's authors are not the entry's.
pub(crate) const RULE: Rule = Rule {
    name: "author-mismatch",
    severity: Severity::Warning,
    head: head!("author_mismatch.rs"),
    check,
};

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let differing = analysis.cited_works().filter(|cited_work| {
        cited_work.is_by_name() && cited_work.is_match(MatchKind::AuthorDiffers)
    });
    // There is little room in a table: the first author alone is usual there, unless its others are
    // cited in full.
    let in_table = |one: &CitedWork| analysis.is_in_table(one.item.span);
    let is_short = LazyCell::new(|| {
        let (short, in_full): (Vec<CitedWork>, Vec<CitedWork>) =
            of_several(analysis).filter(in_table).partition(names_first_alone);
        short.len() * IN_FULL > in_full.len()
    });
    let left_to_table = |one: &CitedWork| names_first_alone(one) && in_table(one) && *is_short;
    let mut differing: Vec<CitedWork> = differing
        .filter(|cited_work| cited_work.item.exempt.is_none() && !left_to_table(cited_work))
        .filter(|cited_work| !names_others_beside(analysis, cited_work))
        .filter(|cited_work| misspelt(analysis, cited_work).is_none())
        .collect();
    // Of works that one citation gives by years under the same names, the first: "Hurd 2003, 2004" lacks
    // a co-author once.
    differing.dedup_by_key(|one| (one.citation.span, one.named.span));
    let (short, other): (Vec<CitedWork>, Vec<CitedWork>) =
        differing.into_iter().partition(|cited_work| names_first_alone(cited_work));
    let mut findings: Vec<Finding> = match is_habit(analysis, &short) {
        true => habit(&short).into_iter().collect(),
        false => {
            merge_by_cause(short.iter().filter_map(|cited_work| finding(analysis, cited_work)))
        }
    };
    let other = other.iter().filter_map(|cited_work| finding(analysis, cited_work));
    findings.extend(merge_by_cause(other));
    findings
}

/// Whether a citation has one name and no "et al.".
fn names_first_alone(cited_work: &CitedWork) -> bool {
    cited_work.named.names.len() == 1 && !cited_work.named.leaves_out_names()
}

/// Whether the authors whom a citation leaves out are named right beside it: "by Lisa Hurd and Prof. Luis
/// Lind (2007)", "Mary, Ann and Udo Kim 2002".
fn names_others_beside(analysis: &Analysis, cited_work: &CitedWork) -> bool {
    /// How far from the citation a name stands at most, in bytes.
    const NEAR: usize = 60;
    let index = cited_work.resolution().references.first();
    let Some((reference, _)) = index.and_then(|&index| analysis.work(index)) else { return false };
    let creators = reference.entry.creators();
    if cited_work.named.names.len() >= creators.len() || cited_work.named.leaves_out_names() {
        return false;
    }
    let text = &analysis.document.text;
    let span = cited_work.named.span.join(cited_work.item.span);
    let start = text.floor_char_boundary(span.start.saturating_sub(NEAR));
    let end = text.ceil_char_boundary((span.end + NEAR).min(text.len()));
    let block = analysis.document.block_at(span.start).map(|at| analysis.document.block(at).span);
    let mut around = block
        .map_or(span, |block| Span::new(start.max(block.start), end.min(block.end).max(span.end)));
    // Names of other citations are not meant.
    for other in analysis.citations_at(around).iter().flat_map(|citation| &citation.items) {
        if other.span.end <= span.start {
            around.start = around.start.max(other.span.end);
        } else if other.span.start >= span.end {
            around.end = around.end.min(other.span.start);
        }
    }
    let around = analysis.text(around);
    let in_words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(fold).collect()
    };
    let words = in_words(around);
    let is_near = |creator: &Name| {
        let name = creator.cited();
        match name.starts_with(is_unspaced) {
            true => around.contains(&name),
            false => in_words(&name).iter().all(|word| words.contains(word)),
        }
    };
    creators.iter().all(is_near)
}

/// How many citations at least make a habit.
const HABIT: usize = 4;

/// How many citations in full outweigh one of the first author alone in a table.
const IN_FULL: usize = 3;

/// Whether the paper cites works of several authors by the first alone, as a rule.
fn is_habit(analysis: &Analysis, short: &[CitedWork]) -> bool {
    let in_full = of_several(analysis).filter(|cited_work| !names_first_alone(cited_work)).count();
    short.len() >= HABIT && short.len() > 2 * in_full
}

/// The works of several authors that are cited by names.
fn of_several<'a>(analysis: &'a Analysis) -> impl Iterator<Item = CitedWork<'a>> {
    let of_several = |cited_work: &CitedWork| {
        let work =
            cited_work.resolution().references.first().and_then(|&index| analysis.work(index));
        work.is_some_and(|(reference, _)| {
            reference.entry.creators().len() > 1 || reference.entry.has_others("author")
        })
    };
    analysis
        .cited_works()
        .filter(move |cited_work| cited_work.is_by_name() && of_several(cited_work))
}

/// One finding for all that name the first author alone.
fn habit(short: &[CitedWork]) -> Option<Finding> {
    let first = short.first()?;
    let others = count(short.len() - 1, "other citation");
    let message = format!("\"{}\" and {others} name the first author alone", first.label());
    let help = "manuals ask for \"et al.\", or for both of two authors";
    let finding = RULE.finding(message).at(first.item.span).help(help);
    Some(Finding { severity: Severity::Hint, ..finding })
}

fn finding(analysis: &Analysis, cited_work: &CitedWork) -> Option<Finding> {
    let index = *cited_work.resolution().references.first()?;
    let (reference, _) = analysis.work(index)?;
    let (message, help) = said(cited_work, reference);
    let finding = RULE
        .finding(message)
        .at(cited_work.item.span)
        .reference(index)
        .related(reference.span, format!("the entry: {}", creators_of(reference)))
        .help(help);
    Some(match added(analysis, cited_work, index) {
        Some(edit) => finding.fix(Safety::Unsafe, vec![edit]),
        None => finding,
    })
}

/// Adds the second of two authors to a citation of the first alone, joined as the text joins other
/// pairs; of more, "et al.".
fn added(analysis: &Analysis, cited_work: &CitedWork, index: ReferenceId) -> Option<Edit> {
    let (reference, work) = analysis.work(index)?;
    let ([first], false) = (cited_work.item.names.as_slice(), cited_work.item.leaves_out_names())
    else {
        return None;
    };
    if !work.is_creator(0, &analysis.citation_index.key_of(&first.text)) {
        return None;
    }
    let text = match reference.entry.creators() {
        _ if reference.entry.has_others("author") => " et al.".to_owned(),
        [_, second] => {
            format!("{}{}", between(analysis, cited_work.citation.kind)?, second.cited())
        }
        [_, _, _, ..] => " et al.".to_owned(),
        _ => return None,
    };
    Some(Edit { span: Span::new(first.span.end, first.span.end), text })
}

/// What differs, and what to do.
fn said(cited_work: &CitedWork, reference: &Reference) -> (String, String) {
    let cited = cited_work.named.names.len();
    let there = reference.entry.creators().len();
    let label = cited_work.label();
    let creators = creators_of(reference);
    let others = reference.entry.has_others("author");
    if cited == 1 && others && !cited_work.named.leaves_out_names() {
        let help = format!("write \"{} et al.\"", cited_work.named.names[0].text);
        return (format!("\"{label}\" names one author; the entry has several"), help);
    }
    if cited == 1 && there > 2 && !cited_work.named.leaves_out_names() {
        let help = format!("write \"{} et al.\"", cited_work.named.names[0].text);
        return (format!("\"{label}\" names one author; the entry has {there}"), help);
    }
    let help = format!("cite it as \"{}\", or correct the entry", name_of(reference));
    let known = |name: &Cited| {
        let creators = reference.entry.creators();
        creators.iter().any(|creator| fold(&creator.cited()) == fold(&name.text))
    };
    // A further name that the entry does not have is not the one before those left out.
    let others = cited_work.named.names.iter().skip(1).all(known);
    let message = match cited.cmp(&there) {
        std::cmp::Ordering::Less if others => format!(
            "\"{label}\" leaves out {}; the entry is by {creators}",
            count(there - cited, "author")
        ),
        std::cmp::Ordering::Greater => {
            format!("\"{label}\" names {}; the entry is by {creators}", count(cited, "author"))
        }
        std::cmp::Ordering::Less | std::cmp::Ordering::Equal => {
            format!(
                "the authors of \"{label}\" are not those of the entry of that year, {creators}"
            )
        }
    };
    (message, help)
}
