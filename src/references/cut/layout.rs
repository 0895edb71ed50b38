//! How a list is laid out.

use crate::lexicon::years::is_year;
use crate::model::document::{BlockKind, Document};
use crate::references::cut::clues::Clue;
use crate::references::cut::opening;
use crate::references::lines::Line;
use crate::references::numbering::{self, Number, Shape};

/// What parts the entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Numbers or keys of this shape.
    Numbered(Shape),
    /// The markup's own list.
    Items,
    /// A paragraph for each.
    Each,
    /// Paragraphs hold several entries, on lines of their own.
    Several,
}

/// How a list is laid out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Layout {
    /// What parts its entries.
    pub kind: Kind,
    /// The shape of the numbers that are typed before its entries.
    pub shape: Option<Shape>,
    /// The indents of lines that start entries and of those that go on, where they differ.
    pub hanging: Option<(usize, usize)>,
    /// How long lines are where they are wrapped, in characters.
    width: usize,
    /// Whether nearly all lines that go on are about as long, so that they are wrapped beyond doubt.
    wrapped: bool,
    /// Whether the lengths of the lines show that none is wrapped.
    pub whole: bool,
    /// Whether hardly any paragraph has a second line, though lines are wrapped.
    pub torn: bool,
}

impl Layout {
    /// The layouts that a list may have, the likeliest first.
    pub(crate) fn all(document: &Document, lines: &[Line]) -> Vec<Layout> {
        let mut lengths: Vec<usize> = lines
            .windows(2)
            .filter(|pair| !pair[1].first)
            .map(|pair| typed_length(document, &pair[0]))
            .collect();
        lengths.sort_unstable();
        let (width, wrapped) = width(&lengths);
        let firsts = lines.iter().filter(|line| line.first).count();
        let items = lines.iter().filter(|line| is_list_item(document, line)).count();
        let itemised = items * 2 > firsts;
        let shape = shape_of(document, lines, itemised);
        let whole = is_whole(document, lines, &lengths);
        let hanging = hanging(lines);
        let torn = !whole && (lines.len() - firsts) * 5 < lines.len();
        let base = Layout { kind: Kind::Each, shape, hanging, width, wrapped, whole, torn };
        let typed = match base.inside(document, lines) >= firsts || firsts < FEWEST {
            true => [Kind::Several, Kind::Each],
            false => [Kind::Each, Kind::Several],
        };
        let numbered = shape.filter(|_| !itemised).map(Kind::Numbered);
        let items = itemised.then_some(Kind::Items);
        let kinds = items.into_iter().chain(numbered).chain(typed);
        let of = |kind: Kind| Layout {
            kind,
            shape: shape.filter(|_| matches!(kind, Kind::Numbered(_) | Kind::Items)),
            ..base.clone()
        };
        kinds.map(of).collect()
    }

    /// How many lines inside paragraphs look like the beginnings of entries.
    fn inside(&self, document: &Document, lines: &[Line]) -> usize {
        let begins = |pair: &&[Line]| {
            let text = document.slice(pair[1].span);
            let ended = document.slice(pair[0].span).ends_with(['.', ')', ']', '/', '>', '。']);
            let like = || {
                let clue = opening::clue(text);
                matches!(clue, Clue::BeginsDated | Clue::BeginsLike | Clue::BeginsDash)
            };
            let indent = self.hanging.is_none_or(|(start, _)| pair[1].indent == start);
            let fits = self.would_have_fitted(document, &pair[0], &pair[1]);
            !pair[1].first && ended && indent && fits && like()
        };
        lines.windows(2).filter(begins).count()
    }

    /// Whether the first word of a line would have fitted on the line before, or that line is longer
    /// than anyone wraps.
    pub(crate) fn would_have_fitted(
        &self,
        document: &Document,
        before: &Line,
        line: &Line,
    ) -> bool {
        let text = document.slice(line.span);
        let word = text.split(' ').next().unwrap_or("").chars().count();
        let length = typed_length(document, before);
        // Lines that no one wraps are entries as a whole, unless others are wrapped and this one
        // could not be, for its markup.
        let whole = length > WIDEST && !self.wrapped;
        whole || length + 1 + word <= self.width
    }
}

/// Fewer paragraphs than this do not make a list of paragraphs.
const FEWEST: usize = 4;

/// The longest line that can be wrapped, in characters.
const WIDEST: usize = 160;

/// The shape of the numbers before the entries, if they are typed out.
fn shape_of(document: &Document, lines: &[Line], itemised: bool) -> Option<Shape> {
    let text = |line: &Line| document.slice(line.span);
    let firsts: Vec<&str> = lines.iter().filter(|line| line.first).map(text).collect();
    if itemised {
        // The markup numbers the entries; numbers inside them are a second numbering.
        return numbering::shape_of(&firsts);
    }
    let all: Vec<&str> = lines.iter().map(text).collect();
    numbering::shape_of(&firsts).filter(|_| firsts.len() >= 3).or_else(|| numbering::shape_of(&all))
}

/// Whether a line begins an item of the markup's own list. Markdown takes a line that begins with a
/// year and a full stop for the item of that number; it is none.
pub(crate) fn is_list_item(document: &Document, line: &Line) -> bool {
    let year = |ordinal: u64| i32::try_from(ordinal).is_ok_and(is_year);
    match document.block(line.block).kind {
        BlockKind::ListItem { ordinal } => line.first && !ordinal.is_some_and(year),
        _ => false,
    }
}

/// What the number before a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// There is none.
    None,
    /// It is the next one.
    Next,
    /// It is another.
    Other,
}

/// What the numbers of this shape say before each line. A list in parts may number each part from one.
pub(crate) fn rows(document: &Document, lines: &[Line], shape: Shape) -> Vec<Row> {
    let number = |line: &Line| {
        let number = numbering::read_of(document.slice(line.span), shape);
        number.filter(|_| !is_list_item(document, line))
    };
    let mut numbers: Vec<Option<Number>> = lines.iter().map(number).collect();
    add_those_of_another_shape(document, lines, shape, &mut numbers);
    let value = |at: usize| numbers[at].as_ref().and_then(|number| number.value);
    let begins_part = |at: usize| {
        let next = (at + 1..lines.len()).find_map(value);
        lines[at].first && value(at) == Some(1) && next == Some(2)
    };
    let mut last: Option<u32> = None;
    let row = |at: usize| {
        if numbers[at].is_none() {
            return Row::None;
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
        if follows { Row::Next } else { Row::Other }
    };
    (0..lines.len()).map(row).collect()
}

/// Adds the numbers that are set off otherwise than the rest, or not at all.
fn add_those_of_another_shape(
    document: &Document,
    lines: &[Line],
    shape: Shape,
    numbers: &mut [Option<Number>],
) {
    let value = |number: &Option<Number>| number.as_ref().and_then(|number| number.value);
    let mut following = vec![None; numbers.len()];
    let mut after = None;
    for at in (0..numbers.len()).rev() {
        following[at] = after;
        after = value(&numbers[at]).or(after);
    }
    let mut before = None;
    for at in 0..numbers.len() {
        // A line that goes on may begin with a number and a small letter: "13 pages".
        let open = lines[at].first || shape != Shape::Bare;
        if numbers[at].is_none() && open {
            let text = document.slice(lines[at].span);
            let around = (before.unwrap_or(0), following[at]);
            numbers[at] = numbering::in_row(text, Some(shape), around, lines[at].first);
        }
        before = value(&numbers[at]).or(before);
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

/// Whether lines are not wrapped: the longer half of those that go on, by their lengths, differ by
/// more than words, or some are longer than anyone wraps. Where hardly any goes on, all lines tell.
fn is_whole(document: &Document, lines: &[Line], going_on: &[usize]) -> bool {
    /// How many lines tell.
    const FEWEST: usize = 6;
    /// How much wrapped lines differ in length.
    const WORDS: usize = 30;
    let mut lengths = going_on.to_vec();
    if lengths.len() * 5 < lines.len() {
        lengths = lines.iter().map(|line| typed_length(document, line)).collect();
        lengths.sort_unstable();
    }
    let tenth = |tenths: usize| lengths.get(lengths.len() * tenths / 10).copied().unwrap_or(0);
    tenth(8) > WIDEST || lengths.len() >= FEWEST && tenth(9) - tenth(5) > WORDS
}

/// How long a line is in the source, with its indent and markup, in characters.
fn typed_length(document: &Document, line: &Line) -> usize {
    let typed = document.in_source(line.span).of(document.source.text());
    typed.chars().count() + line.indent
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
