//! Quotation marks: straight ones made round, inner ones told from outer ones.

use super::cell::Cell;
use super::marks::Mark;

/// The quotation marks of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotes {
    /// Opens and closes a quotation.
    pub outer: (String, String),
    /// Opens and closes a quotation within a quotation.
    pub inner: (String, String),
}

impl Default for Quotes {
    fn default() -> Quotes {
        let pair = |open: &str, close: &str| (open.to_owned(), close.to_owned());
        Quotes { outer: pair("“", "”"), inner: pair("‘", "’") }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Turn {
    Opens,
    Closes,
    Apostrophe,
}

/// Sets the quotation marks that marks and straight quotes ask for; those of the innermost level
/// are chosen by depth. Gives which cells of the result close a quotation.
pub fn apply(cells: Vec<Cell>, quotes: &Quotes) -> (Vec<Cell>, Vec<bool>) {
    let turns = turns(&cells);
    let mut out = Vec::with_capacity(cells.len());
    let mut closes = Vec::with_capacity(cells.len());
    let mut depth = 0usize;
    for (cell, turn) in cells.into_iter().zip(turns) {
        let text = match turn {
            None => {
                out.push(cell);
                closes.push(false);
                continue;
            }
            Some(Turn::Apostrophe) => "’",
            Some(Turn::Opens) => {
                depth += 1;
                if depth.is_multiple_of(2) { &quotes.inner.0 } else { &quotes.outer.0 }
            }
            Some(Turn::Closes) => {
                depth = depth.saturating_sub(1);
                if depth.is_multiple_of(2) { &quotes.outer.1 } else { &quotes.inner.1 }
            }
        };
        out.extend(text.chars().map(|ch| Cell { ch, ..cell }));
        closes.extend(text.chars().map(|_| turn == Some(Turn::Closes)));
    }
    (out, closes)
}

/// Stands for a quotation of the style's own among those that are open; no text has it.
const STYLE: char = '\u{F8FE}';

/// What each cell does, if it is a quotation mark.
fn turns(cells: &[Cell]) -> Vec<Option<Turn>> {
    let mut turns = vec![None; cells.len()];
    let mut open: Vec<(char, usize)> = Vec::new();
    for index in 0..cells.len() {
        let ch = cells[index].ch;
        match Mark::of(ch) {
            Some(Mark::QuoteOpens) => {
                open.push((STYLE, index));
                turns[index] = Some(Turn::Opens);
            }
            Some(Mark::QuoteCloses) => {
                while open.pop().is_some_and(|(kind, at)| {
                    let strayed = kind != STYLE;
                    if strayed {
                        turns[at] = left_open(kind);
                    }
                    strayed
                }) {}
                turns[index] = Some(Turn::Closes);
            }
            _ if matches!(ch, '"' | '\'') => {
                let opens = may_open(cells, index);
                if open.last().is_some_and(|(kind, _)| *kind == ch) && may_close(cells, index) {
                    open.pop();
                    turns[index] = Some(Turn::Closes);
                } else if opens {
                    open.push((ch, index));
                    turns[index] = Some(Turn::Opens);
                } else if ch == '\'' {
                    turns[index] = Some(Turn::Apostrophe);
                }
            }
            _ if cells[index].by_style => {}
            // Round marks of a record turn inner ones only within the style's own.
            _ if matches!(ch, '“' | '‘') && open.iter().any(|(kind, _)| *kind == STYLE) => {
                open.push((if ch == '“' { '”' } else { '’' }, index));
                turns[index] = Some(Turn::Opens);
            }
            _ if open.last().is_some_and(|(kind, _)| *kind == ch) => {
                open.pop();
                turns[index] = Some(Turn::Closes);
            }
            _ => {}
        }
    }
    for (kind, at) in open {
        turns[at] = left_open(kind);
    }
    turns
}

/// What an opening mark is that nothing closes.
fn left_open(kind: char) -> Option<Turn> {
    match kind {
        '\'' => Some(Turn::Apostrophe),
        STYLE => Some(Turn::Opens),
        _ => None,
    }
}

fn neighbour(cells: &[Cell], index: usize, forward: bool) -> Option<char> {
    let plain =
        |cell: &&Cell| !matches!(Mark::of(cell.ch), Some(Mark::TagOpens(_) | Mark::TagCloses(_)));
    match forward {
        true => cells[index + 1..].iter().find(plain).map(|cell| cell.ch),
        false => cells[..index].iter().rev().find(plain).map(|cell| cell.ch),
    }
}

fn may_open(cells: &[Cell], index: usize) -> bool {
    let before = neighbour(cells, index, false);
    let after = neighbour(cells, index, true);
    let starts = before.is_none_or(|ch| {
        ch.is_whitespace()
            || matches!(ch, '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '—' | '–' | '/' | '«')
            || Mark::of(ch) == Some(Mark::QuoteOpens)
    });
    starts && after.is_some_and(|ch| !ch.is_whitespace() && Mark::of(ch) != Some(Mark::QuoteCloses))
}

fn may_close(cells: &[Cell], index: usize) -> bool {
    let after = neighbour(cells, index, true);
    after.is_none_or(|ch| !ch.is_alphanumeric() || Mark::of(ch).is_some())
}
