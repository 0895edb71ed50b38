//! Writes a model as the program reads it.

use std::collections::HashMap;

use cite::parse::crf::PerLabel;
use cite::parse::model::{BLOCK, MAGIC};

use crate::optimise::Model;

pub fn bytes(model: &Model) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let t = &model.transitions;
    for row in t.follow.iter().chain([&t.first, &t.last, &t.stay]) {
        for w in row {
            out.extend(w.to_le_bytes());
        }
    }
    table(&mut out, 3, &model.content_ids, |i| model.content[i].w.to_vec());
    table(&mut out, 5, &model.border_ids, |i| [model.start[i].w, model.end[i].w].concat());
    out
}

fn table(
    out: &mut Vec<u8>,
    mask_len: usize,
    ids: &HashMap<u64, u32>,
    weights: impl Fn(usize) -> Vec<f32>,
) {
    let unit = 1.0 / 20.0_f32;
    let mut rows: Vec<(u64, Vec<u8>)> = ids
        .iter()
        .filter_map(|(key, id)| {
            let w = weights(*id as usize);
            let q: Vec<i8> =
                w.iter().map(|w| (w / unit).round().clamp(-127.0, 127.0) as i8).collect();
            let mask: u64 =
                q.iter().enumerate().filter(|(_, q)| **q != 0).map(|(i, _)| 1u64 << i).sum();
            if mask == 0 {
                return None;
            }
            let mut b = ((key >> 48) as u16).to_le_bytes().to_vec();
            b.extend(&mask.to_le_bytes()[..mask_len]);
            b.extend(q.iter().filter(|q| **q != 0).map(|q| *q as u8));
            Some((*key, b))
        })
        .collect();
    let bits = (rows.len().max(64) as f64 / 1.2).log2().ceil() as u32;
    let buckets = 1usize << bits;
    rows.sort_by_key(|(k, _)| (*k as usize & (buckets - 1), *k));
    let mut starts = Vec::new();
    let mut ends = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let mut next = rows.into_iter().peekable();
    let mut base = 0;
    for b in 0..buckets {
        if b % BLOCK == 0 {
            base = data.len();
            starts.extend((base as u32).to_le_bytes());
        }
        while let Some((_, row)) = next.next_if(|(k, _)| *k as usize & (buckets - 1) == b) {
            data.extend(row);
        }
        ends.extend(u16::try_from(data.len() - base).unwrap().to_le_bytes());
    }
    eprintln!("table: {buckets} buckets, {} bytes of data", data.len());
    out.extend(unit.to_le_bytes());
    out.extend(bits.to_le_bytes());
    out.extend((data.len() as u32).to_le_bytes());
    out.extend(starts);
    out.extend(ends);
    out.extend(data);
}
