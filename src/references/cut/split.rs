//! From the lines of a list to its entries.

use crate::model::document::{BlockKind, Document, MarkKind};
use crate::model::ids::BlockId;
use crate::references::cut::border;
use crate::references::cut::clues::Clue;
use crate::references::cut::layout::Layout;
use crate::references::cut::parts::parts;
use crate::references::cut::piece::Pieces;
use crate::references::cut::search::Evidence;
use crate::references::cut::weights;
use crate::references::lines::Line;
use crate::references::numbering::{self, Shape};
use crate::references::reference_score::{self, has_year};
use crate::text::span::Span;

/// An entry of a list, not read yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// Where it stands, without its number or bullet.
    pub span: Span,
    /// Its number or key as printed, without brackets.
    pub label: Option<String>,
}

/// A way to cut a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Cut {
    /// The entries.
    pub items: Vec<Item>,
    /// How much less likely it is than the likeliest, as a logarithm of odds.
    pub cost: f64,
}

/// The likely cuts of a list, the likeliest first, one at least, each made when it is asked for.
/// Sub-headings, page numbers and other lines that are no part of an entry are left out.
pub(crate) fn cuts(document: &Document, lines: &[Line]) -> impl Iterator<Item = Cut> {
    let lines = parts(document, lines);
    let mut seen: Vec<Vec<bool>> = Vec::new();
    Layout::all(document, &lines).into_iter().filter_map(move |layout| {
        let starts = of_layout(document, &lines, &layout).best(weights::built_in()).starts;
        if seen.contains(&starts) {
            return None;
        }
        let items = items(document, &lines, &starts, layout.shape);
        let cost = if seen.is_empty() { 0.0 } else { LAYOUT_COST };
        seen.push(starts);
        Some(Cut { items, cost })
    })
}

/// How much less likely a cut is that takes the list to be laid out in another way than it seems.
const LAYOUT_COST: f64 = 4.0;

/// What is seen of a list, where it is laid out as it most likely is.
pub fn evidence(document: &Document, lines: &[Line]) -> (Vec<Line>, Evidence) {
    let lines = parts(document, lines);
    let evidence = match Layout::all(document, &lines).first() {
        Some(layout) => of_layout(document, &lines, layout),
        None => Evidence::default(),
    };
    (lines, evidence)
}

fn of_layout(document: &Document, lines: &[Line], layout: &Layout) -> Evidence {
    let borders = border::clues(document, lines, layout);
    let starts = borders.iter().filter(|clues| is_likely(clues)).count();
    Evidence { borders, pieces: Pieces::of(document, lines, starts, layout.whole) }
}

/// Whether an entry may well begin where these clues are.
fn is_likely(clues: &[Clue]) -> bool {
    let place = [
        Clue::NumberOnFirst,
        Clue::NumberInside,
        Clue::ListItem,
        Clue::FirstOfEach,
        Clue::FirstOfTorn,
        Clue::FirstOfSeveral,
    ];
    let like = [Clue::BeginsDated, Clue::BeginsLike, Clue::BeginsDash];
    let any = |wanted: &[Clue]| wanted.iter().any(|clue| clues.contains(clue));
    any(&place) || any(&like) && any(&[Clue::WouldHaveFitted, Clue::IndentOfStart])
}

/// The pieces of a cut, without those that are no entries.
fn items(document: &Document, lines: &[Line], starts: &[bool], shape: Option<Shape>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Option<(Span, BlockId)> = None;
    for (line, start) in lines.iter().zip(starts) {
        match &mut open {
            Some((span, _)) if !start || is_address_of(document, line, *span) => {
                *span = span.join(line.span);
            }
            _ => {
                items.extend(open.take().map(|(span, block)| item(document, span, block, shape)));
                open = Some((line.span, line.block));
            }
        }
    }
    items.extend(open.map(|(span, block)| item(document, span, block, shape)));
    label_those_of_another_shape(document, &mut items, shape);
    if let [first, rest @ ..] = items.as_slice()
        && introduces(document, first, rest)
    {
        items.remove(0);
    }
    items.retain(|item| is_blank(document, item) || is_entry(document.slice(item.span)));
    items.shrink_to_fit();
    items
}

/// Labels entries whose number is set off otherwise than those of the others, or not at all.
fn label_those_of_another_shape(document: &Document, items: &mut [Item], shape: Option<Shape>) {
    let value = |item: &Item| item.label.as_ref().and_then(|label| label.parse::<u32>().ok());
    let numbered = items.iter().filter(|item| value(item).is_some()).count();
    if numbered * 2 < items.len() {
        return;
    }
    for at in 0..items.len() {
        let before = at.checked_sub(1).map_or(Some(0), |before| value(&items[before]));
        let Some(before) = before.filter(|_| items[at].label.is_none()) else { continue };
        let span = items[at].span;
        let around = (before, items.get(at + 1).and_then(value));
        if let Some(number) = numbering::in_row(document.slice(span), shape, around, true) {
            items[at].span = Span::new(span.start + number.len, span.end).trim(&document.text);
            items[at].label = Some(number.label);
        }
    }
}

/// Whether a line is but the address of the entry before it, which has none yet.
fn is_address_of(document: &Document, line: &Line, before: Span) -> bool {
    let text = document.slice(line.span);
    let item = matches!(document.block(line.block).kind, BlockKind::ListItem { .. });
    let numbered = numbering::read(text).is_some();
    let alone = !item && !numbered && text.contains("://") && !text.contains(char::is_whitespace);
    alone && !document.slice(before).contains("://")
}

/// Whether the first piece is a sentence about the list: it has no year, and the others have.
fn introduces(document: &Document, first: &Item, rest: &[Item]) -> bool {
    let text = document.slice(first.span);
    let dated = rest.iter().filter(|item| has_year(document.slice(item.span))).count();
    let plain = first.label.is_none() && !has_year(text) && reference_score::score(text) < 1.5;
    plain && !rest.is_empty() && dated * 5 >= rest.len() * 4
}

/// Whether only the number of an entry is left: the list counts it, and so must its readers.
fn is_blank(document: &Document, item: &Item) -> bool {
    let number = item.label.as_ref().is_some_and(|label| label.parse::<u32>().is_ok());
    number && !document.slice(item.span).contains(char::is_alphanumeric)
}

/// Whether what was cut can be an entry at all: a few words.
fn is_entry(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 4 && text.len() >= 12
        || reference_score::score(text) >= 2.0
}

fn item(document: &Document, span: Span, block: BlockId, shape: Option<Shape>) -> Item {
    let ordinal = match document.block(block).kind {
        BlockKind::ListItem { ordinal } if begins_block(document, block, span) => ordinal,
        _ => None,
    };
    let anchor = anchor(document, span.start);
    let (span, label) = numbering::strip(&document.text, span, shape);
    Item {
        span: span.trim(&document.text),
        label: anchor.or(label).or(ordinal.map(|ordinal| ordinal.to_string())),
    }
}

/// Whether a piece begins where its block does, blanks before it left out.
fn begins_block(document: &Document, block: BlockId, span: Span) -> bool {
    document.block(block).span.trim(&document.text).start == span.start
}

/// The key that the document's markup gives to the entry that begins at `start`.
fn anchor(document: &Document, start: usize) -> Option<String> {
    document.marks_in(Span::new(start, start + 1)).find_map(|mark| match &mark.kind {
        MarkKind::Anchor { key } if mark.span.start == start => Some(key.clone()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::DocumentWriter;
    use crate::references::lines::lines;
    use crate::text::source::Source;

    #[test]
    fn an_address_of_its_own_paragraph_belongs_to_the_entry_before() {
        let mut writer = DocumentWriter::new(Source::new("a", String::new()));
        for text in [
            "HURD, Ivan. What is a machine. 2007.",
            "https://example.org/what_is_a_machine.pdf",
            "LIND, A.; MOSS, O. Seeming and being. Oslo: Fjord, 2010.",
        ] {
            writer.begin(BlockKind::Paragraph);
            writer.push(text, Span::new(0, 0));
        }
        let document = writer.finish();
        let cut = cuts(&document, &lines(&document)).next().expect("a cut");
        let entries: Vec<&str> = cut.items.iter().map(|item| document.slice(item.span)).collect();
        assert_eq!(
            entries,
            [
                "HURD, Ivan. What is a machine. 2007.\nhttps://example.org/what_is_a_machine.pdf",
                "LIND, A.; MOSS, O. Seeming and being. Oslo: Fjord, 2010.",
            ]
        );
    }
}
