//! What the labeller looks at for each token of a reference.
//!
//! A feature is a key made of a template and of what stands there. *Content* features speak for
//! what a token is; *border* features for whether a field ends before it or begins with it.

use crate::references::attributes::*;
use crate::references::hash::mix;
use crate::references::tokens::Token;

/// The features of all tokens.
#[derive(Debug, Default)]
pub struct Features {
    /// The content features of each token, but for those of the pieces it stands in.
    pub content: Rows,
    /// The border features of each token.
    pub border: Rows,
    /// The content features of each piece and of each bit of one: they hold for all tokens in it.
    pub shared: Rows,
    /// For each token the two rows of `shared` that hold for it.
    pub shares: Vec<[usize; 2]>,
}

impl Features {
    /// All content features of one token.
    pub fn content(&self, token: usize) -> impl Iterator<Item = u64> {
        let shares = self.shares.get(token).into_iter().flatten();
        let shared = shares.flat_map(|&row| self.shared.row(row));
        self.content.row(token).iter().chain(shared).copied()
    }
}

/// Rows of keys, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    keys: Vec<u64>,
    ends: Vec<usize>,
}

impl Rows {
    /// No rows, with room for so many of this length.
    fn with_capacity(rows: usize, length: usize) -> Rows {
        Rows { keys: Vec::with_capacity(rows * length), ends: Vec::with_capacity(rows) }
    }

    /// Adds a key to the row that is being written.
    pub fn push(&mut self, key: u64) {
        self.keys.push(key);
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.ends.push(self.keys.len());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// One row.
    pub fn row(&self, index: usize) -> &[u64] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[index]]
    }
}

/// How many content and border features a token has at most.
const CONTENT: usize = 52;
const BORDER: usize = 26;

/// The features of every token of a reference.
pub fn features(text: &str, tokens: &[Token]) -> Features {
    let all = attributes(text, tokens);
    let view = View::of(&all);
    let mut features = Features {
        content: Rows::with_capacity(all.len(), CONTENT),
        border: Rows::with_capacity(all.len(), BORDER),
        shared: Rows::default(),
        shares: Vec::with_capacity(all.len()),
    };
    for (index, token) in all.iter().enumerate() {
        content(&view, index, &mut features.content);
        features.content.end();
        border(&view, index, &mut features.border);
        features.border.end();
        let first_bit = view.pieces.len() - 1;
        features.shares.push([usize::from(token.piece), first_bit + usize::from(token.bit)]);
    }
    for piece in 0..view.pieces.len() - 1 {
        of_piece(&view, piece, &mut features.shared);
        features.shared.end();
    }
    for bit in 0..view.bits.len() - 1 {
        of_bit(&view, bit, &mut features.shared);
        features.shared.end();
    }
    features
}

/// The attributes of a reference and what holds for all of it.
struct View<'a> {
    all: &'a [Attributes],
    none: Attributes,
    /// The token that is the first year.
    year: Option<usize>,
    /// Facts about the reference as a whole.
    style: u64,
    /// Where the sentence-like pieces begin.
    pieces: Vec<usize>,
    /// Where the comma-like pieces begin.
    bits: Vec<usize>,
}

impl<'a> View<'a> {
    fn of(all: &'a [Attributes]) -> View<'a> {
        let has = |fact: u32| all.iter().any(|token| token.analysis & fact != 0);
        let year = all.iter().position(|token| {
            token.analysis & YEAR != 0 && token.analysis & (DASH_BEFORE | DASH_AFTER) == 0
        });
        let bracketed = year.is_some_and(|year| all[year].analysis & ROUND != 0);
        let early = year.is_some_and(|year| year * 5 < all.len() * 3);
        let first = all.first().map_or(0, |token| token.analysis);
        let style = u64::from(has(QUOTED))
            | u64::from(bracketed) << 1
            | u64::from(early) << 2
            | u64::from(first & INITIAL != 0) << 3
            | u64::from(first & SHOUTED != 0) << 4;
        let starts = |of: fn(&Attributes) -> u16| {
            let mut starts: Vec<usize> = Vec::new();
            for (index, token) in all.iter().enumerate() {
                while starts.len() <= usize::from(of(token)) {
                    starts.push(index);
                }
            }
            starts.push(all.len());
            starts
        };
        View {
            all,
            none: Attributes { word: 1, shape: 1, ..Attributes::default() },
            year,
            style,
            pieces: starts(|token| token.piece),
            bits: starts(|token| token.bit),
        }
    }

    /// The token at a distance from `index`; an empty one outside.
    fn at(&self, index: usize, distance: isize) -> &Attributes {
        index
            .checked_add_signed(distance)
            .and_then(|index| self.all.get(index))
            .unwrap_or(&self.none)
    }

    /// The next word after a token that announces something, and how far it is.
    fn next_cue(&self, index: usize) -> (u8, u64) {
        let ahead = self.all[index..].iter().skip(1).take(24);
        let found = ahead.enumerate().find(|(_, token)| token.marker_word != 0);
        found.map_or((0, 0), |(distance, token)| (token.marker_word, step(distance)))
    }

    /// The last word before a token that announces something, and how far it is.
    fn last_cue(&self, index: usize) -> (u8, u64) {
        let behind = self.all[..index].iter().rev().take(24);
        let found = behind.enumerate().find(|(_, token)| token.marker_word != 0);
        found.map_or((0, 0), |(distance, token)| (token.marker_word, step(distance)))
    }

    /// How far the token is from the first year, in steps that grow.
    fn distance_to_year(&self, index: usize) -> u64 {
        let Some(year) = self.year else {
            return 0;
        };
        let distance = step(index.abs_diff(year));
        1 + distance * 2 + u64::from(index > year)
    }
}

/// Small numbers as they are, larger ones in steps.
fn step(number: usize) -> u64 {
    match number {
        0..=3 => number as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=22 => 7,
        _ => 8,
    }
}

/// What kinds of words a segment of tokens has.
fn make_up(tokens: &[Attributes]) -> u64 {
    let count = |fact: u32| tokens.iter().filter(|token| token.analysis & fact != 0).count();
    let share = |part: usize| (part * 4).checked_div(tokens.len()).unwrap_or(0) as u64;
    share(count(LOWER)) * 125
        + share(count(CAPITAL)) * 25
        + share(count(YEAR | NUMBER)) * 5
        + share(count(INITIAL | INITIALS))
}

/// The key of what stands at the place that a template names.
fn key(template: u64, value: u64) -> u64 {
    mix(template.wrapping_mul(0x51_7C_C1), value)
}

fn content(view: &View, index: usize, out: &mut Rows) {
    let mut add = |template: u64, value: u64| out.push(key(template, value));
    let at = |distance: isize| view.at(index, distance);
    let this = at(0);
    let (before, after) = (at(-1), at(1));
    add(1, this.word);
    add(2, before.word);
    add(3, after.word);
    add(4, at(-2).word);
    add(5, at(2).word);
    add(6, mix(before.word, this.word));
    add(7, mix(this.word, after.word));
    add(8, this.shape);
    add(9, before.shape);
    add(10, after.shape);
    add(11, at(-2).shape);
    add(12, at(2).shape);
    add(13, mix(before.shape, this.shape));
    add(14, mix(this.shape, after.shape));
    add(15, mix(mix(before.shape, this.shape), after.shape));
    for (slot, key) in this.prefixes.iter().enumerate().skip(1) {
        add(16 + slot as u64, *key);
    }
    for (slot, key) in this.suffixes.iter().enumerate().skip(1) {
        add(20 + slot as u64, *key);
    }
    add(24, this.gap);
    add(25, after.gap);
    add(26, mix(this.sign, this.shape));
    add(27, mix(after.sign, this.shape));
    add(28, mix(this.sign, after.sign));
    add(29, mix(mix(this.sign, after.sign), this.shape));
    add(30, mix(before.word, this.sign));
    add(31, mix(after.sign, after.word));
    add(32, mix(mix(before.sign, this.sign), mix(after.sign, at(2).sign)));
    add(33, mix(mix(before.shape, this.sign), mix(this.shape, mix(after.sign, after.shape))));
    add(34, u64::from(this.analysis));
    add(35, mix(u64::from(before.analysis), u64::from(this.analysis)));
    add(36, mix(u64::from(after.analysis), u64::from(this.analysis)));
    let len = view.all.len();
    add(37, (index * 12 / len.max(1)) as u64);
    add(38, step(index));
    add(39, step(len - index));
    add(40, mix(view.distance_to_year(index), view.style));
    add(41, mix(view.distance_to_year(index), this.shape));
    add(42, u64::from(this.lists));
    add(43, mix(u64::from(before.lists), u64::from(this.lists)));
    add(44, mix(u64::from(after.lists), u64::from(this.lists)));
    add(45, mix(u64::from(this.lists), mix(view.distance_to_year(index), view.style)));
    add(46, mix(u64::from(this.lists), mix(this.sign, after.sign)));
    let (ahead, behind) = (view.next_cue(index), view.last_cue(index));
    add(70, mix(u64::from(ahead.0), ahead.1));
    add(71, mix(u64::from(behind.0), behind.1));
    add(72, mix(u64::from(ahead.0), mix(u64::from(behind.0), this.shape)));
    add(73, mix(u64::from(ahead.0), mix(ahead.1, u64::from(this.lists))));
    add(
        74,
        mix(
            u64::from(this.marker_word),
            mix(u64::from(before.marker_word), u64::from(after.marker_word)),
        ),
    );
    add(
        61,
        mix(u64::from(this.analysis & (QUOTED | ROUND | SQUARE)), view.distance_to_year(index)),
    );
    let start = view.bits[usize::from(this.bit)];
    add(68, mix(step(index - start), view.at(start, 0).word));
}

/// Features of a sentence-like piece.
fn of_piece(view: &View, piece: usize, out: &mut Rows) {
    let mut add = |template: u64, value: u64| out.push(key(template, value));
    let (start, end) = (view.pieces[piece], view.pieces[piece + 1]);
    let tokens = &view.all[start..end];
    let made = make_up(tokens);
    let first = view.at(start, 0);
    let after = view.at(end, 0);
    let pieces = view.pieces.len() - 1;
    add(50, mix(step(piece), step(pieces - piece)));
    add(51, mix(step(piece), view.style));
    add(52, mix(made, step(tokens.len())));
    add(53, first.word);
    add(54, view.at(end, -1).word);
    add(55, mix(first.sign, first.shape));
    add(56, mix(step(tokens.len()), first.sign));
    add(57, after.word);
    add(58, mix(after.sign, after.shape));
    add(59, view.at(start, -1).word);
    add(60, mix(made, mix(step(piece), view.style)));
}

/// Features of a comma-like piece.
fn of_bit(view: &View, bit: usize, out: &mut Rows) {
    let mut add = |template: u64, value: u64| out.push(key(template, value));
    let (start, end) = (view.bits[bit], view.bits[bit + 1]);
    let tokens = &view.all[start..end];
    let made = make_up(tokens);
    let after = view.at(end, 0);
    let next_end = view.bits.get(bit + 2).copied().unwrap_or(end);
    add(62, mix(made, step(tokens.len())));
    add(63, view.at(start, 0).word);
    add(64, view.at(end, -1).word);
    add(65, mix(after.sign, after.shape));
    add(66, make_up(&view.all[end..next_end]));
    add(67, mix(step(view.bits.len() - bit), made));
}

fn border(view: &View, index: usize, out: &mut Rows) {
    let mut add = |template: u64, value: u64| out.push(key(template + 500, value));
    let at = |distance: isize| view.at(index, distance);
    let (this, before) = (at(0), at(-1));
    add(1, this.gap);
    add(2, mix(this.gap, before.shape));
    add(3, mix(this.gap, this.shape));
    add(4, mix(this.gap, mix(before.shape, this.shape)));
    add(5, this.word);
    add(6, before.word);
    add(7, mix(before.word, this.gap));
    add(8, mix(this.gap, this.word));
    add(9, mix(u64::from(this.analysis), u64::from(before.analysis)));
    add(10, mix(this.sign, view.style));
    add(11, mix(this.sign, mix(view.style, view.distance_to_year(index))));
    add(12, mix(mix(before.sign, this.sign), at(1).sign));
    add(13, mix(this.shape, mix(this.sign, mix(at(1).sign, at(1).shape))));
    add(14, mix(at(-2).shape, mix(before.sign, mix(before.shape, this.sign))));
    add(15, mix(this.word, at(1).word));
    add(16, mix(before.word, at(-2).word));
    add(23, mix(this.sign, mix(u64::from(before.lists), u64::from(this.lists))));
    add(24, mix(u64::from(before.lists & !this.lists), u64::from(this.lists & !before.lists)));
    add(25, mix(this.sign, mix(u64::from(this.marker_word), u64::from(before.marker_word))));
    add(
        26,
        mix(this.sign, mix(u64::from(view.next_cue(index).0), u64::from(view.last_cue(index).0))),
    );
    let bit = usize::from(this.bit);
    let (start, end) = (view.bits[bit], view.bits[bit + 1]);
    let make_up_after = make_up(&view.all[index..end]);
    add(17, mix(this.sign, make_up_after));
    let earlier = if start == index && bit > 0 { view.bits[bit - 1] } else { start };
    let make_up_before = make_up(&view.all[earlier..index]);
    add(18, mix(this.sign, make_up_before));
    add(19, mix(make_up_before, mix(this.sign, make_up_after)));
    add(
        20,
        mix(
            this.sign,
            mix(
                u64::from(before.analysis & (QUOTED | ROUND | SQUARE)),
                u64::from(this.analysis & (QUOTED | ROUND | SQUARE)),
            ),
        ),
    );
    add(21, mix(this.sign, step(end - index)));
    add(22, mix(this.sign, mix(step(index - earlier), u64::from(start == index))));
}
