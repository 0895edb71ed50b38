//! Keys for records that come without one: `tallberg2017`.

use std::collections::{HashMap, HashSet};

use crate::model::entry::Entry;
use crate::model::library::Record;
use crate::text::fold::fold;

/// Gives each record without a key the first creator and the year, with a letter where that key is
/// taken; the same file always gives the same keys.
pub(crate) fn fill(records: &mut [Record]) {
    let mut taken: HashSet<String> = records
        .iter()
        .map(|record| record.entry.id.to_string())
        .filter(|id| !id.is_empty())
        .collect();
    // For each stem that was taken, the number of the next letters to try: thousands of records by
    // one creator of one year would else try all of them from the beginning.
    let mut next: HashMap<String, usize> = HashMap::new();
    for record in records.iter_mut().filter(|record| record.entry.id.is_empty()) {
        let stem = stem(&record.entry);
        let mut key = stem.clone();
        while !taken.insert(key.clone()) {
            let number = next.entry(stem.clone()).or_default();
            key = format!("{stem}{}", letters(*number));
            *number += 1;
        }
        record.entry.id = key.into();
    }
}

fn stem(entry: &Entry) -> String {
    let creator =
        entry.creators().first().map(|name| fold(&name.cited())).filter(|m| !m.is_empty());
    let title = || {
        let words = entry.text("title").unwrap_or("").split_whitespace().map(fold);
        words.into_iter().find(|word| word.chars().count() > 3)
    };
    let name = creator.or_else(title).unwrap_or_else(|| "entry".to_owned());
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).take(24).collect();
    let year = entry.year().map(|year| year.to_string()).unwrap_or_default();
    name + &year
}

/// a, b … z, aa, ab …
fn letters(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::{Date, Name};

    #[test]
    fn keys_are_made_of_creator_and_year() {
        let mut entry = Entry::new("", "book");
        entry.set("author", vec![Name::person("Müller-Lüdenscheidt", None)]);
        entry.set("issued", Date::of_year(1999));
        let record = Record { entry, ..Record::default() };
        let mut records = vec![record; 30];
        fill(&mut records);
        let keys: HashSet<&str> = records.iter().map(|r| r.entry.id.as_str()).collect();
        assert_eq!(keys.len(), 30);
        assert!(
            keys.contains("mullerludenscheidt1999") && keys.contains("mullerludenscheidt1999a")
        );
    }
}
