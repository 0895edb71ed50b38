//! Makes the sets of names, places and journals from their lists.

use std::io::Result;
use std::path::Path;

use cite::internals::references::attributes::list_key;
use cite::internals::references::lists::{PROBES, position};

/// The lists and how many bits each of their entries gets: more where an error costs more.
const LISTS: [(&str, usize); 4] =
    [("given", 10), ("surnames", 10), ("places", 10), ("journals", 14)];

/// The file of all sets, from the folder of the lists.
pub fn bytes(folder: &Path) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for (name, bits) in LISTS {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))?;
        let mut keys: Vec<u64> = text.lines().map(list_key).collect();
        keys.sort_unstable();
        keys.dedup();
        let set = set(&keys, bits);
        println!("{name}: {} entries, {} bytes", keys.len(), set.len());
        out.extend((set.len() as u32).to_le_bytes());
        out.extend(set);
    }
    Ok(out)
}

/// A Bloom filter for the keys.
fn set(keys: &[u64], bits: usize) -> Vec<u8> {
    let mut set = vec![0_u8; (keys.len() * bits).div_ceil(8)];
    for key in keys {
        for probe in 0..PROBES {
            let bit = position(*key, probe, set.len());
            set[bit / 8] |= 1 << (bit % 8);
        }
    }
    set
}
