//! Punctuation that meets punctuation.
//!
//! What stays of a pair is the table of citeproc-js (`CSL.Output.Queue.adjust`); it holds where
//! the style wrote at least one of the two, never within a title.

use super::cell::Cell;

/// Sets punctuation that meets: swallows what is doubled, moves what belongs into quotation marks
/// (`in_quotes`), keeps one space of several. `closes` says which cells close a quotation.
pub fn apply(cells: Vec<Cell>, closes: &[bool], in_quotes: bool) -> Vec<Cell> {
    let mut out: Vec<(Cell, bool)> = Vec::with_capacity(cells.len());
    for (cell, &close) in cells.into_iter().zip(closes) {
        if close {
            out.push((cell, true));
        } else if cell.ch.is_whitespace() {
            space(cell, &mut out);
        } else if is_stop(cell.ch) {
            stop(cell, in_quotes, &mut out);
        } else {
            if cell.by_style && matches!(cell.ch, ')' | ']') {
                drop_delimiter(&mut out);
            }
            out.push((cell, false));
        }
    }
    out.into_iter().map(|(cell, _)| cell).collect()
}

/// Takes back the delimiter before a part that came to nothing: "(2019, )".
fn drop_delimiter(out: &mut Vec<(Cell, bool)>) {
    let is = |place: Option<&(Cell, bool)>, ch: char| {
        place.is_some_and(|(cell, _)| cell.by_style && cell.ch == ch)
    };
    if is(out.last(), ' ') && is(out.len().checked_sub(2).and_then(|at| out.get(at)), ',') {
        out.truncate(out.len() - 2);
    }
}

fn is_stop(ch: char) -> bool {
    matches!(ch, '.' | ',' | ':' | ';' | '!' | '?')
}

fn space(cell: Cell, out: &mut Vec<(Cell, bool)>) {
    match out.last() {
        Some((last, _)) if last.ch.is_whitespace() && last.block == cell.block => {
            if cell.by_style && last.ch == ' ' && cell.ch != ' ' {
                out.pop();
                out.push((cell, false));
            } else if !(cell.by_style || last.by_style) {
                out.push((cell, false));
            }
        }
        _ => out.push((cell, false)),
    }
}

/// Adds a stop, or what is left of it beside the character it meets.
fn stop(cell: Cell, in_quotes: bool, out: &mut Vec<(Cell, bool)>) {
    let quoted = out.iter().rev().take_while(|(_, close)| *close).count();
    let at = out.len() - quoted;
    let before = at.checked_sub(1).map(|index| out[index].0);
    let meets = before.filter(|last| {
        (last.by_style || cell.by_style || quoted > 0) && is_stop(last.ch) && !cell.follows
    });
    let into = quoted > 0 && cell.by_style && in_quotes && matches!(cell.ch, '.' | ',');
    let Some(last) = meets else {
        let place = if into { at } else { out.len() };
        out.insert(place, (cell, false));
        return;
    };
    if quoted > 0 && !into {
        let ends = matches!(last.ch, '.' | '!' | '?');
        if !(cell.by_style && cell.ch == '.' && ends) {
            out.push((cell, false));
        }
        return;
    }
    let (keep_last, keep_cell) = kept(last.ch, cell.ch);
    let place = if into { at } else { out.len() };
    if keep_cell {
        out.insert(place, (cell, false));
    }
    if !keep_last {
        out.remove(at - 1);
    }
}

/// Which of two that meet are kept.
fn kept(left: char, right: char) -> (bool, bool) {
    if left == right {
        return (true, false);
    }
    match (left, right) {
        ('!' | '?', '.' | ':') => (true, false),
        (':' | ';', '!' | '?') => (false, true),
        (':' | ';', '.') | (';', ':') => (true, false),
        _ => (true, true),
    }
}
