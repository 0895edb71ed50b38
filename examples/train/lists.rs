//! Makes the sets of names, places and journals from their lists.

use std::path::Path;

use cite::parse::attributes::list_key;
use cite::parse::lists::{PROBES, position};

/// The file of all sets, from the folder of the lists.
pub fn bytes(folder: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bits) in [("given", 10), ("surnames", 10), ("places", 10), ("journals", 14)] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        let mut keys: Vec<u64> = text.lines().map(list_key).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut set = vec![0u8; (keys.len() * bits).div_ceil(8)];
        for key in &keys {
            for probe in 0..PROBES {
                let bit = position(*key, probe, set.len());
                set[bit / 8] |= 1 << (bit % 8);
            }
        }
        eprintln!("{name}: {} entries, {} bytes", keys.len(), set.len());
        out.extend((set.len() as u32).to_le_bytes());
        out.extend(set);
    }
    out
}
