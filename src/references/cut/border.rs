//! What is seen where a line begins.

use rustc_hash::FxHashMap;

use crate::model::document::Document;
use crate::references::cut::clues::Clue;
use crate::references::cut::layout::{Kind, Layout, Row, is_list_item, rows};
use crate::references::cut::opening;
use crate::references::cut::parts::is_links;
use crate::references::lines::Line;

/// The clues at the beginning of each line.
pub(super) fn clues(document: &Document, lines: &[Line], layout: &Layout) -> Vec<Vec<Clue>> {
    let rows = match layout.kind {
        Kind::Numbered(shape) => rows(document, lines, shape),
        _ => vec![Row::None; lines.len()],
    };
    let mut clues: Vec<Vec<Clue>> = (0..lines.len())
        .map(|at| {
            let before = at.checked_sub(1).map(|before| &lines[before]);
            of_line(document, before, &lines[at], layout, rows[at])
        })
        .collect();
    forms(document, lines, &mut clues);
    clues
}

fn of_line(
    document: &Document,
    before: Option<&Line>,
    line: &Line,
    layout: &Layout,
    row: Row,
) -> Vec<Clue> {
    let text = document.slice(line.span);
    let begins = match is_links(document, line) {
        true => Clue::BeginsTail,
        false => opening::clue(text),
    };
    let ended = before.map(|before| ending(document.slice(before.span)));
    let fits = before.filter(|_| !line.first).map(|before| match layout.hanging {
        Some((start, rest)) => {
            let nearer = line.indent.abs_diff(start) < line.indent.abs_diff(rest);
            if nearer { Clue::IndentOfStart } else { Clue::IndentOfRest }
        }
        None => match layout.would_have_fitted(document, before, line) {
            true => Clue::WouldHaveFitted,
            false => Clue::WouldNotHaveFitted,
        },
    });
    let after_end = matches!(ended, Some(Clue::AfterStop | Clue::AfterNumber));
    let may = !matches!(fits, Some(Clue::IndentOfRest | Clue::WouldNotHaveFitted));
    let look = match begins {
        Clue::BeginsDated if after_end && may => Look::Surely,
        Clue::BeginsDated | Clue::BeginsLike | Clue::BeginsDash if after_end => Look::Like,
        _ => Look::Unlike,
    };
    let (place, bare) = place(document, line, layout, row, look);
    let mut clues = vec![place];
    // Where a number or an item says it, how the words begin matters little.
    if bare {
        return clues;
    }
    clues.push(begins);
    clues.extend(ended);
    clues.extend(fits);
    if layout.whole {
        clues.push(if line.first { Clue::WholeFirst } else { Clue::WholeInside });
    }
    clues
}

/// How much a line looks like the beginning of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Surely,
    Like,
    Unlike,
}

/// What the place of a line in the list says, and whether that says all.
fn place(document: &Document, line: &Line, layout: &Layout, row: Row, look: Look) -> (Clue, bool) {
    let like = look != Look::Unlike;
    let surely = look == Look::Surely;
    match (layout.kind, row) {
        _ if is_list_item(document, line) => (Clue::ListItem, true),
        (Kind::Numbered(_), Row::Next) if line.first => (Clue::NumberOnFirst, true),
        (Kind::Numbered(_), Row::Next) => (Clue::NumberInside, true),
        (Kind::Numbered(_), Row::Other) => (Clue::NumberOutOfRow, true),
        (Kind::Numbered(_), Row::None) if line.first && like => (Clue::UnnumberedLike, true),
        (Kind::Numbered(_), Row::None) if line.first => (Clue::UnnumberedFirst, true),
        (Kind::Numbered(_), Row::None) => (Clue::UnnumberedInside, true),
        (Kind::Items, _) if line.first && like => (Clue::BesideItemsLike, true),
        (Kind::Items, _) if line.first => (Clue::BesideItems, true),
        (Kind::Items, _) if surely => (Clue::SecondInItem, false),
        (Kind::Items, _) => (Clue::InsideItem, true),
        (Kind::Each, _) if line.first && layout.torn => (Clue::FirstOfTorn, false),
        (Kind::Each, _) if line.first => (Clue::FirstOfEach, false),
        (Kind::Each, _) if surely => (Clue::SecondInEach, false),
        (Kind::Each, _) => (Clue::InsideEach, true),
        (Kind::Several, _) if line.first => (Clue::FirstOfSeveral, false),
        (Kind::Several, _) => (Clue::InsideSeveral, false),
    }
}

/// What the end of the line before says.
fn ending(before: &str) -> Clue {
    match before.chars().next_back() {
        Some('.') if ends_in_initial(before) => Clue::AfterInitial,
        Some('.' | ')' | ']' | '/' | '>' | '。' | '．') => Clue::AfterStop,
        Some(c) if ends_in_address(before) || c.is_ascii_digit() && ends_in_number(before) => {
            Clue::AfterNumber
        }
        Some(',' | '&' | '-' | '–' | ':' | ';' | '(') => Clue::AfterComma,
        _ => Clue::AfterWord,
    }
}

/// Whether the last word of a line is a single capital with a full stop.
fn ends_in_initial(line: &str) -> bool {
    let mut ending = line.chars().rev().skip(1);
    ending.next().is_some_and(char::is_uppercase)
        && ending.next().is_some_and(|c| c.is_whitespace() || c == '.' || c == '-')
}

/// Whether the last word of a line is a number, or several with signs between: "12–15", "3(2):e12".
fn ends_in_number(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or_default();
    word.chars().filter(|c| c.is_alphabetic()).count() < 2
}

/// Whether the last word of a line is an address or a DOI.
fn ends_in_address(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or_default();
    word.contains("://") || word.starts_with("10.") || word.to_ascii_lowercase().starts_with("doi")
}

/// Adds whether each line whose words matter begins as those that surely begin entries do.
fn forms(document: &Document, lines: &[Line], clues: &mut [Vec<Clue>]) {
    /// Fewer sure beginnings do not make a form.
    const FEWEST: usize = 6;
    let form = |at: usize| opening::form(document, &lines[at]);
    let sure: Vec<usize> = (0..lines.len()).filter(|at| is_sure(&clues[*at])).collect();
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for at in &sure {
        *counts.entry(form(*at)).or_default() += 1;
    }
    if sure.len() < FEWEST {
        return;
    }
    for (at, clues) in clues.iter_mut().enumerate().filter(|(_, clues)| clues.len() > 1) {
        match counts.get(&form(at)).copied().unwrap_or_default() {
            count if count * 5 >= sure.len() => clues.push(Clue::FormOfList),
            0 => clues.push(Clue::FormOfNone),
            _ => {}
        }
    }
}

/// Whether an entry surely begins with a line.
fn is_sure(clues: &[Clue]) -> bool {
    let has = |clue: Clue| clues.contains(&clue);
    let first = has(Clue::FirstOfEach) || has(Clue::FirstOfTorn);
    let fits = first || has(Clue::WouldHaveFitted) || has(Clue::IndentOfStart);
    let like = has(Clue::BeginsDated) || has(Clue::BeginsLike);
    fits && like && has(Clue::AfterStop)
}
