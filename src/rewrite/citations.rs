//! The citations of a paper that can be replaced.

use super::covered::stray;
use super::kept::Kept;
use super::{locator, loose};
use crate::analysis::Analysis;
use crate::model::citation::{Citation as Typed, CitationKind, CitedItem, MatchKind, Resolution};
use crate::model::ids::ReferenceId;
use crate::render::citation::{Citation, Cite, Form};
use crate::text::span::Span;

/// A citation that can be replaced.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Planned {
    /// The segment of the running text that is replaced.
    pub span: Span,
    /// What is written there.
    pub citation: Citation,
}

/// The citation as the renderer has it, with places in the list for entries; or why it stays.
pub(crate) fn plan(analysis: &Analysis, typed: &Typed) -> Result<Planned, Kept> {
    let narrative = match typed.kind {
        CitationKind::Parenthetical | CitationKind::Numeric => false,
        CitationKind::Narrative => true,
        CitationKind::Key => return Err(Kept::ByKey),
        CitationKind::Note => return Err(Kept::InNote),
        CitationKind::Ibid => return Err(Kept::PointsBack),
    };
    let text = &analysis.document.text;
    let span = match narrative {
        true => bracket(typed, text).ok_or(Kept::NoOneBracket)?,
        false => typed.span,
    };
    let mut cites = Vec::new();
    for item in &typed.items {
        cites.push(self::cites(item, narrative)?);
    }
    let inside = Span::new(span.start + 1, span.end.saturating_sub(1));
    if typed.kind == CitationKind::Numeric {
        let around = loose::around_numbers(typed, inside, text).ok_or(Kept::WordsBetween)?;
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
            return Err(Kept::Stray(word.to_owned()));
        }
        for (cites, around) in cites.iter_mut().zip(loose::around(typed, inside, text)) {
            if let Some(first) = cites.first_mut() {
                first.prefix = around.before;
                first.suffix = around.after;
            }
        }
    }
    if !analysis.document.text[span.start..].starts_with(['(', '[']) {
        return Err(Kept::NoBracket);
    }
    if analysis.document.marks_in(span).next().is_some() {
        return Err(Kept::Markup);
    }
    let cites = cites.into_iter().flatten().collect();
    Ok(Planned { span, citation: Citation { cites, note: 0 } })
}

/// One item's works; a range of numbers has several.
fn cites(item: &CitedItem, narrative: bool) -> Result<Vec<Cite>, Kept> {
    let resolution = &item.resolution;
    if item.exempt.is_some() || item.title.is_some() {
        return Err(Kept::Mixed);
    }
    let sure = matches!(resolution.match_kind, Some(MatchKind::Exact | MatchKind::Alias));
    let one = resolution.references.len() == 1 || !item.numbers.is_empty();
    if !sure || !one || resolution.references.is_empty() {
        return Err(unsure(resolution));
    }
    if !item.numbers.is_empty() && resolution.references.len() != item.numbers.len() {
        return Err(Kept::NumbersMissing);
    }
    let place = match &item.locator {
        None => None,
        Some(typed) => {
            let read = locator::read(&typed.text);
            Some(read.ok_or_else(|| Kept::Place(typed.text.clone()))?)
        }
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
fn unsure(resolution: &Resolution) -> Kept {
    match resolution.references.len() {
        0 => Kept::NoEntry,
        1 => Kept::Differs,
        _ => Kept::Several,
    }
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
