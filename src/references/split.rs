//! Cuts a reference list into its entries.

use crate::lexicon::years::is_year;
use crate::model::document::{BlockKind, Document, MarkKind};
use crate::references::access;
use crate::references::identifiers;
use crate::references::lines::Line;
use crate::references::numbering::{self, Number, Shape};
use crate::references::reference_score::{self, has_year, starts_like_entry};
use crate::text::span::Span;

/// An entry of a list, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it stands, without its number or bullet.
    pub span: Span,
    /// Its number or key as printed, without brackets.
    pub label: Option<String>,
}

/// Cuts the lines of a list into entries. Sub-headings, page numbers and other lines that are no
/// part of an entry are left out.
pub fn split(document: &Document, lines: &[Line]) -> Vec<Item> {
    let lines = parts(document, lines);
    let shape = numbering_of(document, &lines);
    let starts = match shape {
        Some(shape) => numbered_starts(document, &lines, shape),
        None => unnumbered_starts(document, &lines),
    };
    let mut items = Vec::new();
    let mut open: Option<(Span, usize)> = None;
    for (line, start) in lines.iter().zip(starts) {
        match &mut open {
            Some((span, _)) if !start => *span = span.join(line.span),
            _ => {
                items.extend(open.take().map(|(span, block)| item(document, span, block, shape)));
                open = Some((line.span, line.block));
            }
        }
    }
    items.extend(open.map(|(span, block)| item(document, span, block, shape)));
    if let [first, rest @ ..] = items.as_slice()
        && introduces(document, first, rest)
    {
        items.remove(0);
    }
    items.retain(|item| is_blank(document, item) || is_entry(document.slice(item.span)));
    items
}

/// The lines that can be part of an entry. What follows a label of its own line begins anew.
fn parts(document: &Document, lines: &[Line]) -> Vec<Line> {
    let after_label = |at: usize| {
        let before = at.checked_sub(1).map(|before| &lines[before]);
        before.is_some_and(|before| before.block == lines[at].block && is_label(document, before))
    };
    let parts = lines.iter().enumerate().filter(|(_, line)| is_part(document, line));
    parts.map(|(at, line)| Line { first: line.first || after_label(at), ..*line }).collect()
}

/// Whether what stands first is a sentence about the list: it has no year, and the others have.
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

/// Whether a line can be part of an entry: no heading, page number or note.
fn is_part(document: &Document, line: &Line) -> bool {
    let kind = &document.blocks[line.block].kind;
    let text = document.slice(line.span);
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem { .. })
        && !is_label(document, line)
        && !(is_links(document, line) && text.len() < 100 && !has_year(text))
        && !(line.first && text.len() < 6 && text.chars().all(|c| c.is_ascii_digit() || c == '-'))
}

/// Whether a line is set bold as a whole and names a part of the list: "**Books:**".
fn is_label(document: &Document, line: &Line) -> bool {
    let text = document.slice(line.span).trim_end_matches([':', '：']);
    let bold = document.marks_in(line.span).any(|mark| {
        mark.kind == MarkKind::Strong
            && mark.span.len() >= text.len()
            && mark.span.overlaps(line.span)
    });
    line.first && bold && text.len() < 60 && !has_year(text)
}

/// Whether what was cut can be an entry at all: a few words.
fn is_entry(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 4 && text.len() >= 12
        || reference_score::score(text) >= 2.0
}

fn item(document: &Document, span: Span, block: usize, shape: Option<Shape>) -> Item {
    let ordinal = match document.blocks[block].kind {
        BlockKind::ListItem { ordinal } if document.blocks[block].span.start == span.start => {
            ordinal
        }
        _ => None,
    };
    let anchor = anchor(document, span.start);
    let (span, label) = numbering::strip(&document.text, span, shape);
    Item {
        span: span.trim(&document.text),
        label: anchor.or(label).or(ordinal.map(|ordinal| ordinal.to_string())),
    }
}

/// The key that the document's markup gives to the entry that begins at `start`.
fn anchor(document: &Document, start: usize) -> Option<String> {
    document.marks_in(Span::new(start, start + 1)).find_map(|mark| match &mark.kind {
        MarkKind::Anchor { key } if mark.span.start == start => Some(key.clone()),
        _ => None,
    })
}

/// The shape of the numbers before the entries, if they are typed out.
fn numbering_of(document: &Document, lines: &[Line]) -> Option<Shape> {
    let texts: Vec<&str> = lines.iter().map(|line| document.slice(line.span)).collect();
    let firsts: Vec<&str> =
        lines.iter().filter(|line| line.first).map(|line| document.slice(line.span)).collect();
    let items = lines.iter().filter(|line| is_list_item(document, line)).count();
    if items * 2 > firsts.len() {
        // The markup numbers the entries; numbers inside them are a second numbering.
        return numbering::shape_of(&firsts);
    }
    numbering::shape_of(&firsts)
        .filter(|_| firsts.len() >= 3)
        .or_else(|| numbering::shape_of(&texts))
}

fn is_list_item(document: &Document, line: &Line) -> bool {
    line.first && matches!(document.blocks[line.block].kind, BlockKind::ListItem { .. })
}

/// Whether a list item is none: Markdown takes a line that begins with a year and a full stop for
/// the item of that number.
fn is_year_item(document: &Document, line: &Line) -> bool {
    match document.blocks[line.block].kind {
        BlockKind::ListItem { ordinal } => {
            ordinal.is_some_and(|ordinal| i32::try_from(ordinal).is_ok_and(is_year))
        }
        _ => false,
    }
}

/// In a numbered list an entry starts where the next number stands. A list in parts may number each
/// part anew.
fn numbered_starts(document: &Document, lines: &[Line], shape: Shape) -> Vec<bool> {
    let number = |line: &Line| {
        let number = numbering::read(document.slice(line.span));
        number.filter(|number| number.shape == shape && !is_list_item(document, line))
    };
    let numbers: Vec<Option<Number>> = lines.iter().map(number).collect();
    let value = |at: usize| numbers[at].as_ref().and_then(|number| number.value);
    let begins_part = |at: usize| {
        let next = (at + 1..lines.len()).find_map(value);
        lines[at].first && value(at) == Some(1) && next == Some(2)
    };
    let mut last: Option<u32> = None;
    let starts = (0..lines.len()).map(|at| {
        if is_list_item(document, &lines[at]) {
            return true;
        }
        if numbers[at].is_none() {
            return false;
        }
        let follows = match (last, value(at)) {
            (Some(last), Some(value)) => {
                value > last && (lines[at].first || value <= last + 3) || begins_part(at)
            }
            _ => true,
        };
        if follows {
            last = value(at).or(last);
        }
        follows
    });
    starts.collect()
}

/// In a list without numbers the layout tells, and how references begin and end.
fn unnumbered_starts(document: &Document, lines: &[Line]) -> Vec<bool> {
    let layout = Layout::of(document, lines);
    let mut starts: Vec<bool> = Vec::with_capacity(lines.len());
    let mut dated = false;
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &lines[before]);
        let start = before.is_none_or(|before| layout.is_start(document, before, line, dated));
        dated = has_year(document.slice(line.span)) || (dated && !start);
        starts.push(start);
    }
    join_undated(document, lines, &mut starts);
    if one_in_each_block(lines, &starts) {
        for (line, start) in lines.iter().zip(&mut starts) {
            *start &= line.first;
        }
    }
    starts
}

/// Where nearly all entries of wrapped lines have a year, one without is the tail of the entry
/// before.
fn join_undated(document: &Document, lines: &[Line], starts: &mut [bool]) {
    let firsts: Vec<usize> = (0..lines.len()).filter(|&index| starts[index]).collect();
    let ends = firsts.iter().skip(1).copied().chain([lines.len()]);
    let dated: Vec<bool> = firsts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            lines[start..end].iter().any(|line| has_year(document.slice(line.span)))
        })
        .collect();
    let undated = dated.iter().filter(|dated| !**dated).count();
    if undated * 8 > dated.len() {
        return;
    }
    for (&start, _) in firsts.iter().zip(&dated).filter(|(_, dated)| !**dated) {
        starts[start] = start == 0 || lines[start].first;
    }
}

/// Whether a list has a paragraph for each entry, so that the few starts that were seen inside
/// paragraphs are mistaken.
fn one_in_each_block(lines: &[Line], starts: &[bool]) -> bool {
    let blocks = lines.iter().zip(starts).filter(|(line, start)| line.first && **start);
    let inside = lines.iter().zip(starts).filter(|(line, start)| !line.first && **start);
    let (blocks, inside) = (blocks.count(), inside.count());
    blocks >= 4 && inside < blocks
}

/// How a list is laid out.
struct Layout {
    /// How long lines are where they are wrapped, in characters.
    width: usize,
    /// Whether nearly all lines that go on are about as long, so that they are wrapped beyond doubt.
    wrapped: bool,
    /// The indents of lines that start entries and of those that go on, where they differ.
    hanging: Option<(usize, usize)>,
    /// Whether most entries are list items.
    itemised: bool,
}

impl Layout {
    fn of(document: &Document, lines: &[Line]) -> Layout {
        let mut lengths: Vec<usize> = lines
            .windows(2)
            .filter(|pair| !pair[1].first)
            .map(|pair| typed_length(document, &pair[0]))
            .collect();
        lengths.sort_unstable();
        let (width, wrapped) = width(&lengths);
        let firsts = lines.iter().filter(|line| line.first).count();
        let items = lines.iter().filter(|line| is_list_item(document, line)).count();
        Layout { width, wrapped, hanging: hanging(lines), itemised: items * 2 > firsts }
    }

    fn is_start(&self, document: &Document, before: &Line, line: &Line, dated: bool) -> bool {
        let text = document.slice(line.span);
        if is_list_item(document, line) {
            return !is_year_item(document, line);
        }
        if self.itemised {
            return line.first && reference_score::score(text) >= 3.0 && starts_like_entry(text);
        }
        if line.first {
            return !goes_on(document.slice(before.span), text);
        }
        if is_tail(text) || is_links(document, line) {
            return false;
        }
        if let Some((start, goes_on)) = self.hanging {
            return line.indent.abs_diff(start) < line.indent.abs_diff(goes_on);
        }
        let complete = if dated { 0.5 } else { -2.0 };
        self.score(document, before, line) + complete > 0.0
    }

    /// How much a line inside a paragraph looks like the start of an entry.
    fn score(&self, document: &Document, before: &Line, line: &Line) -> f32 {
        let text = document.slice(line.span);
        let ended = document.slice(before.span);
        let word = text.split(' ').next().unwrap_or("").chars().count();
        let length = typed_length(document, before);
        // No one wraps at more than that: such lines are entries as a whole, unless others are wrapped
        // and this one could not be, for its markup.
        let whole = length > WIDEST && !self.wrapped;
        let would_have_fitted = whole || length + 1 + word <= self.width;
        let mut score = if would_have_fitted { 2.0 } else { -1.5 };
        score += match ended.chars().next_back() {
            Some('.' | ')' | ']' | '/' | '>' | '。') => 0.5,
            Some(c) if c.is_ascii_digit() || ends_in_address(ended) => 0.0,
            Some(',' | '&' | '-' | '–' | ':' | ';' | '(') => -3.0,
            _ => -1.0,
        };
        score += if starts_like_entry(text) { 2.0 } else { -2.0 };
        if text
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "(,.:;&".contains(c))
        {
            score -= 2.5;
        }
        score
    }
}

/// How long lines are where they are wrapped, by the lengths of those that go on, and whether they
/// are wrapped beyond doubt: nearly half of them are nearly of one length. What is much longer then
/// does not count.
fn width(lengths: &[usize]) -> (usize, bool) {
    /// How many lines tell.
    const FEWEST: usize = 8;
    /// How much their lengths differ: by a long word.
    const WORD: usize = 12;
    let tenth = |lengths: &[usize], tenths: usize| {
        lengths.get(lengths.len() * tenths / 10).copied().unwrap_or(0)
    };
    let (low, high) = (tenth(lengths, 3), tenth(lengths, 7));
    if lengths.len() < FEWEST || high - low > WORD {
        return (tenth(lengths, 9), false);
    }
    let usual = lengths.partition_point(|length| *length <= high + WORD);
    (tenth(&lengths[..usual], 9), true)
}

/// The longest line that can be wrapped, in characters.
const WIDEST: usize = 160;

/// Whether the last word of a line is an address or a DOI.
fn ends_in_address(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or_default();
    word.contains("://") || word.starts_with("10.") || word.to_ascii_lowercase().starts_with("doi")
}

/// How long a line is in the source, with its indent and markup, in characters.
fn typed_length(document: &Document, line: &Line) -> usize {
    let typed = document.in_source(line.span).of(document.source.text());
    typed.chars().count() + line.indent
}

/// Whether a paragraph is torn from the one before: that one has not ended, and this one begins
/// in the middle of something.
fn goes_on(before: &str, text: &str) -> bool {
    let ended = before.ends_with(['.', ')', ']', '>', '。', '/'])
        || before.ends_with(|c: char| c.is_ascii_digit());
    let middle =
        text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "(,.:;&".contains(c));
    is_tail(text) || (!starts_like_entry(text) && middle && !ended)
}

/// Whether a line begins with what ends a reference: an address, a DOI, an access date.
fn is_tail(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(200)];
    access::leads(head)
        || identifiers::find(head).first().is_some_and(|identifier| identifier.whole.start <= 1)
}

/// Whether nothing but links stands on a line: "\[Online\](…). \[Preprint\](…)."
fn is_links(document: &Document, line: &Line) -> bool {
    let text = document.slice(line.span);
    let linked: usize = document
        .marks_in(line.span)
        .filter(|mark| matches!(mark.kind, MarkKind::Link { .. }))
        .map(|mark| mark.span.len())
        .sum();
    let rest = text.len().saturating_sub(linked);
    linked > 0 && rest <= text.chars().filter(|c| !c.is_alphanumeric()).count()
}

/// Two indents that alternate: that of first lines and that of the lines after them.
fn hanging(lines: &[Line]) -> Option<(usize, usize)> {
    let first = lines.first()?.indent;
    let others: Vec<usize> =
        lines.iter().map(|line| line.indent).filter(|indent| *indent != first).collect();
    let other = others.first().copied()?;
    let two = others.iter().all(|indent| indent.abs_diff(other) <= 1);
    let firsts_agree = lines.iter().filter(|line| line.first).all(|line| line.indent == first);
    // Paragraphs that go on without an indent say that it means nothing.
    let paragraphs = lines.iter().filter(|line| line.first).count();
    let flush = lines.iter().filter(|line| !line.first && line.indent == first).count();
    let means = firsts_agree && (paragraphs < 3 || flush <= others.len());
    (two && means && others.len() * 10 >= lines.len()).then_some((first, other))
}
