//! Citations by author and date: (Hurd 1999), Hurd (1999).

use crate::model::citation::{Citation, CitationKind};
use crate::scan::bracket::{Bracket, brackets};
use crate::scan::name::Context;
use crate::scan::segment::works;
use crate::scan::{bare, narrative};

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
    let bare = bare::scan(context, &found);
    found.extend(bare);
    found.sort_by_key(|citation| (citation.span.start, citation.span.end));
    found
}

/// A bracket that holds names and years.
fn parenthetical(context: Context, pair: &Bracket) -> Option<Citation> {
    let items = works(context, pair.open + 1, pair.close, false);
    let span = context.tokens.stretch(pair.open, pair.close + 1);
    let citation = Citation { span, kind: CitationKind::Parenthetical, items };
    (!citation.items.is_empty()).then_some(citation)
}
