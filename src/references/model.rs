//! The trained model: weights of features, as they lie in the program.
//!
//! The file is read where it lies: nothing is unpacked. It holds, little-endian:
//!
//! 1. the eight bytes `citemdl3`;
//! 2. the transitions as 32-bit floats: `follow` row by row, `first`, `last`, `stay`;
//! 3. two tables, for content and for border features: the size of a unit of weight (float), how
//!    many groups, places and rows there are (u32 each), the shift of each group (u16), each place
//!    (the print of a feature and the number of its row, u16 each), the rows.
//!
//! Each feature has a place to itself: its key names a group, and the shift of the group is chosen
//! so that the features of all groups fall on different places ([`group`], [`place`]). A place
//! whose print is another is that of no known feature. A row holds a weight (a signed byte) for
//! each label; for border features those of a label that ends come after all those of one that
//! begins. Row 0 is all zeros: what stands at the place of an unknown feature. Most of the
//! features of a reference are known and have weights for many labels, and many features have the
//! same row, so each row is kept whole, but once. The way to it has no turn that the processor
//! could guess wrong.

use std::sync::LazyLock;

use crate::references::crf::{LABELS, PerLabel, Scores, Transitions};
use crate::references::features::Features;
use crate::references::hash::mix;

/// The first bytes of a model.
pub const MAGIC: &[u8; 8] = b"citemdl3";

/// A model and where its parts lie.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    /// What holds for all references.
    pub transitions: Transitions,
    content: Table<'a, LABELS>,
    border: Table<'a, { 2 * LABELS }>,
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
        let shared: Vec<[i16; LABELS]> = (0..features.shared.len())
            .map(|row| self.content.sum(features.shared.row(row)))
            .collect();
        (0..features.content.len())
            .map(|token| {
                let mut content = self.content.sum(features.content.row(token));
                for &row in features.shares.get(token).into_iter().flatten() {
                    content = std::array::from_fn(|label| content[label] + shared[row][label]);
                }
                let border = self.border.sum(features.border.row(token));
                Scores {
                    content: scaled(&content, self.content.unit),
                    start: scaled(&border[..LABELS], self.border.unit),
                    end: scaled(&border[LABELS..], self.border.unit),
                }
            })
            .collect()
    }
}

fn scaled(sums: &[i16], unit: f32) -> PerLabel {
    std::array::from_fn(|label| f32::from(sums[label]) * unit)
}

/// The group, of so many, of the feature with this key.
pub fn group(key: u64, groups: usize) -> usize {
    part(key >> 32, groups)
}

/// The place, of so many, of the feature with this key, where its group is shifted like this.
pub fn place(key: u64, shift: u16, places: usize) -> usize {
    part(mix(key, u64::from(shift)) >> 32, places)
}

/// The print of the feature with this key.
pub fn print(key: u64) -> u16 {
    key as u16
}

/// Which of `parts` equal parts of all 32-bit numbers a number is in.
fn part(number: u64, parts: usize) -> usize {
    ((number * parts as u64) >> 32) as usize
}

/// Features and their weights.
#[derive(Debug, Clone, Copy, Default)]
struct Table<'a, const N: usize> {
    unit: f32,
    shifts: &'a [[u8; 2]],
    places: &'a [[u8; 4]],
    rows: &'a [[u8; N]],
}

impl<const N: usize> Table<'_, N> {
    /// The sum of the weights of features: fewer than 256, or their sums would not fit.
    fn sum(&self, keys: &[u64]) -> [i16; N] {
        let mut sums = [0; N];
        for row in keys.iter().filter_map(|key| self.row(*key)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(*weight as i8);
            }
        }
        sums
    }

    /// The weights of a feature.
    fn row(&self, key: u64) -> Option<&[u8; N]> {
        let shift = u16::from_le_bytes(*self.shifts.get(group(key, self.shifts.len()))?);
        let [low, high, row @ ..] = self.places.get(place(key, shift, self.places.len()))?;
        let known = u16::from_le_bytes([*low, *high]) == print(key);
        self.rows.get(usize::from(u16::from_le_bytes(*row) * u16::from(known)))
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

    fn table<const N: usize>(&mut self) -> Option<Table<'a, N>> {
        let unit = self.float()?;
        let (groups, places, rows) = (self.number()?, self.number()?, self.number()?);
        let (shifts, places, rows) = (self.rows(groups)?, self.rows(places)?, self.rows(rows)?);
        Some(Table { unit, shifts, places, rows })
    }

    fn rows<const N: usize>(&mut self, count: usize) -> Option<&'a [[u8; N]]> {
        Some(self.take(count.checked_mul(N)?)?.as_chunks().0)
    }
}
