//! Lower, upper, title and sentence case, as the marks in a row ask for.

use hayagriva::citationberg::TextCase;

use super::cell::Cell;
use super::marks::{Mark, Tag};

/// Words that title case leaves small, as citeproc-js has them.
const SMALL: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "anenst",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "c",
    "ca",
    "circa",
    "d",
    "de",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "so",
    "than",
    "the",
    "through",
    "throughout",
    "thru",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "versus",
    "via",
    "vis-à-vis",
    "von",
    "vs",
    "van",
    "with",
    "within",
    "without",
    "yet",
];

/// Fulfils the marks of case; `english` says whether title case is asked of the language at all.
pub fn apply(cells: Vec<Cell>, english: bool) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut open: Vec<(usize, TextCase)> = Vec::new();
    for cell in cells {
        match Mark::of(cell.ch) {
            Some(Mark::CaseOpens(case)) => open.push((out.len(), case)),
            Some(Mark::CaseCloses) => {
                if let Some((start, case)) = open.pop() {
                    let within = out.split_off(start);
                    out.extend(recase(within, case, english));
                }
            }
            _ => out.push(cell),
        }
    }
    out
}

fn recase(mut cells: Vec<Cell>, case: TextCase, english: bool) -> Vec<Cell> {
    protect(&mut cells);
    match case {
        TextCase::Lowercase => map(cells, |ch| ch.to_lowercase().collect()),
        TextCase::Uppercase => map(cells, |ch| ch.to_uppercase().collect()),
        TextCase::CapitalizeFirst => capitalise(cells, true),
        TextCase::CapitalizeAll => capitalise(cells, false),
        TextCase::SentenceCase if is_shouted(&cells) => {
            capitalise(map(cells, |ch| ch.to_lowercase().collect()), true)
        }
        TextCase::SentenceCase => capitalise(cells, true),
        TextCase::TitleCase if !english => cells,
        TextCase::TitleCase if is_shouted(&cells) => {
            title(map(cells, |ch| ch.to_lowercase().collect()))
        }
        TextCase::TitleCase => title(cells),
    }
}

/// Marks what stands in "nocase" and in raised or lowered text, whose case stays.
fn protect(cells: &mut [Cell]) {
    let mut depth = 0usize;
    for cell in cells {
        match Mark::of(cell.ch) {
            Some(Mark::TagOpens(
                Tag::NoCase | Tag::SmallCaps | Tag::Superscript | Tag::Subscript,
            )) => depth += 1,
            Some(Mark::TagCloses(
                Tag::NoCase | Tag::SmallCaps | Tag::Superscript | Tag::Subscript,
            )) => {
                depth = depth.saturating_sub(1);
            }
            _ => cell.keep_case |= depth > 0,
        }
    }
}

fn map(cells: Vec<Cell>, change: impl Fn(char) -> Vec<char>) -> Vec<Cell> {
    let one = |cell: Cell| match cell.keep_case {
        true => vec![cell],
        false => change(cell.ch).into_iter().map(|ch| Cell { ch, ..cell }).collect(),
    };
    cells.into_iter().flat_map(one).collect()
}

/// Whether all letters are capitals.
fn is_shouted(cells: &[Cell]) -> bool {
    let mut letters = cells.iter().filter(|cell| is_letter(cell.ch) && !cell.keep_case).peekable();
    letters.peek().is_some() && letters.all(|cell| cell.ch.is_uppercase())
}

fn is_letter(ch: char) -> bool {
    ch.is_alphabetic() && Mark::of(ch).is_none()
}

/// Raises the first letter, of the first word or of every word.
fn capitalise(mut cells: Vec<Cell>, first_only: bool) -> Vec<Cell> {
    let mut at_start = true;
    let mut done = false;
    for cell in &mut cells {
        if cell.ch.is_whitespace() {
            at_start = !done || !first_only;
        } else if is_letter(cell.ch) || cell.ch.is_numeric() {
            if at_start && !(first_only && done) {
                raise(cell);
                done = true;
            }
            at_start = false;
        }
    }
    cells
}

fn raise(cell: &mut Cell) {
    let mut upper = cell.ch.to_uppercase();
    if let (false, Some(ch), None) = (cell.keep_case, upper.next(), upper.next()) {
        cell.ch = ch;
    }
}

/// Raises the words of a title; words with a capital stay as they are.
fn title(mut cells: Vec<Cell>) -> Vec<Cell> {
    let words = words(&cells);
    let last = words.len().saturating_sub(1);
    for (index, &(start, end)) in words.iter().enumerate() {
        let text: String = cells[start..end]
            .iter()
            .map(|cell| cell.ch)
            .filter(|ch| Mark::of(*ch).is_none())
            .collect();
        let has_capital = text.chars().any(char::is_uppercase);
        let edge = index == 0 || index == last || follows_stop(&cells, start);
        let hyphen =
            |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|c| c.ch == '-');
        let (before, after) = (hyphen(start.checked_sub(1)), hyphen(Some(end)));
        // "Pro-Environmental", but "State-of-the-Art".
        let small = SMALL.contains(&text.as_str()) && !edge && (before || !after);
        // "β-Carotine", "07-x": a letter that stands for itself.
        let letter = text.chars().count() == 1 && (before || after);
        if has_capital || small || letter {
            continue;
        }
        let first = cells[start..end].iter_mut().find(|cell| Mark::of(cell.ch).is_none());
        if let Some(cell) = first {
            raise(cell);
        }
    }
    cells
}

/// Words as ranges: letters, digits, marks, and apostrophes within.
fn words(cells: &[Cell]) -> Vec<(usize, usize)> {
    let inside = |index: usize| {
        let ch = cells[index].ch;
        ch.is_alphanumeric()
            || ch == '.'
            || (matches!(ch, '\'' | '’') && index > 0 && is_letter(cells[index - 1].ch))
    };
    let mut words = Vec::new();
    let mut start = None;
    for index in 0..=cells.len() {
        let word = index < cells.len() && inside(index);
        match (word, start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                if cells[from..index].iter().any(|cell| is_letter(cell.ch)) {
                    words.push((from, index));
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether a colon, a question or another end of a sentence stands before, or an opening quote.
fn follows_stop(cells: &[Cell], start: usize) -> bool {
    let before = cells[..start].iter().rev().map(|cell| cell.ch);
    let mut before = before.filter(|ch| Mark::of(*ch).is_none()).peekable();
    // A quotation mark or bracket opens if the word touches it.
    if matches!(before.peek(), Some('“' | '"' | '‘' | '(' | '[')) {
        return true;
    }
    let mut before = before.skip_while(|ch| ch.is_whitespace());
    matches!(before.next(), Some(':' | '?' | '!' | '.'))
}
