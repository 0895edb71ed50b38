//! Finds where the reference list of a document stands.

use std::ops::Range;

use tracing::info;

use crate::lexicon::headings::{
    heads_back_matter, heads_references, heads_something_else, is_named,
};
use crate::model::document::{Block, BlockKind, Document, MarkKind};
use crate::references::lines::Line;
use crate::references::numbering::{self, Shape};
use crate::references::reference_score;
use crate::text::span::Span;

/// A segment of lines that holds references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListRange {
    /// The heading above it.
    pub heading: Option<Span>,
    /// Its lines, by their indexes.
    pub lines: Range<usize>,
}

/// How many blocks in a row that do not look like references end a list.
const PATIENCE: usize = 3;

/// How many such blocks stand before a list at most.
const PATIENCE_AT_FIRST: usize = 6;

/// Below this a text does not look like a reference, from here on it does.
const UNLIKE: f32 = 1.5;
const LIKE: f32 = 2.5;

/// The reference lists of a document, in order: what stands under their headings, or, where no
/// heading announces one, the run of references with which the document ends.
pub(crate) fn find(document: &Document, lines: &[Line]) -> Vec<ListRange> {
    let mut why = "under its heading";
    let headings: Vec<usize> =
        (0..lines.len()).filter(|&index| is_list_heading(document, lines, index)).collect();
    let mut found = Vec::new();
    for (at, &heading) in headings.iter().enumerate() {
        let limit = headings.get(at + 1).copied().unwrap_or(lines.len());
        let end = end_of_list(document, lines, heading, limit);
        if end > heading + 1 {
            found.push(ListRange { heading: Some(lines[heading].span), lines: heading + 1..end });
        }
    }
    if found.iter().any(|segment| !is_prose(document, lines, segment, LONGEST)) {
        found.retain(|segment| !is_prose(document, lines, segment, LONGEST));
    }
    if found.is_empty() {
        why = "where the file marks it";
        found.extend(marked(document, lines));
    }
    if found.is_empty() {
        why = "a run of references without a heading";
        let run = without_heading(document, lines);
        let is_whole = |run: &ListRange| run.lines.len() == lines.len();
        found.extend(
            run.filter(|run| is_whole(run) || !is_prose(document, lines, run, LONGEST_UNHEADED)),
        );
    }
    if found.is_empty()
        && let Some(&heading) = headings.last()
    {
        // The heading is there, the list is not: that is worth saying.
        why = "a heading with nothing under it";
        let after = heading + 1;
        found.push(ListRange { heading: Some(lines[heading].span), lines: after..after });
    }
    tell(document, &found, why);
    found
}

/// Tells who asks for it where the lists are, and why there.
fn tell(document: &Document, found: &[ListRange], why: &str) {
    if found.is_empty() {
        info!("no reference list found");
    }
    for list in found {
        let heading = list.heading.map_or("", |span| document.slice(span).trim());
        info!(lines = list.lines.len(), heading, why, "reference list found");
    }
}

/// The segments that the file itself marks as lists.
fn marked(document: &Document, lines: &[Line]) -> Vec<ListRange> {
    let segment = |span: &Span| {
        let start = lines.partition_point(|line| line.span.end <= span.start);
        let end = lines.partition_point(|line| line.span.start < span.end);
        (start < end).then_some(ListRange { heading: None, lines: start..end })
    };
    document.marked_lists.iter().filter_map(segment).collect()
}

/// Whether most of what stands under a heading is longer than references are: a chapter on the
/// sources of a work is headed "Sources" too.
fn is_prose(document: &Document, lines: &[Line], segment: &ListRange, longest: usize) -> bool {
    let (mut all, mut long) = (0, 0);
    for group in groups(lines, segment.lines.clone()) {
        let text = joined(document, lines, &group);
        all += 1;
        long += usize::from(group.len() == 1 && text.chars().count() > longest);
    }
    long * 2 > all
}

/// The longest reference that is usual, in characters; and where no heading says that there is a list, so
/// that paragraphs of a text that names much are none.
const LONGEST: usize = 700;
const LONGEST_UNHEADED: usize = 400;

/// Whether a line announces a reference list: a heading, or a line of its own.
fn is_list_heading(document: &Document, lines: &[Line], index: usize) -> bool {
    let line = lines[index];
    let kind = &document.block(line.block).kind;
    let own_line = match kind {
        BlockKind::Heading(_) | BlockKind::ListItem { .. } => is_alone(lines, index),
        BlockKind::Paragraph => true,
        _ => false,
    };
    let text = document.slice(line.span);
    // In a table of contents the name of the section leads to it.
    let leads = document
        .marks_in(line.span)
        .any(|mark| matches!(&mark.kind, MarkKind::Link { target } if target.starts_with('#')));
    let own_line = own_line && (!leads || matches!(kind, BlockKind::Heading(_)));
    own_line && (heads_references(text) || is_named(text, &document.list_headings))
}

/// Whether a line is the whole of its block.
fn is_alone(lines: &[Line], index: usize) -> bool {
    let same = |other: Option<&Line>| other.is_some_and(|line| line.block == lines[index].block);
    !same(index.checked_sub(1).and_then(|before| lines.get(before))) && !same(lines.get(index + 1))
}

/// The index after the last line of the list under `heading`, at most `limit`.
fn end_of_list(document: &Document, lines: &[Line], heading: usize, limit: usize) -> usize {
    let level = level_of(document.block(lines[heading].block));
    let bold = level.is_none() && is_strong(document, lines[heading].span);
    // Where another list follows, a heading begins the section whose sources that one has.
    let section = limit < lines.len();
    let mut end = heading + 1;
    let mut doubtful = 0;
    let mut numbers = Numbers::default();
    for group in groups(lines, heading + 1..limit) {
        let block = document.block(lines[group.start].block);
        let text = joined(document, lines, &group);
        let unmarked = || (bold || section) && is_unmarked_heading(document, block, bold);
        if ends_list(document, block, text, level) || unmarked() {
            if section || heads_something_else(text) || !goes_on(document, lines, group.end..limit)
            {
                break;
            }
            continue;
        }
        if let Some(behind) = heading_inside(document, lines, &group) {
            return behind;
        }
        let score = match block.kind {
            BlockKind::Heading(_) if !is_entry_as_heading(block, text) => 0.0,
            BlockKind::Note { .. } | BlockKind::Caption => 0.0,
            _ => best_score(document, lines, &group),
        };
        let row = numbers.next(block, text);
        if row == Row::On || score >= UNLIKE && row != Row::Behind {
            doubtful = 0;
            end = group.end;
        } else {
            doubtful += 1;
            // What is under the last heading may begin with a remark.
            let at_first = end == heading + 1 && level.is_some() && !section;
            if doubtful >= if at_first { PATIENCE_AT_FIRST } else { PATIENCE } {
                break;
            }
        }
    }
    end
}

/// The line of a block that is a heading of what follows lists: text without markup has no blank line
/// before it.
fn heading_inside(document: &Document, lines: &[Line], group: &Range<usize>) -> Option<usize> {
    /// Such a heading is a word or two.
    const WORDS: usize = 3;
    let is_heading = |at: &usize| {
        let text = document.slice(lines[*at].span);
        text.split_whitespace().count() <= WORDS
            && text.ends_with(char::is_alphabetic)
            && heads_something_else(text)
    };
    let ended = |at: &usize| {
        let before = document.slice(lines[at - 1].span);
        before.ends_with(['.', ')', ']', '/', '。'])
            || before.ends_with(|c: char| c.is_ascii_digit())
    };
    (group.start + 1..group.end).filter(ended).find(is_heading)
}

/// The numbers before the blocks of a list so far, typed or given by the markup.
#[derive(Default)]
struct Numbers {
    /// The last one.
    last: Option<(Option<Shape>, u64)>,
    /// How many blocks went on with the next number.
    counted: usize,
    /// Whether a block between them has none.
    gaps: bool,
}

/// What the number before a block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// It is the one after that of the block before: an entry may be too short to look like a reference.
    On,
    /// Each block so far had the next number, and this one has none.
    Behind,
    /// Nothing.
    Open,
}

impl Numbers {
    /// What the number before the next block says.
    fn next(&mut self, block: &Block, text: &str) -> Row {
        /// So many blocks show that a list numbers each.
        const ENOUGH: usize = 4;
        let typed = || {
            let number = numbering::read(text)?;
            Some((Some(number.shape), u64::from(number.value?)))
        };
        let number = match block.kind {
            BlockKind::ListItem { ordinal: Some(ordinal) } => Some((None, ordinal)),
            _ => typed(),
        };
        let Some((shape, value)) = number else {
            if self.counted >= ENOUGH && !self.gaps {
                return Row::Behind;
            }
            self.gaps |= self.last.is_some();
            self.last = None;
            return Row::Open;
        };
        let on = self.last == value.checked_sub(1).map(|before| (shape, before));
        self.last = Some((shape, value));
        self.counted += usize::from(on);
        if on { Row::On } else { Row::Open }
    }
}

/// Whether references go on after what looks like a heading: the head of a printed page is taken for
/// one where a page was turned into text.
fn goes_on(document: &Document, lines: &[Line], rest: Range<usize>) -> bool {
    let is_heading = |group: &Range<usize>| {
        matches!(document.block(lines[group.start].block).kind, BlockKind::Heading(_))
    };
    let next = groups(lines, rest).filter(|group| !is_heading(group)).take(2);
    let next: Vec<(f32, usize)> =
        next.map(|group| (best_score(document, lines, &group), group.len())).collect();
    // A page of the list may be the last.
    let page = next.first().is_some_and(|(score, lines)| *score >= LIKE && *lines >= PAGE);
    let likely = next.iter().any(|(score, _)| *score >= LIKE);
    page || likely && next.iter().all(|(score, _)| *score >= UNLIKE)
}

/// A block with as many lines holds several entries.
const PAGE: usize = 6;

/// Whether a block stands behind the list: a heading as high as the list's own, or one that is
/// known to follow lists.
fn ends_list(document: &Document, block: &Block, text: &str, level: Option<u8>) -> bool {
    match (&block.kind, level) {
        _ if is_entry_as_heading(block, text) => false,
        (BlockKind::Heading(this), Some(level)) if *this <= level => true,
        // Under a line that is no heading every heading is higher.
        (BlockKind::Heading(_), None) => true,
        (BlockKind::Heading(_), _) => heads_something_else(text),
        (BlockKind::Paragraph, _)
            if text.split_once(':').is_some_and(|(head, _)| heads_back_matter(head)) =>
        {
            true
        }
        (BlockKind::Paragraph, _) => {
            is_strong(document, block.span) && heads_something_else(text)
                || text.len() < 40 && heads_something_else(text) && !text.contains(',')
        }
        _ => false,
    }
}

/// Whether all of a block is a few words without a full stop, as headings are that nothing marks: bold
/// ones, where those of lists are, or words without any sign.
fn is_unmarked_heading(document: &Document, block: &Block, bold: bool) -> bool {
    const MOST_WORDS: usize = 10;
    let span = block.span.trim(&document.text);
    let text = document.slice(span);
    let short = text.split_whitespace().count() <= MOST_WORDS && !text.ends_with('.');
    let words = || text.chars().all(|c| c.is_alphabetic() || c == ' ');
    block.kind == BlockKind::Paragraph && short && (bold && is_strong(document, span) || words())
}

/// Whether a heading is an entry of a list whose entries are all set so.
fn is_entry_as_heading(block: &Block, text: &str) -> bool {
    /// No title of a chapter looks so much like a reference.
    const SURELY: f32 = 4.0;
    level_of(block).is_some() && reference_score::score(text) >= SURELY
}

fn is_strong(document: &Document, span: Span) -> bool {
    document.marks_in(span).any(|mark| mark.kind == MarkKind::Strong && mark.span.contains(span))
}

fn level_of(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

/// The last run of blocks that look like references, where it is long enough to be a list.
fn without_heading(document: &Document, lines: &[Line]) -> Option<ListRange> {
    let all: Vec<Range<usize>> = groups(lines, 0..lines.len()).collect();
    let mut run: Option<Range<usize>> = None;
    let mut count = 0;
    let mut doubtful = 0;
    for group in all.iter().rev() {
        // Notes stand after the list where the format gathers them at the end.
        if matches!(document.block(lines[group.start].block).kind, BlockKind::Note { .. }) {
            continue;
        }
        let heading = level_of(document.block(lines[group.start].block)).is_some();
        let score = best_score(document, lines, group);
        if !heading && score >= LIKE {
            count += group.len();
            doubtful = 0;
            run = Some(group.start..run.map_or(group.end, |run| run.end));
        } else if run.is_some() {
            // An address with a title may stand among them.
            doubtful += usize::from(heading || score < UNLIKE);
            if doubtful >= 2 {
                break;
            }
        } else {
            doubtful += 1;
            if doubtful >= 6 {
                break;
            }
        }
    }
    let run = from_first_number(document, lines, run?);
    let whole = run.len() == lines.len();
    (count >= 3 || whole).then_some(ListRange { heading: None, lines: run })
}

/// A run of blocks without those before its numbers, where these begin in it and go on to its end.
fn from_first_number(document: &Document, lines: &[Line], run: Range<usize>) -> Range<usize> {
    /// So many numbers in a row are no chance.
    const FEWEST: usize = 3;
    let numbered = groups(lines, run.clone()).filter_map(|group| {
        let number = numbering::read(joined(document, lines, &group))?;
        Some((group.start, number.shape, number.value?))
    });
    let numbered: Vec<(usize, Shape, u32)> = numbered.collect();
    let Some(first) = numbered.iter().position(|(_, _, value)| *value == 1) else { return run };
    let counted = numbered[first..]
        .windows(2)
        .filter(|pair| (pair[0].1, pair[0].2 + 1) == (pair[1].1, pair[1].2));
    let whole = counted.count() + 1 == numbered.len() - first;
    match whole && numbered.len() - first >= FEWEST {
        true => numbered[first].0..run.end,
        false => run,
    }
}

/// Groups the lines of `range` by their blocks.
fn groups(lines: &[Line], range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut start = range.start;
    std::iter::from_fn(move || {
        let first = lines.get(start).filter(|_| start < range.end)?;
        let rest = &lines[start..range.end];
        let len = rest.partition_point(|line| line.block == first.block);
        let group = start..start + len.max(1);
        start = group.end;
        Some(group)
    })
}

/// The text of a group of lines.
fn joined<'a>(document: &'a Document, lines: &[Line], group: &Range<usize>) -> &'a str {
    let last = &lines[group.end.max(group.start + 1) - 1];
    document.slice(lines[group.start].span.join(last.span))
}

/// How much a block looks like a reference, or like many on lines of their own.
fn best_score(document: &Document, lines: &[Line], group: &Range<usize>) -> f32 {
    let whole = reference_score::score(joined(document, lines, group));
    let lines = &lines[group.clone()];
    if lines.len() < 2 {
        return whole;
    }
    let sum: f32 =
        lines.iter().take(40).map(|line| reference_score::score(document.slice(line.span))).sum();
    let dense = is_dense(document, lines) || is_numbered(document, lines);
    let dense = if dense { LIKE } else { 0.0 };
    whole.max(sum / lines.len().min(40) as f32).max(dense)
}

/// Whether so many lines of a block begin like entries, after what has ended, as a list of wrapped
/// entries has, each with a year.
fn is_dense(document: &Document, lines: &[Line]) -> bool {
    let lines = &lines[..lines.len().min(LOOKED_AT)];
    let text = |line: &Line| document.slice(line.span);
    let begins = |pair: &&[Line]| {
        let ended = text(&pair[0]).ends_with(['.', ')', ']', '/']);
        ended && reference_score::starts_like_entry(text(&pair[1]))
    };
    let starts = lines.windows(2).filter(begins).count();
    let years = lines.iter().filter(|line| reference_score::has_year(text(line))).count();
    starts >= 3 && starts * 5 >= lines.len() && years * 4 >= starts * 3
}

/// Whether lines of a block begin with the numbers of entries in square brackets, from the first on.
fn is_numbered(document: &Document, lines: &[Line]) -> bool {
    /// So many numbers in a row are no chance.
    const FEWEST: u32 = 4;
    let lines = &lines[..lines.len().min(LOOKED_AT)];
    let numbers = lines.iter().filter_map(|line| {
        let number = numbering::read(document.slice(line.span))?;
        number.value.filter(|_| number.shape == Shape::Brackets)
    });
    let counted = numbers.fold(0, |last, number| if number == last + 1 { number } else { last });
    counted >= FEWEST
}

/// More lines of a block are not looked at.
const LOOKED_AT: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::DocumentWriter;
    use crate::references::lines::lines;
    use crate::text::source::Source;

    /// A document of these blocks.
    fn document(blocks: &[(BlockKind, &str)]) -> Document {
        let mut writer = DocumentWriter::new(Source::new("a", String::new()));
        for (kind, text) in blocks {
            writer.begin(kind.clone());
            writer.push(text, Span::new(0, 0));
        }
        writer.finish()
    }

    /// What the list of these blocks holds.
    fn listed(blocks: &[(BlockKind, &str)]) -> Vec<String> {
        let document = document(blocks);
        let lines = lines(&document);
        let lists = find(&document, &lines);
        let held = lists.into_iter().flat_map(|list| list.lines);
        held.map(|line| document.slice(lines[line].span).to_owned()).collect()
    }

    /// A numbered list with these entries under its heading.
    fn numbered<'a>(entries: &[&'a str]) -> Vec<(BlockKind, &'a str)> {
        let mut blocks = vec![(BlockKind::Heading(1), "References")];
        let item = |number: u64| BlockKind::ListItem { ordinal: Some(number) };
        blocks.extend((1..).zip(entries).map(|(number, entry)| (item(number), *entry)));
        blocks
    }

    const ENTRIES: [&str; 5] = [
        "Hurd I. Air and Iron. Oslo: Fjord, 1999. 212 p.",
        "Lind A., Moss O. Wind over guns. Journal of Shells. 2003;4:11-19.",
        "Rowe P. Side winds. Journal of Shells. 2004;5:3-8.",
        "Parr M. Lost at Sea. Leeds: Moor, 2011. 96 p.",
        "Aldous H. Tables of the Range. Leeds: Moor, 2012. 40 p.",
    ];

    #[test]
    fn numbers_hold_short_entries_at_the_end() {
        let entries = [&ENTRIES[..], &["What is a shell", "what is a gun"]].concat();
        assert_eq!(listed(&numbered(&entries)), entries);
    }

    #[test]
    fn what_has_no_number_stands_behind_a_numbered_list() {
        let mut blocks = numbered(&ENTRIES);
        blocks.push((BlockKind::Paragraph, "SHELLS IN FLIGHT S. A. Petrov, R. R. Lind, 2014"));
        assert_eq!(listed(&blocks), ENTRIES);
    }
}
