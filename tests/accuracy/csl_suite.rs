//! The official CSL test suite through our own processor. `tests/csl/failing.txt` lists the fixtures
//! that fail, each with its reason.

#[path = "../csl/fixture.rs"]
mod fixture;

use std::collections::BTreeMap;

use cite::csl::{LocaleData, Locales};

use super::support;

pub fn only_listed_fixtures_fail() {
    let data = support::beside("data/csl");
    let mut locales = Locales::new();
    for file in std::fs::read_dir(data.join("locales")).expect("is there").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("is read");
        locales.add(LocaleData::parse(&text).expect("is a locale"));
    }
    let listed: BTreeMap<&str, &str> = include_str!("../csl/failing.txt")
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect();
    let outcomes = fixture::all(&data.join("suite"), &locales);
    for outcome in &outcomes {
        let name = outcome.name.as_str();
        assert_eq!(
            outcome.passes(),
            !listed.contains_key(name),
            "{name}: wanted {}\nprinted {:?}",
            outcome.wanted,
            outcome.printed
        );
    }
    assert!(listed.keys().all(|name| outcomes.iter().any(|outcome| outcome.name == *name)));
}
