//! "et al." for too few authors, misspelt, or missing where it is due.
//!
//! "et al." stands for at least two authors: a work by two is cited with both names, in all manuals.
//! With a style (`--style`), its manual says from how many authors on it stands: three in APA 7.
//!
//! ```paper
//! Trust is local (Buchanan et al. 2006). {et-al}
//!
//! ## References
//!
//! Buchanan, A., and R. Keohane. 2006. "The Legitimacy of Global Governance Institutions." *Ethics and International Affairs* 20 (4): 405–437.
//! ```

use std::collections::BTreeMap;

use crate::facts::{Facts, Mention};
use crate::model::citation::CitationKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::reference::Reference;
use crate::rules::rule::Rule;
use crate::rules::words::{count, makers_of};
use crate::text::span::Span;

/// "et al." for too few authors, misspelt, or missing where it is due.
pub const RULE: Rule =
    Rule { name: "et-al", severity: Severity::Warning, file: include_str!("et_al.rs"), check };

fn check(facts: &Facts, _: &Evidence) -> Vec<Finding> {
    facts
        .mentions()
        .filter(|mention| !mention.item.inherits_names)
        .filter_map(|mention| {
            let spelling = || misspelt(&mention).or_else(|| unlike_manual(facts, &mention));
            too_few(facts, &mention).or_else(spelling)
        })
        .collect()
}

/// "et" is a whole word and takes no full stop.
fn misspelt(mention: &Mention) -> Option<Finding> {
    let et_al = mention.item.et_al.as_ref()?;
    let letters = et_al.text.to_lowercase();
    let stopped = letters.starts_with("et.") && letters[3..].trim_start().starts_with("al");
    let edit = Edit { span: et_al.span, text: "et al.".to_owned() };
    (stopped && !et_al.span.is_empty()).then(|| {
        RULE.finding(format!("\"{}\" is misspelt", et_al.text))
            .at(mention.item.span)
            .help("write \"et al.\"")
            .fix(Safety::Safe, vec![edit])
    })
}

/// All names where the manual has "et al.", or the other way round.
fn unlike_manual(facts: &Facts, mention: &Mention) -> Option<Finding> {
    let manual = facts.manual?;
    let (min, [index]) = (manual.et_al_min?, mention.tie.references.as_slice()) else {
        return None;
    };
    let (reference, work) = facts.work(*index)?;
    let (named, all) = (mention.named.names.len(), work.makers.len());
    let short = mention.named.et_al.is_some();
    let (due, what) = match short {
        true => (all >= min || work.more_makers, "spells out"),
        false => (all < min || named < all || named < 2, "writes \"et al.\" for"),
    };
    let told = mention.is_by_name() && !mention.item.inherits_names && !due;
    let authors = count(all, "author");
    told.then(|| {
        RULE.finding(format!("\"{}\": {} {what} {authors}", mention.label(), manual.name))
            .at(mention.item.span)
            .reference(*index)
            .related(reference.span, format!("the entry: {}", makers_of(reference)))
    })
}

/// "et al." hides one author only, or none.
fn too_few(facts: &Facts, mention: &Mention) -> Option<Finding> {
    let [index] = mention.tie.references.as_slice() else {
        return None;
    };
    let (reference, work) = facts.work(*index)?;
    mention.named.et_al.as_ref().filter(|et_al| !et_al.span.is_empty())?;
    let named = mention.named.names.len();
    if work.more_makers || work.makers.len() > named + 1 || (named > 1 && work.makers.len() > named)
    {
        return None;
    }
    let there = count(work.makers.len(), "author");
    let finding = RULE
        .finding(format!("\"{}\" has \"et al.\"; the entry has {there}", mention.label()))
        .at(mention.item.span)
        .reference(*index)
        .related(reference.span, format!("the entry: {}", makers_of(reference)))
        .help(format!("write \"{}\"", makers_of(reference)));
    Some(match spelt_out(facts, mention, reference) {
        Some(edit) => finding.fix(Safety::Unsafe, vec![edit]),
        None => finding,
    })
}

/// Puts the second author in the place of "et al.", joined as the text joins other pairs; without
/// one, takes "et al." out.
fn spelt_out(facts: &Facts, mention: &Mention, reference: &Reference) -> Option<Edit> {
    let [first] = mention.named.names.as_slice() else {
        return None;
    };
    let et_al = mention.named.et_al.as_ref()?;
    let span = Span::new(first.span.end, et_al.span.end.max(first.span.end));
    let text = match reference.entry.makers() {
        [_] => String::new(),
        [_, second] => format!("{}{}", between(facts, mention.citation.kind)?, second.cited()),
        _ => return None,
    };
    Some(Edit { span, text })
}

/// What stands between the two names of citations of this kind, as it stands there most often.
fn between<'a>(facts: &'a Facts, kind: CitationKind) -> Option<&'a str> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in facts.mentions().filter(|mention| mention.citation.kind == kind) {
        if let ([first, second], None) = (mention.item.names.as_slice(), &mention.item.et_al)
            && first.span.end < second.span.start
        {
            let words = facts.text(Span::new(first.span.end, second.span.start));
            *seen.entry(words).or_default() += 1;
        }
    }
    seen.into_iter().max_by_key(|(_, count)| *count).map(|(words, _)| words)
}
