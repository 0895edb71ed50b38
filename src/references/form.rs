//! The form that the entries of one list share: which field follows which after which signs.
//!
//! It is read off the entries as they were read one by one; an entry that was in doubt is read
//! again in the light of all others.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::references::crf::{Best, LABELS, PerLabel, Transitions};
use crate::references::frames::Frame;
use crate::references::hash::{hash, hash_of, mix};
use crate::references::tokens::Token;

/// What may happen at a token: a field of each label begins, or the field before goes on.
const WAYS: usize = LABELS + 1;

/// How often each happened.
type Counts = [f32; WAYS];

/// How the entries of a list are made.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Form {
    counts: FxHashMap<(u8, u64), Counts>,
}

/// The words of a reference, as they tell the form of its list.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The signs before each word, and its kind, as keys.
    pub places: Vec<u64>,
    /// What each word is.
    pub best: Best,
}

impl Words {
    /// How sure the least sure word is.
    pub(crate) fn least_sure(&self) -> f32 {
        let margin = self.best.margins.iter().copied().fold(f32::INFINITY, f32::min);
        1.0 / (1.0 + (-margin).exp())
    }
}

/// A form says little of a list with fewer entries.
pub(crate) const FEWEST: usize = 5;

/// As often as this each way is taken to have happened before anything is seen.
const BEFORE: f32 = 0.15;

/// How much the form of the list counts beside the words of the entry.
const WEIGHT: f32 = 0.5;

impl Form {
    /// Adds an entry, or takes it away again.
    pub(crate) fn count(&mut self, words: &Words, by: f32) {
        for (pair, place) in words.best.path.windows(2).zip(words.places.iter().skip(1)) {
            let (before, tag) = (pair[0], pair[1]);
            let way = if tag.start { tag.label } else { LABELS };
            let counts = self.counts.entry((before.label as u8, *place));
            counts.or_insert([0.0; WAYS])[way] += by;
        }
    }

    /// What the chain says at each place, with what the form of the list adds.
    pub(crate) fn transitions(&self, places: &[u64], all: &Transitions) -> Vec<Rc<Transitions>> {
        let mut made: FxHashMap<u64, Rc<Transitions>> = FxHashMap::default();
        let at = |place: &u64| {
            let transitions = made.entry(*place).or_insert_with(|| Rc::new(self.at(*place, all)));
            Rc::clone(transitions)
        };
        places.iter().map(at).collect()
    }

    fn at(&self, place: u64, all: &Transitions) -> Transitions {
        let mut transitions = all.clone();
        for label in 0..LABELS {
            let Some(counts) = self.counts.get(&(label as u8, place)) else {
                continue;
            };
            let total: f32 = counts.iter().sum::<f32>() + BEFORE * WAYS as f32;
            let worth = counts.map(|count| WEIGHT * ((count + BEFORE) * WAYS as f32 / total).ln());
            let begin: PerLabel = std::array::from_fn(|next| worth[next]);
            for (follow, worth) in transitions.follow[label].iter_mut().zip(begin) {
                *follow += worth;
            }
            transitions.stay[label] += worth[LABELS];
        }
        transitions
    }
}

/// The signs before each token and what kind of word it is, as keys. At what is emphasised, where it
/// begins and ends is part of them.
pub(crate) fn places(text: &str, tokens: &[Token], frames: &[Frame]) -> Vec<u64> {
    let emphasised = || frames.iter().filter(|frame| !frame.quoted).map(|frame| frame.span);
    let mut end = 0;
    let mut places = Vec::with_capacity(tokens.len());
    for token in tokens {
        let gap = text.get(end..token.whole.start).unwrap_or_default();
        let near = end..=token.whole.start;
        let inside = gap.trim();
        let signs = match inside.contains(char::is_whitespace) {
            true => hash_of(inside.split_whitespace().flat_map(|sign| sign.bytes().chain([b' ']))),
            false => hash(inside),
        };
        let spaced = u64::from(gap.starts_with(char::is_whitespace))
            | u64::from(gap.ends_with(char::is_whitespace)) << 1;
        let begins = emphasised().any(|span| near.contains(&span.start));
        let ends = end > 0 && emphasised().any(|span| near.contains(&span.end));
        let facts = spaced | u64::from(begins) << 2 | u64::from(ends) << 3 | kind(text, token) << 4;
        places.push(mix(signs, facts));
        end = token.whole.end;
    }
    places
}

/// What kind of word a token is.
fn kind(text: &str, token: &Token) -> u64 {
    let word = token.span.of(text);
    let mut letters = word.chars();
    match letters.next() {
        _ if token.known.is_some() => 0,
        Some(c) if c.is_ascii_digit() => 1 + u64::from(word.len() == 4),
        Some(c) if c.is_uppercase() => match letters.next() {
            None => 3,
            Some(c) if c.is_uppercase() => 4,
            Some(_) => 5,
        },
        _ => 6,
    }
}
