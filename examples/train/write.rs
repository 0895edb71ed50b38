//! Writes weights as the program reads them; the form is told in `src/references/model.rs`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, Result};

use cite::internals::references::model::{MAGIC, group, place, print};

use crate::optimise::Learned;

/// A weight of 1 in the units of the file.
const UNITS: f32 = 20.0;

/// How many features share a shift, on average.
const GROUP: usize = 4;

/// One place of so many is spare.
const SPARE: usize = 32;

/// The file of a model.
pub fn bytes(learned: &Learned) -> Result<Vec<u8>> {
    let mut out = MAGIC.to_vec();
    let all = &learned.transitions;
    for weight in all.follow.iter().chain([&all.first, &all.last, &all.stay]).flatten() {
        out.extend(weight.to_le_bytes());
    }
    out.extend(table(learned.content.iter().map(|(key, row)| (*key, units(row))))?);
    let border = learned.border.iter();
    out.extend(table(border.map(|(key, (start, end))| (*key, units(&[*start, *end].concat()))))?);
    println!("model: {} bytes", out.len());
    Ok(out)
}

/// Weights in the units of the file.
fn units(weights: &[f32]) -> Vec<i8> {
    weights.iter().map(|weight| (weight * UNITS).round().clamp(-127.0, 127.0) as i8).collect()
}

/// The table of features, by their keys, and their weights; without those that have none.
fn table(features: impl Iterator<Item = (u64, Vec<i8>)>) -> Result<Vec<u8>> {
    let features: BTreeMap<u64, Vec<i8>> =
        features.filter(|(_, row)| row.iter().any(|weight| *weight != 0)).collect();
    let mut rows: BTreeMap<&Vec<i8>, u16> = features.values().map(|row| (row, 0)).collect();
    for (number, row) in (1..=u16::MAX).zip(rows.values_mut()) {
        *row = number;
    }
    if rows.len() > usize::from(u16::MAX) {
        return Err(Error::other("too many rows of weights; keep fewer weights"));
    }
    let keys: Vec<u64> = features.keys().copied().collect();
    let mut places = vec![[0_u8; 4]; keys.len() + keys.len() / SPARE + 1];
    let shifts = shifts(&keys, places.len())?;
    for (key, row) in &features {
        let shift = shifts[group(*key, shifts.len())];
        let place = place(*key, shift, places.len());
        let [low, high] = print(*key).to_le_bytes();
        let [row_low, row_high] = rows[row].to_le_bytes();
        places[place] = [low, high, row_low, row_high];
    }
    let mut out = (1.0 / UNITS).to_le_bytes().to_vec();
    for count in [shifts.len(), places.len(), rows.len() + 1] {
        out.extend((count as u32).to_le_bytes());
    }
    out.extend(shifts.iter().flat_map(|shift| shift.to_le_bytes()));
    out.extend(places.as_flattened());
    out.extend(vec![0; rows.keys().next().map_or(0, |row| row.len())]);
    out.extend(rows.keys().flat_map(|row| row.iter().map(|weight| *weight as u8)));
    Ok(out)
}

/// The shift of each group: the first that leads all its features to free places. Large groups
/// choose before small ones.
fn shifts(keys: &[u64], places: usize) -> Result<Vec<u16>> {
    let mut groups = vec![Vec::new(); keys.len() / GROUP + 1];
    for key in keys {
        let group = group(*key, groups.len());
        groups[group].push(*key);
    }
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|group| Reverse(groups[*group].len()));
    let mut shifts = vec![0; groups.len()];
    let mut taken = vec![false; places];
    for at in order {
        let spots = |shift: u16| {
            let spots: BTreeSet<usize> =
                groups[at].iter().map(|key| place(*key, shift, places)).collect();
            let free = spots.len() == groups[at].len() && spots.iter().all(|spot| !taken[*spot]);
            free.then_some((shift, spots))
        };
        let found = (0..=u16::MAX).find_map(spots);
        let (shift, spots) = found.ok_or_else(|| Error::other("a group has no free places"))?;
        shifts[at] = shift;
        spots.into_iter().for_each(|spot| taken[spot] = true);
    }
    Ok(shifts)
}
