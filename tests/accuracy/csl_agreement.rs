//! How often we print the same text as citeproc-js, as a ratchet on a share of the styles.
//!
//! `cargo bench --bench render_agreement` measures all styles.

use super::{pairs, support};

/// Every so manieth style is measured here: all of them take too long for a test.
const EVERY: usize = 40;
/// The share that was the same when it was measured last, in per cent; it must not fall.
const REACHED: f64 = 99.2;

pub fn the_share_does_not_fall() {
    let folder = support::beside("data/csl");
    let entries = pairs::entries(&folder.join("items.json"));
    let lines = pairs::expected(&folder.join("expected.jsonl"), None);
    let lines: Vec<_> = lines.into_iter().step_by(EVERY).collect();
    let pairs = pairs::all(&lines, &entries, &folder);
    let unlike = pairs.iter().filter(|pair| !pair.is_same());
    let named: Vec<String> = unlike
        .take(10)
        .map(|pair| format!("{} {}: {}", pair.style, pair.id, pair.printed))
        .collect();
    let same = pairs.iter().filter(|pair| pair.is_same()).count();
    let share = 100.0 * same as f64 / pairs.len().max(1) as f64;
    println!("{share:.2} %");
    assert!(share >= REACHED, "{share:.2} % of {}; such as {named:#?}", pairs.len());
}
