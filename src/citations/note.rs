//! Citations in footnotes and endnotes, in full or in short: Hurd, *After Anarchy*, 12.

use crate::citations::locator::locator;
use crate::citations::name::{Context, NameForm};
use crate::citations::prefix::past_prefix;
use crate::citations::tokens::Tokens;
use crate::citations::year::year_at;
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::model::document::{Block, BlockKind, Document, MarkKind};
use crate::text::span::Span;

/// How far behind the title the bracket with the year can stand, in tokens.
const FARTHEST: usize = 40;

/// How far before the title the names begin at most, in tokens.
const LONGEST: usize = 40;

/// Finds the works that a note names by author and title (Chicago Manual of Style, "notes and
/// bibliography"): in full, with place and year in brackets, or later in short.
pub fn scan(context: Context, document: &Document, block: &Block) -> Vec<Citation> {
    if !matches!(block.kind, BlockKind::Note { .. }) {
        return Vec::new();
    }
    let mut titles = quoted(context);
    let marks = document.marks_in(block.span).filter(|mark| mark.kind == MarkKind::Emphasis);
    titles.extend(marks.map(|mark| mark.span));
    titles.sort_by_key(|title| title.start);
    let mut found: Vec<Citation> = Vec::new();
    for title in titles {
        // The journal that a title is followed by is another title.
        let inside = found.last().is_some_and(|before| title.start < before.span.end);
        found.extend(if inside { None } else { work(context, title) });
    }
    found
}

/// What stands in quotes, quotes left out.
fn quoted(context: Context) -> Vec<Span> {
    let tokens = context.tokens;
    let quotes: Vec<usize> = (0..tokens.len()).filter(|&at| tokens.is(at, '"')).collect();
    let pairs = quotes.chunks_exact(2).filter(|pair| pair[0] + 1 < pair[1]);
    let double = pairs.map(|pair| tokens.span_of(pair[0] + 1, pair[1]));
    let opens =
        |at: &usize| tokens.text(*at) == "‘" || tokens.text(*at) == "'" && !tokens.touches(*at);
    let single = (0..tokens.len()).filter(opens).filter_map(|open| {
        // An apostrophe ends no quotation that a comma, a stop or a bracket does not follow.
        let ends = |at: &usize| {
            matches!(tokens.text(*at), "’" | "'")
                && (tokens.is_any(at + 1, &[',', '.', ';', '(', ')'])
                    || tokens.is_any(at - 1, &[',', '.']))
        };
        let close = (open + 2..tokens.len().min(open + LONGEST)).find(ends)?;
        Some(tokens.span_of(open + 1, close))
    });
    double.chain(single).collect()
}

/// The work of this title, if names stand before it.
fn work(context: Context, title: Span) -> Option<Citation> {
    let tokens = context.tokens;
    let first = tokens.from_offset(title.start);
    let before = first - usize::from(first > 0 && tokens.is_any(first - 1, &['"', '\'']));
    let comma = before.checked_sub(1).filter(|&at| tokens.is_any(at, &[',', ':']))?;
    let quote = |at: usize| tokens.is(at, '"') || matches!(tokens.text(at), "‘" | "’" | "'");
    if comma > 0 && quote(comma - 1) {
        // The title of an article before the journal.
        return None;
    }
    let from = (comma.saturating_sub(LONGEST)..comma).rev().find(|&at| tokens.is(at, ';'));
    let from = past_prefix(tokens, from.map_or(0, |at| at + 1), comma);
    let names = context.names_before(from, comma, None)?;
    if (names.from.saturating_sub(1)..comma).any(quote) {
        return None;
    }
    let mut after = tokens.from_offset(title.end);
    after += usize::from(tokens.is_any(after, &['"', '\'']));
    let year = bracketed_year(context, after);
    let end = year.as_ref().map_or(after, |(_, close)| close + 1);
    let stop = (end..tokens.len()).find(|&at| tokens.is(at, ';')).unwrap_or(tokens.len());
    let located = place(tokens, end, stop);
    // Names that the list does not know are an author's where a whole reference, or a page, goes
    // with them.
    let short = names.from == from && located.is_some() && names.form >= NameForm::Surname;
    if !(names.known || year.is_some() || short) {
        return None;
    }
    let last = located.as_ref().map_or(tokens.span(end.max(1) - 1), |cited| cited.span);
    let text = Cited::of(tokens.source(), title).text;
    let item = CitedItem {
        span: tokens.span(names.from).join(last),
        names: names.list,
        et_al: names.et_al,
        year: year.map(|(year, _)| year),
        title: Some(Cited { span: title, text: text.trim_end_matches([',', '.']).to_owned() }),
        locator: located,
        ..CitedItem::default()
    };
    Some(Citation { span: item.span, kind: CitationKind::Note, items: vec![item] })
}

/// The page after a title or a bracket, without the full stop of the sentence. A comma inside the
/// quotes of the title sets it off too: "Order," 385.
fn place(tokens: &Tokens, end: usize, stop: usize) -> Option<Cited> {
    let quoted = end > 1 && tokens.is(end - 1, '"') && tokens.is(end - 2, ',');
    let digit = |at: &usize| tokens.is_number(*at) || tokens.is(*at, '-');
    let bare = (end..stop).take_while(digit).last().filter(|_| quoted);
    let span = match bare {
        Some(last) => tokens.span_of(end, last + 1),
        None => locator(tokens, end, stop)?.0.span,
    };
    let text = span.of(tokens.source()).trim_end_matches('.');
    Some(Cited::of(tokens.source(), Span::new(span.start, span.start + text.len())))
}

/// The year that ends the next bracket, and the token that closes it: "(Princeton: Princeton
/// University Press, 1984)", "53, no. 2 (1999)".
fn bracketed_year(context: Context, from: usize) -> Option<(Cited, usize)> {
    let tokens = context.tokens;
    let end = (from + FARTHEST).min(tokens.len());
    let stop = (from..end).find(|&at| tokens.is(at, ';')).unwrap_or(end);
    (from..stop).filter_map(|at| context.closing(at)).find_map(|close| {
        let year = year_at(tokens, close - 1, close).filter(|year| year.plain)?;
        Some((Cited::of(tokens.source(), year.span), close))
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::Analysis;
    use crate::model::document::Document;
    use crate::model::library::Library;

    #[test]
    fn notes_name_works_in_full_and_in_short() {
        let text = "Here.[^1] There.[^2]\n\n[^1]: Ian Hurd, *After Anarchy* (Princeton: PUP, 2007), 12.\n\
                    [^2]: Hurd, *Anarchy*, 15; and Robert Keohane, \"Order,\" *Acta* 5 (1984): 3.\n\n\
                    ## Bibliography\n\nHurd, Ian. *After Anarchy*. Princeton: PUP, 2007.\n\n\
                    Keohane, Robert. \"Order.\" *Acta* 5 (1984): 1–9.\n";
        let document = Document::from_bytes("a.md", text.as_bytes().to_vec());
        let library = Library::none();
        let analysis = Analysis::gather(&document, &library);
        let tied: Vec<&[usize]> =
            analysis.cited_works().map(|one| &one.resolution.references[..]).collect();
        assert_eq!(tied, [&[0][..], &[0], &[1]]);
        let places: Vec<&str> = analysis
            .cited_works()
            .map(|one| one.item.locator.as_ref().map_or("", |locator| locator.text.as_str()))
            .collect();
        assert_eq!(places, ["12", "15", "3"]);
    }
}
