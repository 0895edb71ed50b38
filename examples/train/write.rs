//! Writes weights as the program reads them; the form is told in `src/parse/model.rs`.

use std::io::{Error, Result};

use cite::parse::model::{BLOCK, MAGIC, tag};

use crate::optimise::Learned;

/// A weight of 1 in the units of the file.
const UNITS: f32 = 20.0;

/// The file of a model.
pub fn bytes(learned: &Learned) -> Result<Vec<u8>> {
    let mut out = MAGIC.to_vec();
    let all = &learned.transitions;
    for weight in all.follow.iter().chain([&all.first, &all.last, &all.stay]).flatten() {
        out.extend(weight.to_le_bytes());
    }
    let content = learned.content.iter();
    let border = learned.border.iter();
    out.extend(table(content.filter_map(|(key, row)| Some((*key, cell(*key, row)?))))?);
    out.extend(table(
        border
            .filter_map(|(key, (start, end))| Some((*key, cell(*key, &[*start, *end].concat())?))),
    )?);
    println!("model: {} bytes", out.len());
    Ok(out)
}

/// A feature's print, the number of its weights, and each with its label; nothing if all are too
/// small.
fn cell(key: u64, weights: &[f32]) -> Option<Vec<u8>> {
    let units = weights.iter().map(|weight| (weight * UNITS).round().clamp(-127.0, 127.0) as i8);
    let pairs: Vec<[u8; 2]> = (0_u8..)
        .zip(units)
        .filter(|(_, unit)| *unit != 0)
        .map(|(label, unit)| [label, unit as u8])
        .collect();
    let print = ((key >> 48) as u16).to_le_bytes();
    let count = u8::try_from(pairs.len()).ok()?;
    (count > 0).then(|| [&print[..], &[count], pairs.as_flattened()].concat())
}

/// The table of cells by their keys.
fn table(cells: impl Iterator<Item = (u64, Vec<u8>)>) -> Result<Vec<u8>> {
    let mut cells: Vec<(u64, Vec<u8>)> = cells.collect();
    let bits = (cells.len().max(64) as f64 / 1.2).log2().ceil() as u32;
    let buckets = 1_usize << bits;
    let bucket_of = |key: u64| key as usize & (buckets - 1);
    cells.sort_by_key(|(key, _)| (bucket_of(*key), *key));
    let mut tags = vec![0_u8; buckets];
    let (mut starts, mut ends, mut data) = (Vec::new(), Vec::new(), Vec::new());
    let mut next = cells.into_iter().peekable();
    let mut base = 0;
    for (bucket, tags) in tags.iter_mut().enumerate() {
        if bucket % BLOCK == 0 {
            base = data.len();
            starts.extend((base as u32).to_le_bytes());
        }
        while let Some((key, cell)) = next.next_if(|(key, _)| bucket_of(*key) == bucket) {
            *tags |= tag(key);
            data.extend(cell);
        }
        let end = u16::try_from(data.len() - base)
            .map_err(|_| Error::other("a block of the table is too long; keep fewer weights"))?;
        ends.extend(end.to_le_bytes());
    }
    let mut out = (1.0 / UNITS).to_le_bytes().to_vec();
    out.extend(bits.to_le_bytes());
    out.extend((data.len() as u32).to_le_bytes());
    out.extend([tags, starts, ends, data].concat());
    Ok(out)
}
