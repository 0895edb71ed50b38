//! Notes at the foot of pages: smaller than the text, below it, with a number before them.

use std::collections::HashSet;

use super::lines::{Line, Place, Sign};
use super::order::Placed;

/// A note without its mark.
#[derive(Debug)]
pub(super) struct Note {
    /// Its number or sign.
    pub label: String,
    pub lines: Vec<Placed>,
}

/// How small notes are at least, beside the text.
const SMALL: f32 = 0.94;

/// Parts the notes from the text.
pub(super) fn part(placed: Vec<Placed>, body: f32) -> (Vec<Placed>, Vec<Note>) {
    let starts = starts(&placed, body);
    let mut text = Vec::with_capacity(placed.len());
    let mut notes: Vec<Note> = Vec::new();
    for (mut one, start) in placed.into_iter().zip(starts) {
        match start {
            Part::Text => text.push(one),
            Part::Begins => {
                let label = take_mark(&mut one.line);
                notes.push(Note { label, lines: vec![one] });
            }
            Part::GoesOn => match notes.last_mut() {
                Some(note) => note.lines.push(one),
                None => text.push(one),
            },
        }
    }
    notes.retain(|note| note.lines.iter().any(|one| !one.line.signs.is_empty()));
    (text, notes)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Text,
    Begins,
    GoesOn,
}

/// What each line is.
fn starts(placed: &[Placed], body: f32) -> Vec<Part> {
    let mut parts = vec![Part::Text; placed.len()];
    let mut first = 0;
    let mut open = false;
    while first < placed.len() {
        let page = placed[first].page;
        let end = first + placed[first..].iter().take_while(|one| one.page == page).count();
        let calls = calls(&placed[first..end], body);
        let mut noted = false;
        for column in columns(placed, first..end) {
            noted |= mark_foot(placed, &column, body, &calls, open, &mut parts);
        }
        open = noted;
        first = end;
    }
    parts
}

/// The raised numbers in the text of a page.
fn calls(page: &[Placed], body: f32) -> HashSet<String> {
    let mut calls = HashSet::new();
    for one in page.iter().filter(|one| one.line.size > SMALL * body) {
        let mut number = String::new();
        for sign in &one.line.signs {
            if sign.place == Place::Raised && sign.sign != ' ' {
                number.push(sign.sign);
            } else if !number.is_empty() {
                calls.insert(std::mem::take(&mut number));
            }
        }
        calls.insert(number);
    }
    calls.remove("");
    calls
}

/// The lines of each column of a page, from the lowest up.
fn columns(placed: &[Placed], range: std::ops::Range<usize>) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for at in range {
        match columns.iter_mut().find(|column| placed[column[0]].is_with(&placed[at])) {
            Some(column) => column.push(at),
            None => columns.push(vec![at]),
        }
    }
    for column in &mut columns {
        column.sort_by(|a, b| placed[*b].line.base.total_cmp(&placed[*a].line.base));
    }
    columns
}

/// Finds the notes at the foot of a column; returns whether there are some. `open` tells whether the
/// page before ended with one, that may go on.
fn mark_foot(
    placed: &[Placed],
    column: &[usize],
    body: f32,
    calls: &HashSet<String>,
    open: bool,
    parts: &mut [Part],
) -> bool {
    let is_small = |at: &&usize| placed[**at].line.size < SMALL * body;
    let count = column.iter().take_while(is_small).count();
    let mut foot: Vec<usize> = column[..count].to_vec();
    // A list in small print is no note: it begins with a heading, and fills pages of its own.
    let above = column.get(count).map(|at| &placed[*at].line);
    if foot.is_empty() || above.is_none_or(|line| line.bold > 0.9 || line.size > 1.08 * body) {
        return false;
    }
    foot.reverse();
    let begins = |at: usize| {
        mark(&placed[at].line).is_some_and(|(label, raised)| raised || calls.contains(&label))
    };
    let Some(start) = foot.iter().position(|at| begins(*at)) else { return false };
    let from = if open && goes_on(placed, &foot[..=start]) { 0 } else { start };
    for at in &foot[from..] {
        parts[*at] = if begins(*at) { Part::Begins } else { Part::GoesOn };
    }
    true
}

/// Whether lines above the first note of a page are the end of one from the page before: they are of
/// its size, and close to it.
fn goes_on(placed: &[Placed], lines: &[usize]) -> bool {
    lines.windows(2).all(|pair| {
        let (one, next) = (&placed[pair[0]].line, &placed[pair[1]].line);
        (one.size - next.size).abs() < 0.05 * one.size && next.base - one.base < 1.6 * one.size
    })
}

/// The mark that begins a line, and whether it is raised.
fn mark(line: &Line) -> Option<(String, bool)> {
    let raised: String = line
        .signs
        .iter()
        .take_while(|sign| sign.place == Place::Raised && sign.sign != ' ')
        .map(|sign| sign.sign)
        .collect();
    if is_mark(&raised) {
        return Some((raised, true));
    }
    let digits: String =
        line.signs.iter().map(|sign| sign.sign).take_while(char::is_ascii_digit).collect();
    let after = line.signs.get(digits.len()).map(|sign| sign.sign);
    let number = (1..=3).contains(&digits.len()) && matches!(after, Some(' ' | '.' | ')'));
    number.then_some((digits, false))
}

fn is_mark(text: &str) -> bool {
    let number = text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit());
    let sign = text.chars().count() <= 3 && text.chars().all(|c| "*∗†‡§¶‖#".contains(c));
    let letter = text.len() == 1 && text.chars().all(|c| c.is_ascii_lowercase());
    !text.is_empty() && (number || sign || letter)
}

/// Takes the mark off the line that begins a note.
fn take_mark(line: &mut Line) -> String {
    let Some((label, _)) = mark(line) else { return String::new() };
    let rest = line.signs.iter().skip(label.chars().count());
    let rest = rest.skip_while(|sign| matches!(sign.sign, ' ' | '.' | ')'));
    line.signs = rest.copied().collect::<Vec<Sign>>();
    label
}
