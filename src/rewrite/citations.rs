//! The citations of a paper that can be replaced.

use super::covered::stray;
use super::locator;
use crate::analysis::Analysis;
use crate::model::citation::{Citation as Typed, CitationKind, CitedItem, MatchKind, Resolution};
use crate::render::citation::{Citation, Cite, Form};
use crate::text::span::Span;

/// A citation that can be replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The stretch of the running text that is replaced.
    pub span: Span,
    /// What is written there.
    pub citation: Citation,
}

/// The citation as the renderer has it, with places in the list for entries; or why it stays.
pub fn plan(analysis: &Analysis, place: usize) -> Result<Planned, String> {
    let typed = &analysis.citations[place];
    let narrative = match typed.kind {
        CitationKind::Parenthetical | CitationKind::Numeric => false,
        CitationKind::Narrative => true,
        CitationKind::Key => return Err("it is cited by key".to_owned()),
        CitationKind::Note => return Err("it stands in a note".to_owned()),
        CitationKind::Ibid => return Err("it points to the one before".to_owned()),
    };
    if typed.kind != CitationKind::Numeric
        && let Some(word) = stray(typed, &analysis.document.text)
    {
        return Err(format!("\"{word}\" in it belongs to no work"));
    }
    let mut cites = Vec::new();
    for (item, resolution) in typed.items.iter().zip(&analysis.resolutions[place]) {
        cites.extend(self::cites(item, resolution, narrative)?);
    }
    let span = match narrative {
        true => bracket(typed, &analysis.document.text).ok_or("its bracket was not found")?,
        false => typed.span,
    };
    if !analysis.document.text[span.start..].starts_with(['(', '[']) {
        return Err("it stands in no bracket of its own".to_owned());
    }
    if analysis.document.marks_in(span).next().is_some() {
        return Err("it holds markup".to_owned());
    }
    Ok(Planned { span, citation: Citation { cites, note: 0 } })
}

/// One item's works; a range of numbers has several.
fn cites(item: &CitedItem, resolution: &Resolution, narrative: bool) -> Result<Vec<Cite>, String> {
    if item.exempt.is_some() || item.title.is_some() {
        return Err("not all in it is a work of the list".to_owned());
    }
    let sure = matches!(resolution.match_kind, Some(MatchKind::Exact | MatchKind::Alias));
    let one = resolution.references.len() == 1 || !item.numbers.is_empty();
    if !sure || !one || resolution.references.is_empty() {
        return Err("it is not sure which entry is meant".to_owned());
    }
    if !item.numbers.is_empty() && resolution.references.len() != item.numbers.len() {
        return Err("not all of its numbers are in the list".to_owned());
    }
    let place = match &item.locator {
        None => None,
        Some(typed) => Some(
            locator::read(&typed.text)
                .ok_or_else(|| format!("the place \"{}\" is not understood", typed.text))?,
        ),
    };
    let prefix = item.prefix.as_ref().map(|prefix| prefix.text.clone()).unwrap_or_default();
    let form = if narrative { Form::SuppressAuthor } else { Form::Whole };
    let cite = |entry: &usize| Cite {
        entry: *entry,
        locator: place.clone(),
        prefix: prefix.clone(),
        form,
        ..Cite::default()
    };
    Ok(resolution.references.iter().map(cite).collect())
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
