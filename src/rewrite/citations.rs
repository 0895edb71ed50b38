//! The citations of a paper that can be replaced.

use super::covered::stray;
use super::{locator, loose};
use crate::analysis::Analysis;
use crate::model::citation::{Citation as Typed, CitationKind, CitedItem, MatchKind, Resolution};
use crate::model::ids::ReferenceId;
use crate::render::citation::{Citation, Cite, Form};
use crate::text::span::Span;

/// A citation that can be replaced.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Planned {
    /// The stretch of the running text that is replaced.
    pub span: Span,
    /// What is written there.
    pub citation: Citation,
}

/// The citation as the renderer has it, with places in the list for entries; or why it stays.
pub(crate) fn plan(analysis: &Analysis, typed: &Typed) -> Result<Planned, String> {
    let narrative = match typed.kind {
        CitationKind::Parenthetical | CitationKind::Numeric => false,
        CitationKind::Narrative => true,
        CitationKind::Key => return Err("it is cited by key".to_owned()),
        CitationKind::Note => return Err("it stands in a note".to_owned()),
        CitationKind::Ibid => return Err("it points to the one before".to_owned()),
    };
    let text = &analysis.document.text;
    let span = match narrative {
        true => bracket(typed, text).ok_or("it has no bracket of its own, or several")?,
        false => typed.span,
    };
    let mut cites = Vec::new();
    for item in &typed.items {
        cites.push(self::cites(item, narrative)?);
    }
    let inside = Span::new(span.start + 1, span.end.saturating_sub(1));
    if typed.kind == CitationKind::Numeric {
        let around = loose::around_numbers(typed, inside, text)
            .ok_or("words stand between its numbers; part it into two")?;
        if let Some(first) = cites.first_mut().and_then(|cites| cites.first_mut())
            && first.prefix.is_empty()
        {
            first.prefix = around.before;
        }
        if let Some(last) = cites.last_mut().and_then(|cites| cites.last_mut()) {
            last.suffix = around.after;
        }
    } else {
        if let Some(word) = stray(typed, span, text) {
            return Err(format!("\"{word}\" stands within a work in it, and is no part of that"));
        }
        for (cites, around) in cites.iter_mut().zip(loose::around(typed, inside, text)) {
            if let Some(first) = cites.first_mut() {
                first.prefix = around.before;
                first.suffix = around.after;
            }
        }
    }
    if !analysis.document.text[span.start..].starts_with(['(', '[']) {
        return Err("it stands in no bracket of its own".to_owned());
    }
    if analysis.document.marks_in(span).next().is_some() {
        return Err("it holds markup".to_owned());
    }
    let cites = cites.into_iter().flatten().collect();
    Ok(Planned { span, citation: Citation { cites, note: 0 } })
}

/// One item's works; a range of numbers has several.
fn cites(item: &CitedItem, narrative: bool) -> Result<Vec<Cite>, String> {
    let resolution = &item.resolution;
    if item.exempt.is_some() || item.title.is_some() {
        return Err("not all in it is a work of the list; part it into two".to_owned());
    }
    let sure = matches!(resolution.match_kind, Some(MatchKind::Exact | MatchKind::Alias));
    let one = resolution.references.len() == 1 || !item.numbers.is_empty();
    if !sure || !one || resolution.references.is_empty() {
        return Err(unsure(resolution));
    }
    if !item.numbers.is_empty() && resolution.references.len() != item.numbers.len() {
        return Err("not all of its numbers are in the list; add the entries".to_owned());
    }
    let place = match &item.locator {
        None => None,
        Some(typed) => Some(locator::read(&typed.text).ok_or_else(|| {
            format!(
                "the place \"{}\" is not understood; write \"p. 12\" or \"chap. 3\"",
                typed.text
            )
        })?),
    };
    let prefix = item.prefix.as_ref().map(|prefix| prefix.text.clone()).unwrap_or_default();
    let form = if narrative { Form::SuppressAuthor } else { Form::Whole };
    let cite = |entry: &ReferenceId| Cite {
        entry: entry.index(),
        locator: place.clone(),
        prefix: prefix.clone(),
        form,
        ..Cite::default()
    };
    Ok(resolution.references.iter().map(cite).collect())
}

/// Why it is not sure which entry is meant, and what to do.
fn unsure(resolution: &Resolution) -> String {
    match resolution.references.len() {
        0 => "no entry of the list is meant by it; add the entry, or repair the name or the year",
        1 => "its name or year differs from the entry that seems to be meant; repair one of them",
        _ => "several entries may be meant; tell them apart by a letter after the year",
    }
    .to_owned()
}

/// The bracket of a citation whose names are part of the sentence.
fn bracket(typed: &Typed, text: &str) -> Option<Span> {
    let inside = typed.span.of(text);
    let opens = inside.find(['(', '['])?;
    // One bracket only: "Doe (1999) and Roe (2000)" has two.
    let closes = inside.rfind([')', ']'])?;
    let once = inside.matches(['(', '[']).count() == 1 && closes + 1 == inside.len();
    once.then(|| Span::new(typed.span.start + opens, typed.span.end))
}
