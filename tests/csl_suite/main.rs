//! The official CSL test suite through our renderer, as a ratchet.
//!
//! `passing.txt` lists the fixtures that pass; `cargo bench --bench render_suite -- --write` writes
//! it anew, and with it the list of those that fail in `docs/styles.md`.
#![cfg(feature = "render")]

mod fixture;
mod outcome;

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn what_passed_passes() {
    let folder = Path::new("../shared/data/csl/suite");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let listed: BTreeSet<&str> = include_str!("passing.txt").lines().collect();
    let outcomes = outcome::all(folder);
    let passing: BTreeSet<&str> =
        outcomes.iter().filter(|one| one.passes()).map(|one| one.name.as_str()).collect();
    let lost: Vec<_> = listed.difference(&passing).collect();
    assert!(lost.is_empty(), "these passed and no longer do: {lost:?}");
    let new: Vec<_> = passing.difference(&listed).collect();
    assert!(new.is_empty(), "these pass now; list them (render_suite -- --write): {new:?}");
}
