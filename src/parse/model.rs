//! The trained model: weights of features, as they lie in the program.
//!
//! The file is read where it lies: nothing is unpacked. It holds, little-endian:
//!
//! 1. the eight bytes `citemdl2`;
//! 2. the transitions as 32-bit floats: `follow` row by row, `first`, `last`, `stay`;
//! 3. two tables, for content and for border features: the size of a unit of weight (float), the
//!    number of buckets as a power of two (u32), the number of data bytes (u32), a byte of tags for
//!    each bucket, the start of each block of 64 buckets (u32), the end of each bucket in its block
//!    (u16), the data.
//!
//! A feature lies in the bucket that the low bits of its key name. Its tag is the bit that the
//! lowest three of the 16 high bits of the key name: most features that the model does not know are
//! told by it at once. In the data stand those 16 bits, the number of weights (a byte), and for each
//! weight its label and its value (a signed byte). Among the labels of border features those that
//! end come after all that begin.

use std::sync::LazyLock;

use crate::parse::crf::{LABELS, PerLabel, Scores, Transitions};
use crate::parse::features::Features;

/// The first bytes of a model.
pub const MAGIC: &[u8; 8] = b"citemdl2";

/// Room for the features of a token that the model may know.
const MOST: usize = 256;

/// How many buckets share a start.
pub const BLOCK: usize = 64;

/// A model and where its parts lie.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    /// What holds for all references.
    pub transitions: Transitions,
    content: Table<'a>,
    border: Table<'a>,
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
        let mut found = Vec::with_capacity(MOST);
        let shared: Vec<[i32; LABELS]> = (0..features.shared.len())
            .map(|row| self.content.sum(features.shared.row(row), &mut found))
            .collect();
        (0..features.content.len())
            .map(|token| {
                let mut content: [i32; LABELS] =
                    self.content.sum(features.content.row(token), &mut found);
                for &row in features.shares.get(token).into_iter().flatten() {
                    content = std::array::from_fn(|label| content[label] + shared[row][label]);
                }
                let border: [i32; 2 * LABELS] =
                    self.border.sum(features.border.row(token), &mut found);
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

/// The tag of a feature.
pub fn tag(key: u64) -> u8 {
    1 << ((key >> 48) & 7)
}

/// Features and their weights.
#[derive(Debug, Clone, Copy, Default)]
struct Table<'a> {
    unit: f32,
    tags: &'a [u8],
    starts: &'a [u8],
    ends: &'a [u8],
    data: &'a [u8],
}

impl<'a> Table<'a> {
    /// The sum of the weights of features. Buckets are found before any is read, so that the
    /// processor waits for several at a time; `found` is room for them.
    fn sum<const N: usize>(&self, keys: &[u64], found: &mut Vec<(u16, &'a [u8])>) -> [i32; N] {
        found.clear();
        found.extend(keys.iter().filter_map(|key| self.find(*key)));
        let mut sums = [0; N];
        for (print, cells) in found.iter() {
            add(print.to_le_bytes(), cells, &mut sums);
        }
        sums
    }

    /// The print of a feature and the bytes of its bucket, if the feature may be in it.
    fn find(&self, key: u64) -> Option<(u16, &'a [u8])> {
        let bucket = key as usize & self.tags.len().wrapping_sub(1);
        let known = self.tags.get(bucket)? & tag(key) != 0;
        known.then(|| Some(((key >> 48) as u16, self.cells(bucket)?)))?
    }

    /// The bytes of a bucket.
    fn cells(&self, bucket: usize) -> Option<&'a [u8]> {
        let block = bucket / BLOCK * 4;
        let base = u32::from_le_bytes(self.starts.get(block..block + 4)?.try_into().ok()?) as usize;
        let at = bucket * 2;
        let number = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high]));
        let (start, end) = match (bucket % BLOCK, self.ends.get(at.max(2) - 2..at + 2)?) {
            (0, [.., low, high]) => (0, number(*low, *high)),
            (_, [low, high, end @ ..]) => {
                (number(*low, *high), number(*end.first()?, *end.get(1)?))
            }
            _ => return None,
        };
        self.data.get(base + start..base + end)
    }
}

/// Adds the weights of the feature with this print, if it is among the cells, to `sums`.
fn add<const N: usize>(print: [u8; 2], mut cells: &[u8], sums: &mut [i32; N]) {
    while let [low, high, count, rest @ ..] = cells {
        let Some((weights, rest)) = rest.split_at_checked(usize::from(*count) * 2) else {
            return;
        };
        if [*low, *high] == print {
            for weight in weights.chunks_exact(2) {
                if let Some(sum) = sums.get_mut(usize::from(weight[0])) {
                    *sum += i32::from(weight[1] as i8);
                }
            }
            return;
        }
        cells = rest;
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

    fn table(&mut self) -> Option<Table<'a>> {
        let unit = self.float()?;
        let buckets = 1_usize.checked_shl(u32::try_from(self.number()?).ok()?)?;
        let bytes = self.number()?;
        Some(Table {
            unit,
            tags: self.take(buckets)?,
            starts: self.take(buckets.div_ceil(BLOCK).checked_mul(4)?)?,
            ends: self.take(buckets.checked_mul(2)?)?,
            data: self.take(bytes)?,
        })
    }
}
