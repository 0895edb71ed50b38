//! Keys for records: `tallberg2017`.

use std::collections::HashMap;

use crate::model::entry::Entry;
use crate::model::reference::Reference;
use crate::text::fold::fold;

/// Gives every record of a list a key of its own: the first creator and the year, with the letter
/// that the list gives, or a counter.
pub(crate) fn assign(references: &mut [Reference]) {
    let mut used: HashMap<String, usize> = HashMap::new();
    for reference in references {
        let base = base(&reference.entry);
        let count = used.entry(base.clone()).or_insert(0);
        *count += 1;
        reference.entry.id = match *count {
            1 => base,
            count => format!("{base}-{count}"),
        };
    }
}

fn base(entry: &Entry) -> String {
    let creator = entry.creators().first().map(|name| fold(&name.cited()));
    let title = || {
        let title = entry.text("title").or(entry.text("container-title")).unwrap_or("");
        title.split_whitespace().map(fold).find(|word| word.chars().count() > 3)
    };
    let name = creator
        .filter(|name| !name.is_empty())
        .or_else(title)
        .unwrap_or_else(|| "reference".to_owned());
    let name: String = name.chars().take(24).collect();
    let year = match entry.year() {
        Some(year) => year.to_string(),
        None => entry.date("issued").map(|date| fold(&date.to_string())).unwrap_or_default(),
    };
    format!("{name}{year}{}", entry.text("year-suffix").unwrap_or(""))
}
