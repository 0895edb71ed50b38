//! Numbers and year suffixes, put where the marks for them stand.

use super::cell::{Cell, Row};
use super::marks::Mark;

/// What is put.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fill<'a> {
    /// The number of the work.
    pub number: usize,
    /// Its year suffix, if it has one.
    pub suffix: &'a str,
    /// What says that names go on.
    pub et_al: &'a str,
    /// Whether the style says where the suffix stands; else it follows the first year.
    pub placed: bool,
}

/// Fulfils the marks of a row.
pub fn fill(row: &mut Row, fill: Fill) {
    let mut placed = fill.placed;
    let mut out: Vec<Cell> = Vec::with_capacity(row.cells.len());
    for cell in row.cells.drain(..) {
        let number;
        let (text, year_suffix) = match Mark::of(cell.ch) {
            Some(Mark::Number) => {
                number = fill.number.to_string();
                (number.as_str(), false)
            }
            Some(Mark::EtAl) => (fill.et_al, false),
            Some(Mark::YearSuffix) => (fill.suffix, true),
            Some(Mark::YearEnds) if placed => continue,
            Some(Mark::YearEnds) => {
                placed = true;
                (fill.suffix, true)
            }
            _ => {
                out.push(cell);
                continue;
            }
        };
        let cells = text.chars().map(|ch| Cell { ch, by_style: false, year_suffix, ..cell });
        out.extend(cells);
    }
    row.cells = out;
}

/// The letters of a year suffix: a, b … z, aa, ab …
pub fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'a' + (number % 26) as u8));
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => return letters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_count_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52].map(letters), ["a", "z", "aa", "az", "ba"]);
    }
}
