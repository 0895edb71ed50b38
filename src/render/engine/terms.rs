//! A term that a note or an entry begins with is written with a capital: "Ibid."

use super::cell::{Cell, Row};
use super::marks::Mark;

/// Takes the marks of terms away; raises the first letter if the row begins with a term and
/// `capital` asks for it.
pub fn apply(row: &mut Row, capital: bool) {
    let begins = |cells: &[Cell]| {
        let mut cells = cells.iter().filter(|cell| Mark::of(cell.ch) != Some(Mark::YearEnds));
        let first = cells.find(|cell| !cell.by_style || cell.ch.is_alphanumeric());
        first.is_some_and(|cell| Mark::of(cell.ch) == Some(Mark::Term))
    };
    let raise = capital && begins(&row.cells);
    row.cells.retain(|cell| Mark::of(cell.ch) != Some(Mark::Term));
    if !raise {
        return;
    }
    let is_letter = |cell: &&mut Cell| cell.ch.is_alphabetic() && Mark::of(cell.ch).is_none();
    if let Some(cell) = row.cells.iter_mut().find(is_letter) {
        let mut upper = cell.ch.to_uppercase();
        if let (Some(ch), None) = (upper.next(), upper.next()) {
            cell.ch = ch;
        }
    }
}

/// Whether a sentence has ended with these words before a cite.
pub fn ends_sentence(prefix: &str) -> bool {
    let words = prefix.split_whitespace().count();
    let text = prefix.trim_end().trim_end_matches(['"', '\'', '”', '’', ')']);
    words > 1 && text.ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::engine::flatten;

    #[test]
    fn a_term_at_the_start_gets_a_capital() {
        let row = |text: &str, capital| {
            let mut row = Row::default();
            flatten::add_text(text, Default::default(), &mut row);
            apply(&mut row, capital);
            row.cells.iter().map(|cell| cell.ch).collect::<String>()
        };
        let term = Mark::Term.char();
        assert_eq!(row(&format!("{term}ibid"), true), "Ibid");
        assert_eq!(row(&format!("{term}ibid"), false), "ibid");
        assert_eq!(row(&format!("iPad {term}in"), true), "iPad in");
    }

    #[test]
    fn sentences_have_more_than_one_word() {
        assert!(ends_sentence("This was said. "));
        assert!(!ends_sentence("Cf. "));
    }
}
