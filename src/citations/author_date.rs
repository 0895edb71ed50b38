//! Citations by author and date: (Hurd 1999), Hurd (1999).

use crate::citations::bracket::{Bracket, brackets};
use crate::citations::bracket_items::works;
use crate::citations::name::Context;
use crate::citations::{narrative, unbracketed};
use crate::model::citation::{Citation, CitationKind};

/// The most tokens that a bracket of citations can hold.
const LONGEST: usize = 3000;

/// Finds the citations by author and date in a block.
pub fn scan(context: Context) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    for pair in brackets(context.tokens) {
        if pair.close - pair.open < LONGEST {
            let before = found.last();
            let citation = narrative::read(context, &pair, before);
            found.extend(citation.or_else(|| parenthetical(context.in_bracket(), &pair)));
        }
    }
    found.sort_by_key(|citation| (citation.span.start, citation.span.end));
    let bare = unbracketed::scan(context, &found);
    found.extend(bare);
    found.sort_by_key(|citation| (citation.span.start, citation.span.end));
    found
}

/// A bracket that holds names and years.
fn parenthetical(context: Context, pair: &Bracket) -> Option<Citation> {
    let items = works(context, pair.open + 1, pair.close, false);
    let span = context.tokens.span_of(pair.open, pair.close + 1);
    let citation = Citation { span, kind: CitationKind::Parenthetical, items };
    (!citation.items.is_empty()).then_some(citation)
}
