//! The trained model: weights of features, as they lie in the program.
//!
//! The file is read where it lies: nothing is unpacked. It holds, little-endian:
//!
//! 1. the eight bytes `citemdl1`;
//! 2. the transitions as 32-bit floats: `follow` row by row, `first`, `last`, `stay`;
//! 3. two tables, for content and for border features: the size of a unit of weight (float), the
//!    number of buckets as a power of two (u32), the number of data bytes (u32), the start of each
//!    block of 64 buckets (u32), the end of each bucket in its block (u16), the data.
//!
//! A feature lies in the bucket that the low bits of its key name: 16 high bits of the key, a mask
//! of the labels that have a weight (3 bytes; 5 for border features, whose upper half is for the
//! label that ends), and a signed byte for each.

use std::sync::LazyLock;

use crate::parse::crf::{LABELS, PerLabel, Scores, Transitions};
use crate::parse::features::Features;

/// The first bytes of a model.
pub const MAGIC: &[u8; 8] = b"citemdl1";

/// How many buckets share a start.
pub const BLOCK: usize = 64;

/// A model and where its parts lie.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    /// What holds for all references.
    pub transitions: Transitions,
    content: Table<'a, 3>,
    border: Table<'a, 5>,
}

/// The model that the program was built with.
pub fn built_in() -> &'static Model<'static> {
    static MODEL: LazyLock<Model<'static>> = LazyLock::new(|| {
        Model::read(include_bytes!("../../refs/references.model")).unwrap_or_default()
    });
    &MODEL
}

impl Default for Model<'_> {
    /// A model that knows nothing.
    fn default() -> Self {
        Model {
            transitions: Transitions::default(),
            content: Table::default(),
            border: Table::default(),
        }
    }
}

impl<'a> Model<'a> {
    /// The model that `bytes` hold; absent if they hold none.
    pub fn read(bytes: &'a [u8]) -> Option<Model<'a>> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC)?);
        let mut transitions = Transitions::default();
        for row in &mut transitions.follow {
            *row = reader.per_label()?;
        }
        transitions.first = reader.per_label()?;
        transitions.last = reader.per_label()?;
        transitions.stay = reader.per_label()?;
        Some(Model { transitions, content: reader.table()?, border: reader.table()? })
    }

    /// What the model says of each token of a reference.
    pub fn scores(&self, features: &Features) -> Vec<Scores> {
        (0..features.content_ends.len())
            .map(|token| {
                let mut content = [0; LABELS];
                for key in features.content(token) {
                    self.content.add(*key, &mut content);
                }
                let mut border = [0; 2 * LABELS];
                for key in features.border(token) {
                    self.border.add(*key, &mut border);
                }
                Scores {
                    content: scaled(&content, self.content.unit),
                    start: scaled(&border[..LABELS], self.border.unit),
                    end: scaled(&border[LABELS..], self.border.unit),
                }
            })
            .collect()
    }
}

fn scaled(sums: &[i32], unit: f32) -> PerLabel {
    std::array::from_fn(|label| sums[label] as f32 * unit)
}

/// Features and their weights; `MASK` is the number of bytes of a mask.
#[derive(Debug, Clone, Copy, Default)]
struct Table<'a, const MASK: usize> {
    unit: f32,
    buckets: usize,
    starts: &'a [u8],
    ends: &'a [u8],
    data: &'a [u8],
}

impl<const MASK: usize> Table<'_, MASK> {
    /// Adds the weights of a feature, if it has any, to `sums`.
    fn add<const N: usize>(&self, key: u64, sums: &mut [i32; N]) {
        let Some(mut bucket) = self.bucket(key) else {
            return;
        };
        let print = ((key >> 48) as u16).to_le_bytes();
        while let Some((head, rest)) = bucket.split_at_checked(2 + MASK) {
            let mut mask = [0; 8];
            mask[..MASK].copy_from_slice(&head[2..]);
            let mask = u64::from_le_bytes(mask);
            let count = mask.count_ones() as usize;
            let Some((weights, rest)) = rest.split_at_checked(count) else {
                return;
            };
            if head[..2] == print {
                return add_weights(mask, weights, sums);
            }
            bucket = rest;
        }
    }

    /// The bytes of the bucket in which a feature would lie.
    fn bucket(&self, key: u64) -> Option<&[u8]> {
        let bucket = key as usize & self.buckets.checked_sub(1)?;
        let u16_at = |at: usize| {
            let bytes = self.ends.get(at * 2..at * 2 + 2)?;
            Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
        };
        let block = bucket / BLOCK * 4;
        let base = u32::from_le_bytes(self.starts.get(block..block + 4)?.try_into().ok()?) as usize;
        let start = match bucket % BLOCK {
            0 => 0,
            _ => u16_at(bucket - 1)?,
        };
        self.data.get(base + start..base + u16_at(bucket)?)
    }
}

fn add_weights<const N: usize>(mask: u64, weights: &[u8], sums: &mut [i32; N]) {
    let mut left = mask;
    for weight in weights {
        let label = left.trailing_zeros() as usize;
        if let Some(sum) = sums.get_mut(label) {
            *sum += i32::from(*weight as i8);
        }
        left &= left - 1;
    }
}

/// Takes values off the front of bytes.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn float(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn per_label(&mut self) -> Option<PerLabel> {
        let mut values = [0.0; LABELS];
        for value in &mut values {
            *value = self.float()?;
        }
        Some(values)
    }

    fn table<const MASK: usize>(&mut self) -> Option<Table<'a, MASK>> {
        let unit = self.float()?;
        let buckets = 1_usize.checked_shl(u32::try_from(self.number()?).ok()?)?;
        let bytes = self.number()?;
        Some(Table {
            unit,
            buckets,
            starts: self.take(buckets.div_ceil(BLOCK).checked_mul(4)?)?,
            ends: self.take(buckets.checked_mul(2)?)?,
            data: self.take(bytes)?,
        })
    }
}
