//! The label of a work in label styles: "RoNo78".
//!
//! As citeproc-js makes it: four letters of one author, two each of two, then two, one and one of
//! three, one each of four; the last two digits of the year.

use super::marks::Mark;
use crate::model::entry::Entry;

/// The label of an entry, with the mark that the year suffix follows.
pub fn label(entry: &Entry) -> String {
    let own = entry.text("citation-label").map(str::to_owned);
    format!("{}{}", own.unwrap_or_else(|| made(entry)), Mark::YearEnds.char())
}

fn made(entry: &Entry) -> String {
    let names = entry.creators();
    let lengths: &[usize] = match names.len() {
        0 => &[],
        1 => &[4],
        2 => &[2, 2],
        3 => &[2, 1, 1],
        _ => &[1, 1, 1, 1],
    };
    let mut label = String::new();
    for (name, length) in names.iter().zip(lengths) {
        let family = name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default();
        label.extend(family.chars().filter(|ch| ch.is_alphabetic()).take(*length));
    }
    if let Some(year) = entry.year() {
        label.push_str(&format!("{:02}", year.unsigned_abs() % 100));
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_made_of_names_and_year() {
        let entry = |json: serde_json::Value| serde_json::from_value::<Entry>(json).expect("reads");
        let by = |names: &[&str]| {
            let names: Vec<_> =
                names.iter().map(|name| serde_json::json!({"family": name})).collect();
            let date = serde_json::json!({"date-parts": [[1978]]});
            made(&entry(
                serde_json::json!({"id": "a", "type": "book", "author": names, "issued": date}),
            ))
        };
        assert_eq!(by(&["Roe", "Noakes"]), "RoNo78");
        assert_eq!(by(&["Asthma"]), "Asth78");
        assert_eq!(by(&["Dropsy", "Enteritis", "Fever", "Gout"]), "DEFG78");
    }
}
