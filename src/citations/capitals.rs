//! Names that a document writes in capitals where it cites: "(HURD, 1999)".

use crate::model::citation::Citation;

/// Whether the names of what is cited with a year are in capitals, all but a few.
pub(crate) fn is_habit(dated: &[Citation]) -> bool {
    /// So many citations show how a document writes.
    const FEWEST: usize = 8;
    let items = dated.iter().flat_map(|citation| &citation.items);
    let names: Vec<&str> =
        items.filter_map(|item| item.names.first()).map(|name| name.text.as_str()).collect();
    let capitals = names.iter().filter(|name| are_capitals(name)).count();
    names.len() >= FEWEST && capitals * 10 >= names.len() * 9
}

/// Whether a word of a name has nothing but capitals; particles before it are small: "de CERTEAU".
pub(crate) fn are_capitals(name: &str) -> bool {
    /// Fewer letters may be initials.
    const LETTERS: usize = 3;
    name.split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() >= LETTERS && word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals() {
        assert!(are_capitals("HURD"));
        assert!(are_capitals("de CERTEAU"));
        assert!(!are_capitals("Hurd"));
        assert!(!are_capitals("J. D. Hurd"));
        assert!(!are_capitals("李"));
    }
}
