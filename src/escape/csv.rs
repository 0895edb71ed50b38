//! Comma-separated values, as RFC 4180 writes and spreadsheets read them.

use super::escaped::{Escaped, Language};
use super::terminal::Terminal;

/// Comma-separated values.
pub struct Csv;

/// The signs with which spreadsheets take a cell for a formula, and their wide forms, which some
/// take for them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

impl Language for Csv {
    /// Returns the text as a cell. What a spreadsheet would run stands behind an apostrophe; control
    /// characters are pictures of themselves.
    fn escape(raw: &str) -> String {
        let shown = Terminal::escape(raw);
        let cell = match shown.trim_start().starts_with(FORMULA) {
            true => format!("'{shown}"),
            false => shown,
        };
        match cell.contains([',', '"', '\n', '\r', ';', '\'']) || cell.trim() != cell {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell,
        }
    }
}

impl Escaped<Csv> {
    /// Returns cells as a row.
    pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> Escaped<Csv> {
        let cells: Vec<String> = cells.into_iter().map(Csv::escape).collect();
        Escaped::assembled(cells.join(",") + "\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_a_cell() {
        let row = |cells: &[&str]| Escaped::<Csv>::row(cells.iter().copied()).into_string();
        assert_eq!(row(&["a", "", "b c"]), "a,,b c\r\n");
        assert_eq!(row(&["a,b", "say \"a\"", "a\nb"]), "\"a,b\",\"say \"\"a\"\"\",\"a\nb\"\r\n");
        assert_eq!(row(&["=1+2", " @x", "\x1b[2J"]), "\"'=1+2\",\"' @x\",␛[2J\r\n");
        assert_eq!(row(&["＝1"]), "\"'＝1\"\r\n");
    }
}
