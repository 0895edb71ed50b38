//! What can be said of each word of a reference by looking at it and around it.

use crate::lexicon::months::month;
use crate::lexicon::numerals::is_roman;
use crate::lexicon::years::year_of;
use crate::references::hash::{hash, mix};
use crate::references::lists::{self, EMPTY, Lists, Set, row};
use crate::references::marker_words::marker_word;
use crate::references::tokens::{Token, is_han, tokens};
use crate::text::fold::fold;

/// What is known of one token before any label.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Attributes {
    /// The word in lower case; a year and other numbers are put in classes.
    pub word: u64,
    /// The kinds of its letters: "Xx", "X", "XX", "d4".
    pub shape: u64,
    /// Its first one to four characters.
    pub prefixes: [u64; 4],
    /// Its last one to four characters.
    pub suffixes: [u64; 4],
    /// What stands between it and the token before.
    pub gap: u64,
    /// The gap with alike signs made one.
    pub sign: u64,
    /// Facts that hold or do not: see the constants below.
    pub analysis: u32,
    /// Which sentence-like piece it is in, from 0.
    pub piece: u16,
    /// Which comma-like piece it is in, from 0.
    pub bit: u16,
    /// The lists in which it stands: see the constants below.
    pub lists: u8,
    /// Its key in the lists.
    pub key: u64,
    /// What it announces; 0 for an ordinary word.
    pub marker_word: u8,
}

/// In the list of given names.
pub(crate) const GIVEN: u8 = 1;
/// In the list of surnames.
pub(crate) const SURNAME: u8 = 1 << 1;
/// Part of a place's name.
pub(crate) const PLACE: u8 = 1 << 2;
/// Part of a journal's name that fills a piece.
pub(crate) const JOURNAL: u8 = 1 << 3;
/// Part of a journal's name of several words.
pub(crate) const LONG_JOURNAL: u8 = 1 << 4;

/// A number that can be a year.
pub(crate) const YEAR: u32 = 1;
/// Another number.
pub(crate) const NUMBER: u32 = 1 << 1;
/// One letter, in upper case.
pub(crate) const INITIAL: u32 = 1 << 2;
/// The name of a month.
pub(crate) const MONTH: u32 = 1 << 3;
/// Begins with a capital.
pub(crate) const CAPITAL: u32 = 1 << 4;
/// All in capitals, more than one letter.
pub(crate) const SHOUTED: u32 = 1 << 5;
/// All in lower case.
pub(crate) const LOWER: u32 = 1 << 6;
/// Stands in quotation marks.
pub(crate) const QUOTED: u32 = 1 << 7;
/// Stands in round brackets.
pub(crate) const ROUND: u32 = 1 << 8;
/// Stands in square brackets.
pub(crate) const SQUARE: u32 = 1 << 9;
/// A dash joins it to a number before.
pub(crate) const DASH_BEFORE: u32 = 1 << 10;
/// A dash joins it to a number after.
pub(crate) const DASH_AFTER: u32 = 1 << 11;
/// Something that a grammar knows.
pub(crate) const KNOWN: u32 = 1 << 12;
/// Begins a sentence-like piece.
pub(crate) const PIECE_START: u32 = 1 << 13;
/// Begins a comma-like piece.
pub(crate) const BIT_START: u32 = 1 << 14;
/// Two to four capitals, as initials are written without stops.
pub(crate) const INITIALS: u32 = 1 << 15;
/// A Roman number.
pub(crate) const ROMAN: u32 = 1 << 16;

/// The attributes of every token.
pub(crate) fn attributes(text: &str, tokens: &[Token]) -> Vec<Attributes> {
    let mut surroundings = Surroundings::default();
    let mut end = 0;
    let mut all: Vec<Attributes> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let gap = text.get(end..token.whole.start).unwrap_or("");
        let before = all.last().copied().unwrap_or_default();
        let mut this = word_attributes(text, token);
        surroundings.pass(gap, &before, &mut this);
        gap_attributes(gap, &before, &mut this);
        if this.analysis & DASH_BEFORE != 0
            && let Some(last) = all.last_mut()
        {
            last.analysis |= DASH_AFTER;
        }
        all.push(this);
        end = token.whole.end;
    }
    mark_lists(lists::built_in(), &mut all);
    all
}

/// The key of an entry of a list: of its words, in lower case and without diacritics.
pub fn list_key(entry: &str) -> u64 {
    tokens(entry).iter().map(|token| word_key(token.whole.of(entry))).fold(EMPTY, row)
}

fn word_key(word: &str) -> u64 {
    hash(&fold(word))
}

/// Marks the words that stand in lists, alone or in rows.
fn mark_lists(lists: &Lists, all: &mut [Attributes]) {
    for index in 0..all.len() {
        let this = &mut all[index];
        let name = this.analysis & (KNOWN | YEAR | NUMBER | INITIAL) == 0;
        if !name {
            continue;
        }
        let key = row(EMPTY, this.key);
        for (set, list) in [(&lists.given, GIVEN), (&lists.surnames, SURNAME)] {
            if this.analysis & CAPITAL != 0 && set.contains(key) {
                this.lists |= list;
            }
        }
        if this.analysis & CAPITAL != 0 {
            mark_row(&lists.places, all, index, 3, |_, _| PLACE);
        }
        if all[index].analysis & (PIECE_START | BIT_START) != 0 {
            mark_row(&lists.journals, all, index, 12, |all, end| {
                let ends = all.get(end).is_none_or(|next| {
                    next.analysis & (PIECE_START | BIT_START | NUMBER | YEAR | KNOWN) != 0
                });
                match (ends, end - index) {
                    (false, _) => 0,
                    (true, 1) => JOURNAL,
                    (true, _) => JOURNAL | LONG_JOURNAL,
                }
            });
        }
    }
}

/// Marks the longest row of tokens from `start` that is in `set`, with what `list` gives for the
/// token after its end.
fn mark_row(
    set: &Set,
    all: &mut [Attributes],
    start: usize,
    longest: usize,
    list: impl Fn(&[Attributes], usize) -> u8,
) {
    let mut key = EMPTY;
    let mut found = (start, 0);
    for end in start + 1..=(start + longest).min(all.len()) {
        key = row(key, all[end - 1].key);
        let mark = list(all, end);
        if mark != 0 && set.contains(key) {
            found = (end, mark);
        }
    }
    for token in &mut all[start..found.0] {
        token.lists |= found.1;
    }
}

fn word_attributes(text: &str, token: &Token) -> Attributes {
    let word = token.span.of(text);
    if let Some(label) = token.known {
        let class = hash(label.name());
        return Attributes { word: class, shape: class, analysis: KNOWN, ..Attributes::default() };
    }
    let lower = word.to_lowercase();
    let analysis = word_facts(word, &lower);
    let this = hash(&lower);
    // A word of plain letters is its own key.
    let plain = lower.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let class = match analysis & (YEAR | NUMBER) {
        0 => this,
        YEAR => hash("\u{1}year"),
        _ => mix(hash("\u{1}number"), number_class(word)),
    };
    Attributes {
        word: class,
        shape: shape(word),
        prefixes: ends(&lower, false),
        suffixes: ends(&lower, true),
        analysis,
        key: if plain { this } else { word_key(word) },
        marker_word: marker_word(&lower),
        ..Attributes::default()
    }
}

fn word_facts(word: &str, lower: &str) -> u32 {
    let mut analysis = 0;
    let mut letters = 0;
    let mut upper = 0;
    let mut digits = 0;
    for c in word.chars() {
        letters += usize::from(c.is_alphabetic());
        upper += usize::from(c.is_uppercase());
        digits += usize::from(c.is_ascii_digit());
    }
    let lead = word.get(..4).unwrap_or("");
    let suffixed_year = word.len() == 5 && letters == 1 && upper == 0 && year_of(lead).is_some();
    if (digits == 4 && year_of(word).is_some()) || suffixed_year {
        analysis |= YEAR;
    } else if digits > 0 && letters == 0 {
        analysis |= NUMBER;
    }
    if word.starts_with(char::is_uppercase) {
        analysis |= CAPITAL;
    }
    if letters == 1 && upper == 1 && digits == 0 {
        analysis |= INITIAL;
    }
    if letters > 1 && upper == letters && digits == 0 {
        analysis |= SHOUTED;
        if letters <= 4 {
            analysis |= INITIALS;
        }
        if is_roman(word) {
            analysis |= ROMAN;
        }
    }
    if letters > 0 && upper == 0 && digits == 0 {
        analysis |= LOWER;
    }
    if letters > 2 && month(lower).is_some() {
        analysis |= MONTH;
    }
    analysis
}

/// How many digits a number has, and whether it is small enough for a day or an issue.
fn number_class(word: &str) -> u64 {
    let value: u64 = word.parse().unwrap_or(u64::MAX);
    let size = match value {
        0..=12 => 0,
        13..=31 => 1,
        32..=99 => 2,
        _ => 3,
    };
    (word.len() as u64).min(8) * 4 + size
}

/// The kinds of the characters of a word, runs of one kind made short.
fn shape(word: &str) -> u64 {
    let mut shape = 0_u64;
    let mut last = 0;
    let mut run = 0;
    for c in word.chars() {
        let kind = match c {
            _ if c.is_ascii_digit() => 1,
            _ if c.is_uppercase() => 2,
            _ if c.is_lowercase() => 3,
            _ if is_han(c) => 4,
            _ if c.is_alphabetic() => 5,
            _ => 6,
        };
        run = if kind == last { run + 1 } else { 1 };
        let longest = if kind == 1 { 5 } else { 2 };
        if run <= longest {
            shape = mix(shape, kind);
        }
        last = kind;
    }
    shape
}

/// Keys of the one to four characters at an end of a word.
fn ends(lower: &str, last: bool) -> [u64; 4] {
    let mut keys = [0; 4];
    let mut key = 7;
    let mut chars = lower.chars();
    for slot in &mut keys {
        let next = if last { chars.next_back() } else { chars.next() };
        key = mix(key, next.map_or(0, u64::from));
        *slot = key;
        if next.is_none() {
            break;
        }
    }
    keys
}

fn gap_attributes(gap: &str, before: &Attributes, this: &mut Attributes) {
    let mut exact = 11;
    let mut sign = 13;
    let mut blank = false;
    for c in gap.chars().take(12) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && blank {
            continue;
        }
        blank = c == ' ';
        exact = mix(exact, u64::from(c));
        if !blank {
            sign = mix(sign, u64::from(plain(c)));
        }
    }
    this.gap = exact;
    this.sign = sign;
    let number = YEAR | NUMBER;
    let dash = gap.trim().chars().count() == 1 && plain_of(gap.trim()) == Some('-');
    if dash && this.analysis & number != 0 && before.analysis & number != 0 {
        this.analysis |= DASH_BEFORE;
    }
}

fn plain_of(gap: &str) -> Option<char> {
    gap.chars().next().map(plain)
}

/// One sign for all that are alike.
fn plain(c: char) -> char {
    match c {
        '“' | '”' | '«' | '»' | '„' | '‟' | '″' | '「' | '」' | '『' | '』' | '《' | '》' => {
            '"'
        }
        '‘' | '’' | '‚' | '`' | '´' => '\'',
        '‐'..='―' | '−' | '－' => '-',
        '，' | '、' => ',',
        '。' | '．' => '.',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        _ => c,
    }
}

/// Where in quotation marks, brackets and pieces the walk through a reference is.
#[derive(Debug, Default)]
struct Surroundings {
    quoted: bool,
    round: bool,
    square: bool,
    piece: u16,
    bit: u16,
}

impl Surroundings {
    /// Single quotation marks are apostrophes inside words; around words they quote.
    fn pass_single_quote(&mut self, gap: &str, ends_piece: &mut bool) {
        let Some((front, back)) = gap.split_once(|c: char| plain(c) == '\'') else {
            return;
        };
        let opens = back.is_empty()
            && (front.is_empty() && gap.len() < 2 || front.ends_with([' ', '(', '.', ',', ':']));
        let closes = !back.is_empty() || !front.is_empty();
        if self.quoted && closes {
            self.quoted = false;
            *ends_piece = true;
        } else if !self.quoted && opens && !front.is_empty() {
            self.quoted = true;
            *ends_piece = true;
        }
    }

    /// Passes a gap and gives the token after it its place.
    fn pass(&mut self, gap: &str, before: &Attributes, this: &mut Attributes) {
        let mut ends_bit = false;
        let mut ends_piece = false;
        let abbreviated = before.analysis & INITIAL != 0;
        self.pass_single_quote(gap, &mut ends_piece);
        for c in gap.chars() {
            match plain(c) {
                '"' => {
                    self.quoted = match c {
                        '“' | '„' | '«' | '「' | '『' | '《' => true,
                        '”' | '»' | '」' | '』' | '》' => false,
                        _ => !self.quoted,
                    };
                    ends_piece = true;
                }
                '(' => self.round = true,
                ')' => self.round = false,
                '[' => self.square = true,
                ']' => self.square = false,
                _ => {}
            }
            match plain(c) {
                '.' => {
                    ends_bit |= !abbreviated;
                    ends_piece |= !abbreviated;
                }
                '?' | '!' | ';' | ':' | '(' | ')' | '[' | ']' | '"' => ends_piece = true,
                ',' => ends_bit = true,
                _ => {}
            }
        }
        if ends_piece {
            self.piece = self.piece.saturating_add(1);
            this.analysis |= PIECE_START;
        }
        if ends_piece || ends_bit {
            self.bit = self.bit.saturating_add(1);
            this.analysis |= BIT_START;
        }
        for (holds, fact) in [(self.quoted, QUOTED), (self.round, ROUND), (self.square, SQUARE)] {
            if holds {
                this.analysis |= fact;
            }
        }
        this.piece = self.piece;
        this.bit = self.bit;
    }
}
