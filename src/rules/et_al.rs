//! "et al." for too few authors, misspelt, or missing where it is due.
//!
//! "et al." stands for at least two authors: a work by two is cited with both names, in all manuals. A
//! paper that shortens two throughout gets one hint.
//! With a style (`--style`), its manual says from how many authors on it stands: three in APA 7.
//!
//! ```paper
//! Trust is local (Buchanan et al. 2006). {et-al}
//!
//! ## References
//!
//! Buchanan, A., and R. Keohane. 2006. "The Legitimacy of Global Governance Institutions." *Ethics and International Affairs* 20 (4): 405–437.
//! ```

use std::collections::{BTreeMap, HashSet};

use crate::analysis::{Analysis, CitedWork};
use crate::model::citation::{CitationKind, MatchKind};
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::reference::Reference;
use crate::rules::citation_style::in_one;
use crate::rules::merge_by_cause::merge_by_cause;
use crate::rules::rule::Rule;
use crate::rules::words::{count, creators_of};
use crate::text::span::Span;

/// "et al." for too few authors, misspelt, or missing where it is due.
pub(crate) const RULE: Rule =
    Rule { name: "et-al", severity: Severity::Warning, head: head!("et_al.rs"), check };

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    // What points back does not say which work of its author it means.
    let names_work =
        |one: &CitedWork| !one.item.inherits_names && one.citation.kind != CitationKind::Ibid;
    let cited = || analysis.cited_works().filter(names_work);
    // A work that is cited so wherever it is cited may be wrong in the list.
    let few = cited().filter_map(|one| too_few(analysis, &one));
    let mut findings = match shortens_pairs(analysis, cited()) {
        true => in_one(few.map(|finding| Finding { severity: Severity::Hint, ..finding })),
        false => merge_by_cause(few),
    };
    let (mut long, mut short) = (Vec::new(), Vec::new());
    for one in cited().filter(|one| too_few(analysis, one).is_none()) {
        match misspelt(&one) {
            Some(finding) => findings.push(finding),
            None if one.named.et_al.is_none() => long.extend(unlike_manual(analysis, &one)),
            None => short.extend(unlike_manual(analysis, &one)),
        }
    }
    findings.extend(in_one(long.into_iter()));
    findings.extend(in_one(short.into_iter()));
    findings
}

/// Whether "et al." stands for one of two authors throughout, as some styles have it: for several works,
/// and no two authors are named.
fn shortens_pairs<'a>(analysis: &Analysis, cited: impl Iterator<Item = CitedWork<'a>>) -> bool {
    const SEVERAL: usize = 4;
    let mut shortened = HashSet::new();
    for one in cited {
        let [index] = one.resolution().references.as_slice() else { continue };
        let work = analysis.citation_index.work(*index);
        if work.creators.len() != 2 || work.more_creators {
            continue;
        }
        match one.named.et_al {
            Some(_) => {
                shortened.insert(*index);
            }
            None if one.named.names.len() > 1 => return false,
            None => {}
        }
    }
    shortened.len() >= SEVERAL
}

/// "et" is a whole word and takes no full stop.
fn misspelt(cited_work: &CitedWork) -> Option<Finding> {
    let et_al = cited_work.item.et_al.as_ref()?;
    let letters = et_al.text.to_lowercase();
    let stopped = letters.starts_with("et.") && letters[3..].trim_start().starts_with("al");
    let other = letters.starts_with("at ") || letters == "et all";
    let edit = Edit { span: et_al.span, text: "et al.".to_owned() };
    (stopped || other).then(|| {
        RULE.finding(format!("\"{}\" is misspelt", et_al.text))
            .at(cited_work.item.span)
            .help("write \"et al.\"")
            .fix(Safety::Safe, vec![edit])
    })
}

/// All names where the manual has "et al.", or the other way round.
fn unlike_manual(analysis: &Analysis, cited_work: &CitedWork) -> Option<Finding> {
    let conventions = analysis.conventions?;
    let (min, [index]) = (conventions.et_al_min?, cited_work.resolution().references.as_slice())
    else {
        return None;
    };
    let (reference, work) = analysis.work(*index)?;
    if cited_work.named.names_partly {
        return None;
    }
    let (named, all) = (cited_work.named.names.len(), work.creators.len());
    let short = cited_work.named.et_al.is_some();
    let (due, what) = match short {
        true => (all >= min || work.more_creators, "spells out"),
        false => (all < min || named < all || named < 2, "writes \"et al.\" for"),
    };
    let told = cited_work.is_by_name() && !cited_work.item.inherits_names && !due;
    let authors = count(all, "author");
    told.then(|| {
        RULE.finding(format!("\"{}\": {} {what} {authors}", cited_work.label(), conventions.name))
            .at(cited_work.item.span)
            .reference(*index)
            .related(reference.span, format!("the entry: {}", creators_of(reference)))
    })
}

/// "et al." hides one author only, or none.
fn too_few(analysis: &Analysis, cited_work: &CitedWork) -> Option<Finding> {
    let [index] = cited_work.resolution().references.as_slice() else {
        return None;
    };
    let (reference, work) = analysis.work(*index)?;
    cited_work.named.et_al.as_ref()?;
    let named = cited_work.named.names.len();
    // A work of other authors is said to be so by another rule.
    let first = cited_work.named.names.first()?;
    if cited_work.is_match(MatchKind::AuthorDiffers)
        && !work.is_creator(0, &analysis.citation_index.key_of(&first.text))
    {
        return None;
    }
    if work.more_creators
        || work.creators.len() > named + 1
        || (named > 1 && work.creators.len() > named)
    {
        return None;
    }
    let there = count(work.creators.len(), "author");
    let finding = RULE
        .finding(format!("\"{}\" has \"et al.\"; the entry has {there}", cited_work.label()))
        .at(cited_work.item.span)
        .reference(*index)
        .related(reference.span, format!("the entry: {}", creators_of(reference)))
        .help(format!("write \"{}\"", creators_of(reference)));
    Some(match spelt_out(analysis, cited_work, reference) {
        Some(edit) => finding.fix(Safety::Unsafe, vec![edit]),
        None => finding,
    })
}

/// Puts the second author in the place of "et al.", joined as the text joins other pairs; without
/// one, takes "et al." out.
fn spelt_out(analysis: &Analysis, cited_work: &CitedWork, reference: &Reference) -> Option<Edit> {
    let [first] = cited_work.named.names.as_slice() else {
        return None;
    };
    let et_al = cited_work.named.et_al.as_ref()?;
    let span = Span::new(first.span.end, et_al.span.end.max(first.span.end));
    let text = match reference.entry.creators() {
        [_] => String::new(),
        [_, second] => {
            format!("{}{}", between(analysis, cited_work.citation.kind)?, second.cited())
        }
        _ => return None,
    };
    Some(Edit { span, text })
}

/// What stands between the two names of citations of this kind, as it stands there most often.
pub(super) fn between<'a>(analysis: &'a Analysis, kind: CitationKind) -> Option<&'a str> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for cited_work in analysis.cited_works().filter(|cited_work| cited_work.citation.kind == kind) {
        if let ([first, second], false) =
            (cited_work.item.names.as_slice(), cited_work.item.leaves_out_names())
            && first.span.end < second.span.start
        {
            let words = analysis.text(Span::new(first.span.end, second.span.start));
            *seen.entry(words).or_default() += 1;
        }
    }
    seen.into_iter().max_by_key(|(_, count)| *count).map(|(words, _)| words)
}
