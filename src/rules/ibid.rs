//! ibid. or op. cit. with nothing, or several works, before it, or where it is fragile.
//!
//! "ibid." stands for the one work cited just before. With none before it, or with several in the
//! citation before, the reader cannot tell which. Author–date manuals (APA, Chicago author-date,
//! Harvard) do not use it: a citation put in between later makes it point to another work. With
//! `--style` it is a warning where the style has no form for it; in notes it is a hint then, since
//! manuals advise short forms (Chicago, 18th ed., 13.37) and allow it. "op. cit." with a name stands
//! for a work of that author cited before.
//!
//! ```paper
//! Trust is local (ibid.). {ibid}
//!
//! It is earned (Hurd 1999).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//! ```

use std::collections::HashMap;

use crate::analysis::Analysis;
use crate::model::citation::{Citation, CitationKind, Cited, System};
use crate::model::document::BlockKind;
use crate::model::evidence::Evidence;
use crate::model::finding::{Edit, Finding, Safety, Severity};
use crate::model::ids::{BlockId, ReferenceId};
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::fold::{fold, surname_key};
use crate::text::span::Span;

/// ibid. or op. cit. with nothing, or several works, before it, or where it is fragile.
pub(crate) const RULE: Rule =
    Rule { name: "ibid", severity: Severity::Error, head: head!("ibid.rs"), check };

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<&Citation> = None;
    for citation in &analysis.citations {
        if citation.kind == CitationKind::Ibid {
            findings.extend(judged(analysis, citation, before));
        } else {
            before = Some(citation);
        }
    }
    findings.extend(spelling(analysis));
    findings
}

fn judged(analysis: &Analysis, citation: &Citation, before: Option<&Citation>) -> Option<Finding> {
    let word = analysis.text(citation.span).trim_matches(['(', ')', '[', ']']);
    if before.is_none_or(|before| !follows(analysis, before, citation))
        && follows_note(analysis, citation)
    {
        // What the note before names may be a work all the same.
        return None;
    }
    if let Some(name) = citation.items.first().and_then(|item| item.names.first()) {
        return (!is_cited_before(analysis, citation, &name.text)).then(|| {
            RULE.finding(format!("\"{word}\": no work of {} is cited before it", name.text))
                .at(citation.span)
                .help("cite the work in full")
        });
    }
    match before {
        None => Some(
            RULE.finding(format!("\"{word}\" has no citation before it"))
                .at(citation.span)
                .help("cite the work in full"),
        ),
        Some(before) if before.items.len() > 1 => Some(
            RULE.finding(format!("\"{word}\" follows a citation of {} works", before.items.len()))
                .at(citation.span)
                .related(before.span, "the citation before")
                .help("cite the one that is meant in full"),
        ),
        Some(_) if is_unwanted(analysis) => {
            let tied = citation.items.first().and_then(|item| item.resolution.references.first());
            let name =
                tied.and_then(|&at| analysis.work(at)).map(|(reference, _)| name_of(reference));
            let help = match name {
                Some(name) => format!("write \"{name}\": that stays right when the text is moved"),
                None => "repeat the citation: that stays right when the text is moved".to_owned(),
            };
            let (severity, message) =
                match analysis.conventions.filter(|conventions| !conventions.ibid) {
                    Some(conventions) => {
                        let in_note = analysis.system == System::Note;
                        let severity = if in_note { Severity::Hint } else { Severity::Warning };
                        (severity, format!("\"{word}\": {} has no such word", conventions.name))
                    }
                    None => (
                        Severity::Hint,
                        format!("\"{word}\" in a paper that cites by author and date"),
                    ),
                };
            let finding = RULE.finding(message).at(citation.span).help(help);
            let finding = Finding { severity, ..finding };
            Some(match tied.and_then(|&at| spelt_out(analysis, citation, at)) {
                Some(edit) => finding.fix(Safety::Unsafe, vec![edit]),
                None => finding,
            })
        }
        Some(_) => None,
    }
}

/// Puts names and year in the place of the word, as they stand in another citation of the work in
/// brackets.
fn spelt_out(analysis: &Analysis, citation: &Citation, reference: ReferenceId) -> Option<Edit> {
    let word = citation.items.first()?.points_back.as_ref()?.span;
    if !analysis.text(citation.span).starts_with(['(', '[']) || word.is_empty() {
        return None;
    }
    let named = analysis.cited_works().find_map(|cited_work| {
        let in_full = cited_work.citation.kind == CitationKind::Parenthetical
            && cited_work.resolution().references == [reference];
        let (first, year) =
            cited_work.item.names.first().zip(cited_work.item.year.as_ref()).filter(|_| in_full)?;
        let letter = cited_work.item.suffix.as_ref().map_or(0, String::len);
        let span = Span::new(first.span.start, year.span.end + letter);
        (first.span.end <= year.span.start).then(|| analysis.text(span).to_owned())
    })?;
    Some(Edit { span: word, text: named })
}

/// Whether "ibid." has no place in the paper: it cites by author and date, or its manual has no such
/// word.
fn is_unwanted(analysis: &Analysis) -> bool {
    let conventions = analysis.conventions.is_some_and(|conventions| !conventions.ibid);
    analysis.system == System::AuthorDate || analysis.system == System::Note && conventions
}

/// Whether a citation stands in the same note as the one after it, or in the note before that.
fn follows(analysis: &Analysis, before: &Citation, citation: &Citation) -> bool {
    let block = |citation: &Citation| analysis.document.block_at(citation.span.start);
    let last = block(citation).zip(block(before));
    last.is_some_and(|(this, before)| this == before || this.before() == Some(before))
}

/// Whether a citation stands in a note, after words of this note or after another.
fn follows_note(analysis: &Analysis, citation: &Citation) -> bool {
    let document = analysis.document;
    let Some(at) = document.block_at(citation.span.start) else { return false };
    let is_note = |at: BlockId| matches!(document.block(at).kind, BlockKind::Note { .. });
    let inside = citation.span.start > document.block(at).span.start;
    is_note(at) && (inside || at.before().is_some_and(is_note))
}

/// Whether the text before a citation names this author, in a citation or not.
fn is_cited_before(analysis: &Analysis, citation: &Citation, name: &str) -> bool {
    let citation_index = &analysis.citation_index;
    let surname = name.rsplit(' ').next().unwrap_or(name);
    if analysis.document.text[..citation.span.start].contains(surname) {
        return true;
    }
    let last = |name: &str| surname_key(name.rsplit(' ').next().unwrap_or(name));
    let same = |other: &str| {
        citation_index.key_of(other) == citation_index.key_of(name) || last(other) == last(name)
    };
    let before = analysis.citations.iter().take_while(|one| one.span.start < citation.span.start);
    let items = before.flat_map(|citation| &citation.items);
    items.filter_map(|item| item.names.first()).any(|other| same(&other.text))
}

/// "ibid" here, "ibid." there; another word is written in its own way.
fn spelling(analysis: &Analysis) -> Vec<Finding> {
    let again = analysis.citations.iter().filter(|citation| citation.kind == CitationKind::Ibid);
    let words = again.filter_map(|citation| citation.items.first()?.points_back.as_ref());
    let words: Vec<(String, &Cited)> = words.map(|word| (fold(&word.text), word)).collect();
    let stopped = |word: &Cited| word.text.ends_with('.');
    // With a full stop, and without, for each word.
    let mut written: HashMap<&str, (usize, usize)> = HashMap::new();
    for (key, word) in &words {
        let (with, without) = written.entry(key).or_default();
        *if stopped(word) { with } else { without } += 1;
    }
    let rare = words.iter().filter_map(|(key, word)| {
        let (with, without) = *written.get(key.as_str())?;
        let common = if with < without { "without" } else { "with" };
        let is_rare = with > 0 && without > 0 && stopped(word) == (with < without);
        is_rare.then_some((word, common))
    });
    rare.map(|(word, common)| {
        let message = format!("\"{}\" is written {common} a full stop elsewhere", word.text);
        let finding = RULE.finding(message).at(word.span);
        let help = "write it in one way; it is short for ibidem";
        Finding { severity: Severity::Hint, ..finding.help(help) }
    })
    .collect()
}
