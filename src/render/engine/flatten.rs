//! The engine's tree as one row of characters.

use hayagriva::citationberg::Display;
use hayagriva::citationberg::taxonomy::NameVariable;
use hayagriva::types::Person;
use hayagriva::{BufWriteFormat, Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use super::cell::{Cell, Row};
use super::marks::Mark;
use super::people::GAP;

/// Lays out a tree.
pub fn row(children: &ElemChildren) -> Row {
    let mut row = Row::default();
    let place = Place::default();
    for child in &children.0 {
        lay(child, place, &mut row);
    }
    row
}

/// A tree's text alone.
pub fn words(tree: &ElemChildren) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = tree.write_buf(&mut text, BufWriteFormat::Plain);
    text
}

/// Adds a block to a row, as the first field of an aligned entry.
pub fn add_block(child: &ElemChild, display: Display, row: &mut Row) {
    let block = open_block(display, row);
    lay(child, Place { block }, row);
}

/// Adds text of the style's own, as marks.
pub fn add_text(text: &str, face: Formatting, row: &mut Row) {
    push(text, face, 0, Place::default(), row);
}

/// Adds what follows the first field of an aligned entry.
pub fn add_rest(children: &ElemChildren, display: Display, row: &mut Row) {
    let block = open_block(display, row);
    for child in &children.0 {
        lay(child, Place { block }, row);
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    block: u16,
}

fn lay(child: &ElemChild, place: Place, row: &mut Row) {
    match child {
        ElemChild::Text(text) => push(&text.text, text.formatting, 0, place, row),
        ElemChild::Elem(elem) => lay_elem(elem, place, row),
        ElemChild::Link { text, url } => {
            row.links.push(url.clone());
            push(&text.text, text.formatting, row.links.len() as u16, place, row);
        }
        ElemChild::Markup(text) => push(text, Formatting::default(), 0, place, row),
        ElemChild::Transparent { .. } => {}
    }
}

fn lay_elem(elem: &Elem, mut place: Place, row: &mut Row) {
    if let Some(display) = elem.display {
        place.block = open_block(display, row);
    }
    match &elem.meta {
        Some(ElemMeta::Names(people)) => lay_names(&elem.children.0, people, place, row),
        _ => elem.children.0.iter().for_each(|child| lay(child, place, row)),
    }
}

/// Lays out names. Before a body that follows people, "and" stands without a comma, as citeproc-js
/// has it ("Doe, J. and others").
fn lay_names(
    children: &[ElemChild],
    people: &[(Vec<Person>, NameVariable)],
    place: Place,
    row: &mut Row,
) {
    let is_body = |child: Option<&ElemChild>| {
        let Some(ElemChild::Elem(Elem { meta: Some(ElemMeta::Name(variable, index)), .. })) = child
        else {
            return None;
        };
        let (list, _) = people.iter().find(|(_, one)| one == variable)?;
        list.get(*index).map(Person::is_institutional)
    };
    for (index, child) in children.iter().enumerate() {
        if children.get(index + 1).is_some_and(goes_on) {
            // "et al." follows with a space, whatever parts the names.
            push(&Mark::Style(' ').char().to_string(), Formatting::default(), 0, place, row);
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| is_body(children.get(before)));
        match child {
            ElemChild::Text(text)
                if before == Some(false)
                    && is_body(children.get(index + 1)) == Some(true)
                    && has_word(&text.text) =>
            {
                let comma = |ch| {
                    matches!(ch, ',' | ';') || matches!(Mark::of(ch), Some(Mark::Style(',' | ';')))
                };
                push(text.text.trim_start_matches(comma), text.formatting, 0, place, row);
            }
            _ => lay(child, place, row),
        }
    }
}

/// Whether more than punctuation joins two names: "and", "&".
fn has_word(text: &str) -> bool {
    text.chars().any(|ch| {
        Mark::of(ch).is_none() && !ch.is_whitespace() && !matches!(ch, ',' | ';' | '.' | ':')
    })
}

/// Whether a name only says that there are more.
fn goes_on(child: &ElemChild) -> bool {
    let ElemChild::Elem(Elem { meta: Some(ElemMeta::Name(..)), children, .. }) = child else {
        return false;
    };
    words(children).trim().chars().eq([Mark::EtAl.char()])
}

fn open_block(display: Display, row: &mut Row) -> u16 {
    row.blocks.push(display);
    row.blocks.len() as u16
}

fn push(text: &str, face: Formatting, link: u16, place: Place, row: &mut Row) {
    row.cells.extend(text.chars().filter(|ch| *ch != GAP).map(|ch| {
        let (ch, by_style, follows) = match Mark::of(ch) {
            Some(Mark::Style(ch)) => (ch, true, false),
            Some(Mark::Follows(ch)) => (ch, true, true),
            _ => (ch, false, false),
        };
        Cell {
            ch,
            by_style,
            face,
            link,
            block: place.block,
            follows,
            year_suffix: false,
            keep_case: false,
        }
    }));
}
