//! Blocks of lines: paragraphs, headings, notes.

use crate::lexicon::headings::{heads_notes, heads_references};
use crate::model::document::BlockKind;

use super::lines::{Place, Sign};
use super::notes::{self, Note};
use super::order::Placed;

/// A block: what it is, and its lines.
#[derive(Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub lines: Vec<Placed>,
    /// Whether the lines that go on are set in, rather than those that begin.
    pub hangs: bool,
}

impl Block {
    fn new(kind: BlockKind, lines: Vec<Placed>) -> Block {
        Block { kind, lines, hangs: false }
    }

    /// Whether a line of it is set in, in a block that hangs.
    pub(super) fn is_set_in(line: &Placed) -> bool {
        line.indent() > INDENT
    }
}

/// The most lines and signs of a heading.
const LONGEST_HEADING: (usize, usize) = (4, 250);

/// The blocks of the lines of a document. Notes come after the block that is open where their page
/// ends.
pub(super) fn blocks(placed: Vec<Placed>) -> Vec<Block> {
    let sizes = Sizes::of(&placed);
    let (text, notes) = notes::part(placed, sizes.body);
    let groups = grouped(text, &sizes);
    let mut blocks = Vec::new();
    for group in groups {
        match group {
            Group::Heading(lines, level) => {
                blocks.push(Block::new(BlockKind::Heading(level), lines));
            }
            Group::Text(lines) => blocks.extend(paragraphs(lines, &sizes)),
        }
    }
    with_notes(torn(blocks, &sizes), notes)
}

/// The sizes of the text, and how far apart its lines are.
pub(super) struct Sizes {
    /// The size of most of the text.
    pub body: f32,
    /// The sizes of headings, the largest first.
    headings: Vec<f32>,
    /// For sizes in half points: how far apart lines are.
    leadings: Vec<(i32, f32)>,
}

impl Sizes {
    fn of(placed: &[Placed]) -> Sizes {
        let body = most(placed.iter().map(|one| (half(one.line.size), one.line.signs.len())));
        let body = body.map_or(10.0, |half| half as f32 / 2.0);
        // What follows a full line goes on with it, as a rule.
        let pairs = placed.windows(2).filter(|pair| {
            pair[0].is_with(&pair[1])
                && half(pair[0].line.size) == half(pair[1].line.size)
                && !pair[0].is_short_before(&pair[1])
        });
        // A fifth of a point tells lines that are a little apart. A long line says more than a cell.
        let steps = pairs.map(|pair| {
            let step = pair[1].line.base - pair[0].line.base;
            let weight = pair[0].line.signs.len();
            (half(pair[0].line.size), (step * 5.0).round() as i32, pair[0].line.size, weight)
        });
        let steps: Vec<(i32, i32, f32, usize)> = steps
            .filter(|(_, step, size, _)| (0.8..2.8).contains(&(*step as f32 / 5.0 / size)))
            .collect();
        let mut halves: Vec<i32> = steps.iter().map(|(half, ..)| *half).collect();
        halves.sort_unstable();
        halves.dedup();
        let leading = |half: i32| {
            let own = steps.iter().filter(|(other, ..)| *other == half);
            let step = most(own.map(|(_, step, _, weight)| (*step, *weight)))?;
            Some((half, step as f32 / 5.0))
        };
        let leadings = halves.into_iter().filter_map(leading).collect();
        let mut headings: Vec<f32> =
            placed.iter().map(|one| one.line.size).filter(|size| *size > 1.08 * body).collect();
        headings.sort_by(|a, b| b.total_cmp(a));
        headings.dedup_by(|a, b| (*a - *b).abs() < 0.4);
        Sizes { body, headings, leadings }
    }

    /// How far apart lines of this size are.
    fn leading(&self, size: f32) -> f32 {
        let known = self.leadings.iter().find(|(half, _)| *half == self::half(size));
        known.map_or(1.25 * size, |(_, leading)| *leading)
    }

    fn level(&self, size: f32) -> u8 {
        let larger = self.headings.iter().filter(|other| **other > size + 0.4).count();
        u8::try_from(larger + 1).unwrap_or(6).min(6)
    }
}

fn half(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// The value that weighs most.
fn most(values: impl Iterator<Item = (i32, usize)>) -> Option<i32> {
    let mut counts = std::collections::BTreeMap::new();
    for (value, weight) in values {
        *counts.entry(value).or_insert(0) += weight;
    }
    counts.into_iter().max_by_key(|(_, weight)| *weight).map(|(value, _)| value)
}

enum Group {
    Heading(Vec<Placed>, u8),
    Text(Vec<Placed>),
}

/// Headings, and the text between them.
fn grouped(lines: Vec<Placed>, sizes: &Sizes) -> Vec<Group> {
    let looks: Vec<Option<Look>> = (0..lines.len()).map(|at| look(&lines, at, sizes)).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut lines = lines.into_iter().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let Some(look) = looks[at] else {
            match groups.last_mut() {
                Some(Group::Text(text)) => text.push(line),
                _ => groups.push(Group::Text(vec![line])),
            }
            continue;
        };
        let mut heading = vec![line];
        let goes_on = |heading: &[Placed], at: usize, next: &Placed| {
            let last = &heading[heading.len() - 1];
            let step = next.line.base - last.line.base;
            looks[at] == Some(look)
                && last.page == next.page
                && step > 0.0
                && step < 1.6 * last.line.size
        };
        while let Some((_, next)) = lines.next_if(|(at, next)| goes_on(&heading, *at, next)) {
            heading.push(next);
        }
        let length: usize = heading.iter().map(|line| line.line.signs.len()).sum();
        if heading.len() > LONGEST_HEADING.0 || length > LONGEST_HEADING.1 {
            match groups.last_mut() {
                Some(Group::Text(text)) => text.extend(heading),
                _ => groups.push(Group::Text(heading)),
            }
            continue;
        }
        groups.push(Group::Heading(heading, look.level(sizes)));
    }
    groups
}

/// How a line that may be a heading looks.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    half_size: i32,
    bold: bool,
    capitals: bool,
}

impl Look {
    fn level(self, sizes: &Sizes) -> u8 {
        let size = self.half_size as f32 / 2.0;
        let beyond = u8::from(!self.bold && size < 1.08 * sizes.body);
        (sizes.level(size) + beyond).min(6)
    }
}

/// The look of the line at an index, if it is one of a heading: it is larger than the text, or bold,
/// or it is set off in capitals or with words that head a list.
fn look(lines: &[Placed], at: usize, sizes: &Sizes) -> Option<Look> {
    let one = &lines[at];
    let line = &one.line;
    let letters = line.signs.iter().filter(|sign| sign.sign.is_alphabetic());
    let (letters, capitals) = letters.fold((0, 0), |(all, upper), sign| {
        (all + 1, upper + usize::from(sign.sign.is_uppercase()))
    });
    let neighbour = |other: Option<&Placed>| {
        other.is_some_and(|other| other.page == one.page && other.line.is_beside(line))
    };
    let before = at.checked_sub(1).map(|before| &lines[before]);
    let after = lines.get(at + 1);
    if letters < 3 || neighbour(before) || neighbour(after) {
        return None;
    }
    let leading = sizes.leading(line.size);
    let distance = |other: Option<&Placed>, step: fn(&Placed, &Placed) -> f32| {
        other.is_none_or(|other| !other.is_with(one) || step(other, one) > 1.15 * leading)
    };
    let above = distance(before, |other, one| one.line.base - other.line.base);
    let below = distance(after, |other, one| other.line.base - one.line.base);
    let larger = line.size > 1.08 * sizes.body;
    let bold = line.bold > 0.9 && line.size > 0.88 * sizes.body;
    let all_capitals = letters >= 4 && capitals == letters;
    let narrow = line.right - line.left < 0.8 * (one.right - one.left);
    let text = line.text();
    let heads = heads_references(&text) || heads_notes(&text);
    let is =
        larger || bold || (all_capitals && above && narrow && below) || (heads && (above || below));
    is.then_some(Look {
        half_size: half(line.size),
        bold,
        capitals: all_capitals && !larger && !bold,
    })
}

/// The paragraphs of the text between two headings.
fn paragraphs(lines: Vec<Placed>, sizes: &Sizes) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for run in runs(lines) {
        let hanging = hanging(&run, sizes);
        let mut cell = false;
        let mut was_hanging = false;
        for (line, hangs) in run.into_iter().zip(hanging) {
            let last = blocks.last_mut().filter(|block| block.kind == BlockKind::Paragraph);
            let open = last.filter(|block| {
                let before = &block.lines[block.lines.len() - 1];
                was_hanging == hangs && !begins(before, &line, hangs, sizes)
            });
            was_hanging = hangs;
            cell = match open {
                Some(block) => {
                    block.lines.push(line);
                    false
                }
                None => {
                    let beside =
                        blocks.last().and_then(|block| block.lines.last()).is_some_and(|before| {
                            before.page == line.page && before.line.is_beside(&line.line)
                        });
                    blocks.push(Block { hangs, ..Block::new(BlockKind::Paragraph, vec![line]) });
                    beside || cell
                }
            };
        }
    }
    blocks
}

/// Segments of lines of one size.
fn runs(lines: Vec<Placed>) -> Vec<Vec<Placed>> {
    let mut runs: Vec<Vec<Placed>> = Vec::new();
    for line in lines {
        let last = runs.last_mut().filter(|run| is_of_size(&run[run.len() - 1], &line));
        match last {
            Some(run) => run.push(line),
            None => runs.push(vec![line]),
        }
    }
    runs
}

fn is_of_size(one: &Placed, other: &Placed) -> bool {
    (one.line.size - other.line.size).abs() < 0.08 * one.line.size
}

/// How far a line is set in at least where that means something, in its size.
const INDENT: f32 = 0.6;

/// For each line of a run whether it is one of those in which lines that go on are set in, rather than
/// those that begin. A line after one with room begins something, one after a full line goes on; that
/// changes seldom.
fn hanging(lines: &[Placed], sizes: &Sizes) -> Vec<bool> {
    /// What a change costs, in signs for the other way.
    const CHANGE: f32 = 3.0;
    // For each way what the lines so far cost, and for each line which way led to it.
    let mut costs = [0.0, 0.0];
    let mut from = Vec::with_capacity(lines.len());
    for at in 0..lines.len() {
        let (hangs, first) = at
            .checked_sub(1)
            .map_or((0.0, 0.0), |before| signs_of(&lines[before], &lines[at], sizes));
        let change = [costs[1] + CHANGE < costs[0], costs[0] + CHANGE < costs[1]];
        let least = |way: usize| costs[way].min(costs[1 - way] + CHANGE);
        costs = [least(0) + hangs, least(1) + first];
        from.push(change);
    }
    let mut way = usize::from(costs[1] < costs[0]);
    let mut ways = vec![false; lines.len()];
    for at in (0..lines.len()).rev() {
        ways[at] = way == 1;
        if from[at][way] {
            way = 1 - way;
        }
    }
    ways
}

/// What a line after another one says for hanging lines, and for first lines that are set in.
fn signs_of(before: &Placed, line: &Placed, sizes: &Sizes) -> (f32, f32) {
    let step = line.line.base - before.line.base;
    if before.is_with(line) && !(0.0..2.0 * sizes.leading(line.line.size)).contains(&step) {
        return (0.0, 0.0);
    }
    let short = before.is_short_before(line);
    match (before.indent() > INDENT, line.indent() > INDENT) {
        (false, true) if short => (0.0, 1.0),
        (false, true) => (1.0, 0.0),
        (true, false) if short => (1.0, 0.0),
        (true, false) => (0.0, 1.0),
        (false, false) if !short => (0.0, 0.5),
        _ => (0.0, 0.0),
    }
}

/// Whether a line begins a block after the line before it. Where lines that go on are set in, the
/// list's reader sees by the indents what begins.
fn begins(before: &Placed, line: &Placed, hanging: bool, sizes: &Sizes) -> bool {
    if !is_of_size(before, line) {
        return true;
    }
    let ended = ends_sentence(&before.line.signs);
    if !before.is_with(line) {
        let set_in = line.indent() > INDENT;
        return !hanging && (set_in || ended && before.is_short_before(line));
    }
    let step = line.line.base - before.line.base;
    let leading = sizes.leading(line.line.size);
    // What is set in goes on, even where a page is stretched.
    let gap = if hanging && line.indent() > INDENT { 2.2 } else { 1.18 };
    if step <= 0.3 * line.line.size || step > gap * leading {
        return true;
    }
    if hanging {
        return false;
    }
    let set_in = line.indent() > INDENT && line.indent() - before.indent() > 0.5;
    set_in || before.is_short_before(line)
}

fn ends_sentence(signs: &[Sign]) -> bool {
    let level = signs.iter().rev().find(|sign| sign.place == Place::Level && sign.sign != ' ');
    level.is_some_and(|sign| matches!(sign.sign, '.' | '!' | '?' | ':' | ')' | ']' | '”' | '"'))
}

/// Joins the halves of paragraphs that a table, a picture or a page parted: the first has not ended,
/// and the second begins in the middle.
fn torn(blocks: Vec<Block>, sizes: &Sizes) -> Vec<Block> {
    /// How many blocks may stand between.
    const FARTHEST: usize = 40;
    let is_body = |block: &Block| {
        block.kind == BlockKind::Paragraph && half(block.lines[0].line.size) == half(sizes.body)
    };
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        let begins = block.lines[0].line.signs.first().is_some_and(|sign| sign.sign.is_lowercase());
        let first = joined.len().saturating_sub(FARTHEST);
        let open = joined
            .iter()
            .rposition(|other| is_body(other) || matches!(other.kind, BlockKind::Heading(_)));
        let open =
            open.filter(|at| *at >= first && is_body(&joined[*at]) && is_body(&block) && begins);
        let taker = open.filter(|at| {
            let last = &joined[*at].lines[joined[*at].lines.len() - 1];
            !last.is_with(&block.lines[0]) && !ends_sentence(&last.line.signs)
        });
        match taker {
            Some(at) => joined[at].lines.extend(block.lines),
            None => joined.push(block),
        }
    }
    joined
}

/// The blocks with the notes, each after the last block that begins on its page or before.
fn with_notes(blocks: Vec<Block>, notes: Vec<Note>) -> Vec<Block> {
    let mut all = Vec::with_capacity(blocks.len() + notes.len());
    let mut notes = notes.into_iter().peekable();
    for block in blocks {
        let page = block.lines[0].page;
        while let Some(note) = notes.next_if(|note| note.lines[0].page < page) {
            all.push(Block::new(BlockKind::Note { label: note.label }, note.lines));
        }
        all.push(block);
    }
    all.extend(notes.map(|note| Block::new(BlockKind::Note { label: note.label }, note.lines)));
    all
}
