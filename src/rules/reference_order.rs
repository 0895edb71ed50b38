//! The list is out of its own order.
//!
//! Author–date lists are sorted by the names of the authors. Where a list is sorted but for a few
//! entries, those few are shown; a list in another order is not judged. Case, diacritics and
//! punctuation do not count. Names of several words are sorted letter by letter or word by word, as most of
//! the list is.
//!
//! ```paper
//! Trust (Allen 2001; Baker 2002; Clark 2003; Davis 2004; Evans 2005; Frank 2006; Giddens 2007).
//!
//! ## References
//!
//! Allen, A. 2001. *One*. York: Press.
//!
//! Baker, B. 2002. *Two*. York: Press.
//!
//! Giddens, G. 2007. *Seven*. York: Press. {reference-order}
//!
//! Clark, C. 2003. *Three*. York: Press.
//!
//! Davis, D. 2004. *Four*. York: Press.
//!
//! Evans, E. 2005. *Five*. York: Press.
//!
//! Frank, F. 2006. *Six*. York: Press.
//! ```

use crate::analysis::Analysis;
use crate::model::entry::Name;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Fix, Safety, Severity};
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::model::reference::Reference;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::fold::fold;

/// The list is out of its own order.
pub(crate) const RULE: Rule = Rule {
    name: "reference-order",
    severity: Severity::Hint,
    head: head!("reference_order.rs"),
    check,
};

/// The fewest entries that can show an order.
const ENOUGH: usize = 6;

/// The share of entries that may stand out of order before the order is none.
const RARE: f64 = 0.15;

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let letters: Vec<&str> = analysis.citation_index.works().iter().map(first_key).collect();
    if analysis.system.is_numeric() || letters.len() < ENOUGH {
        return Vec::new();
    }
    let words: Vec<String> = analysis.references().iter().zip(&letters).map(by_words).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // Of the two ways to sort the one in which the list has fewer entries out of order.
    let (kept_by_letters, kept_by_words) = (longest_sorted(&letters), longest_sorted(&words));
    let held = |kept: &[bool]| kept.iter().filter(|kept| **kept).count();
    let (keys, kept) = match held(&kept_by_words) > held(&kept_by_letters) {
        true => (words, kept_by_words),
        false => (letters, kept_by_letters),
    };
    let odd: Vec<usize> =
        (0..keys.len()).filter(|index| !kept[*index] && !keys[*index].is_empty()).collect();
    if odd.len() as f64 > RARE * keys.len() as f64 {
        return Vec::new();
    }
    let odd: Vec<usize> = odd
        .into_iter()
        .filter(|index| is_by_person(analysis.reference(ReferenceId::new(*index))))
        .collect();
    let mut findings: Vec<Finding> =
        odd.into_iter().map(|index| finding(analysis, index, &keys, &kept)).collect();
    // One move of entries past others puts all of them right, so the first finding has the fix.
    if let (Some(first), Some(edits)) = (findings.first_mut(), sorted(analysis, &keys)) {
        first.fix = Some(Fix { safety: Safety::Unsafe, edits });
    }
    findings
}

/// Whether an entry begins with the family name of a person, by which it is sorted beyond doubt: what
/// bodies, titles and names that begin with a given name are sorted by differs from list to list.
fn is_by_person(reference: &Reference) -> bool {
    let creators = reference.entry.creators();
    let family = creators.first().filter(|name| name.given.is_some() && name.literal.is_none());
    let family = family.and_then(|name| name.family.as_deref());
    family.is_some_and(|family| reference.raw.starts_with(family))
}

/// Writes into the place of each entry the one that belongs there. Entries that lean on the one
/// before (a dash for its authors), numbers, and several lists are left alone.
fn sorted(analysis: &Analysis, keys: &[&str]) -> Option<Vec<Edit>> {
    let references = analysis.references();
    let leans =
        |raw: &str| raw.starts_with(|c: char| !c.is_alphanumeric() && !"\"“«'([".contains(c));
    let fixed = references.iter().any(|one| one.label.is_some() || leans(&one.raw));
    if fixed || analysis.list.sections.len() != 1 || keys.iter().any(|key| key.is_empty()) {
        return None;
    }
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&index| keys[index]);
    let document = analysis.document;
    let source = |index: usize| {
        document.in_source(references[index].span).of(document.source.text()).to_owned()
    };
    let moved = order.iter().enumerate().filter(|(place, index)| place != *index);
    Some(
        moved
            .map(|(place, &index)| Edit { span: references[place].span, text: source(index) })
            .collect(),
    )
}

/// The key of the first creator, by which lists are sorted letter by letter: "Dehaene", "De Renzi".
fn first_key(work: &IndexedWork) -> &str {
    work.creators.first(0).unwrap_or_default()
}

/// The same word by word, so that "De Renzi" stands before "Dehaene".
fn by_words((reference, letters): (&Reference, &&str)) -> String {
    let name = reference.entry.creators().first().map(Name::cited).unwrap_or_default();
    let parts = name.split(|c: char| !c.is_alphanumeric()).map(fold);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    // What is sorted otherwise has the same key in both.
    if parts.concat() == **letters { parts.join(" ") } else { (*letters).to_owned() }
}

fn finding(analysis: &Analysis, index: usize, keys: &[&str], kept: &[bool]) -> Finding {
    let reference = &analysis.references()[index];
    let before = (0..keys.len()).rev().find(|&other| kept[other] && keys[other] <= keys[index]);
    let place = match before {
        Some(before) => format!("it belongs after \"{}\"", name_of(&analysis.references()[before])),
        None => "it belongs at the beginning".to_owned(),
    };
    RULE.finding(format!("\"{}\" is out of alphabetical order", name_of(reference)))
        .at(reference.span)
        .reference(ReferenceId::new(index))
        .help(place)
}

/// Which keys belong to the longest segment of keys, gaps allowed, that is sorted.
fn longest_sorted(keys: &[&str]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; keys.len()];
    for index in (0..keys.len()).filter(|index| !keys[*index].is_empty()) {
        let place = ends.partition_point(|&end| keys[end] <= keys[index]);
        before[index] = place.checked_sub(1).map(|place| ends[place]);
        ends.truncate(ends.len().max(place + 1));
        match ends.get_mut(place) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut kept = vec![false; keys.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept[index] = true;
        at = before[index];
    }
    kept
}
