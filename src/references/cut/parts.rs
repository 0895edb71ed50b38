//! Which lines of a list can be part of an entry.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::document::{BlockKind, Document, MarkKind};
use crate::references::lines::Line;
use crate::references::numbering::{self, Shape};
use crate::references::reference_score::{has_year, score};

/// A text that scores as much as this looks like a reference.
const LIKE: f32 = 3.0;

/// How long a line without a year is at least that does not name a part of the list, in bytes.
const SHORTEST: usize = 60;

/// The lines that can be part of an entry: no sub-headings, heads of pages, page numbers and lines drawn
/// under headings. What follows a label of its own line begins again.
pub(super) fn parts(document: &Document, lines: &[Line]) -> Vec<Line> {
    let headings = headings_are_entries(document, lines);
    let heads = page_heads(document, lines);
    let shape = typed_shape(document, lines);
    let mut parts = Vec::with_capacity(lines.len());
    let mut after_label = false;
    let mut last = None;
    for (at, line) in lines.iter().enumerate() {
        let number = number_before(document, line, shape);
        let goes_on = number.is_some() && number == last.map(|last: u32| last + 1);
        last = number.or(last);
        let before = at.checked_sub(1).map(|before| lines[before].block);
        after_label &= before == Some(line.block);
        if heads.contains(&at) {
            continue;
        }
        if is_label(document, line) && !goes_on || is_underlined(document, lines, at) {
            after_label = true;
        } else if is_part(document, line, headings, shape) {
            parts.push(Line { first: line.first || after_label, ..*line });
            after_label = false;
        }
    }
    parts
}

/// The indexes of the heads and feet of printed pages: the same words with a number before or behind
/// them, which is that of the page and grows from one to the next by few.
fn page_heads(document: &Document, lines: &[Line]) -> FxHashSet<usize> {
    /// So many heads are no chance.
    const FEWEST: usize = 3;
    /// The pages between two heads that say the same, at most: some lists fill a page with one entry.
    const NEAR: u32 = 4;
    let mut heads: FxHashMap<&str, Vec<(usize, u32)>> = FxHashMap::default();
    for (at, line) in lines.iter().enumerate() {
        if let Some((words, page)) = paged(document.slice(line.span)) {
            heads.entry(words).or_default().push((at, page));
        }
    }
    let grow = |heads: &&Vec<(usize, u32)>| {
        let near = |pair: &[(usize, u32)]| pair[0].1 < pair[1].1 && pair[1].1 <= pair[0].1 + NEAR;
        heads.len() >= FEWEST && heads.windows(2).all(near)
    };
    let heads = heads.values().filter(grow);
    heads.flat_map(|heads| heads.iter().map(|(at, _)| *at)).collect()
}

/// The words of a line and the number before or behind them.
fn paged(text: &str) -> Option<(&str, u32)> {
    const LONGEST: usize = 80;
    if text.len() > LONGEST {
        return None;
    }
    let sides = [text.split_once(' '), text.rsplit_once(' ').map(|(words, page)| (page, words))];
    let (page, words) = sides
        .into_iter()
        .flatten()
        .find(|(page, _)| page.len() < 5 && page.bytes().all(|byte| byte.is_ascii_digit()))?;
    let words = words.trim_matches([' ', '|', '·', '•', '–']);
    let plain = words.contains(char::is_alphabetic) && !words.ends_with(['.', ',', ';', ':']);
    plain.then_some((words, page.parse().ok()?))
}

/// Whether a list has its entries set as headings: most of its headings read as entries.
fn headings_are_entries(document: &Document, lines: &[Line]) -> bool {
    let is_heading =
        |line: &&Line| matches!(document.block(line.block).kind, BlockKind::Heading(_));
    let headings: Vec<&Line> = lines.iter().filter(is_heading).collect();
    let like = headings.iter().filter(|line| score(document.slice(line.span)) >= LIKE);
    headings.len() > 1 && like.count() * 2 > headings.len()
}

/// The number before a paragraph: that of the markup, or a typed one of this shape.
fn number_before(document: &Document, line: &Line, shape: Option<Shape>) -> Option<u32> {
    let typed = || numbering::read_of(document.slice(line.span), shape?)?.value;
    match document.block(line.block).kind {
        _ if !line.first => None,
        BlockKind::ListItem { ordinal: Some(ordinal) } => u32::try_from(ordinal).ok(),
        _ => typed(),
    }
}

/// The shape of the numbers that are typed before most paragraphs of a list.
fn typed_shape(document: &Document, lines: &[Line]) -> Option<Shape> {
    let firsts = lines.iter().filter(|line| line.first);
    let all = firsts.clone().count();
    let numbers = firsts.filter_map(|line| numbering::read(document.slice(line.span)));
    let mut shapes: FxHashMap<Shape, usize> = FxHashMap::default();
    for number in numbers.filter(|number| number.value.is_some()) {
        *shapes.entry(number.shape).or_default() += 1;
    }
    shapes.into_iter().find(|(_, count)| count * 2 > all).map(|(shape, _)| shape)
}

fn is_part(document: &Document, line: &Line, headings: bool, shape: Option<Shape>) -> bool {
    let text = document.slice(line.span);
    let block = &document.block(line.block).kind;
    let kind = match block {
        BlockKind::Paragraph | BlockKind::ListItem { .. } => true,
        // Between entries that are set as headings a few words name a part of the list.
        BlockKind::Heading(_) => headings && (text.len() >= SHORTEST || has_year(text)),
        _ => false,
    };
    // A page head that is but a number.
    let digits = text.chars().all(|c| c.is_ascii_digit() || c == '-');
    let page = line.first && text.len() < 6 && digits;
    // An address with a number of its own is an entry.
    let typed = || numbering::read(text).map(|number| number.shape);
    let item = matches!(block, BlockKind::ListItem { ordinal: Some(_) });
    let numbered = line.first && (item || shape.is_some() && typed() == shape);
    let short = text.len() < 100 && !has_year(text);
    let tail = is_links(document, line) && short && !numbered;
    let dropped = is_drawn(text) || tail || page;
    kind && !dropped
}

/// Whether a line is set bold as a whole and names a part of the list: "**Books:**".
fn is_label(document: &Document, line: &Line) -> bool {
    let text = document.slice(line.span).trim_end_matches([':', '：']);
    let bold = document.marks_in(line.span).any(|mark| {
        mark.kind == MarkKind::Strong
            && mark.span.len() >= text.len()
            && mark.span.overlaps(line.span)
    });
    line.first && bold && text.len() < SHORTEST && !has_year(text)
}

/// Whether a line is drawn and not written: "-----".
fn is_drawn(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '~' | '_' | '*' | '─' | '═'))
}

/// Whether a line names a part of the list: a line is drawn under it.
fn is_underlined(document: &Document, lines: &[Line], at: usize) -> bool {
    let text = document.slice(lines[at].span);
    let under = lines.get(at + 1).map_or("", |line| document.slice(line.span));
    is_drawn(under) && text.len() < SHORTEST && !has_year(text) && !is_drawn(text)
}

/// Whether nothing but links stands on a line: "\[Online\](…). \[Preprint\](…)."
pub(super) fn is_links(document: &Document, line: &Line) -> bool {
    let text = document.slice(line.span);
    let linked: usize = document
        .marks_in(line.span)
        .filter(|mark| matches!(mark.kind, MarkKind::Link { .. }))
        .map(|mark| mark.span.len())
        .sum();
    let rest = text.len().saturating_sub(linked);
    linked > 0 && rest <= text.chars().filter(|c| !c.is_alphanumeric()).count()
}
