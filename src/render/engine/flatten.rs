//! The engine's tree as one row of characters.

use hayagriva::citationberg::Display;
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use super::cell::{Cell, Row};
use super::marks::Mark;

/// Lays out a tree.
pub fn row(children: &ElemChildren) -> Row {
    let mut row = Row::default();
    let place = Place::default();
    for child in &children.0 {
        lay(child, place, &mut row);
    }
    row
}

/// Adds a block to a row, as the first field of an aligned entry.
pub fn add_block(child: &ElemChild, display: Display, row: &mut Row) {
    let block = open_block(display, row);
    lay(child, Place { block, item: 0 }, row);
}

/// Adds what follows the first field of an aligned entry.
pub fn add_rest(children: &ElemChildren, display: Display, row: &mut Row) {
    let block = open_block(display, row);
    for child in &children.0 {
        lay(child, Place { block, item: 0 }, row);
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    block: u16,
    item: u16,
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
    if let Some(ElemMeta::Entry(index)) = elem.meta {
        place.item = index as u16;
    }
    for child in &elem.children.0 {
        lay(child, place, row);
    }
}

fn open_block(display: Display, row: &mut Row) -> u16 {
    row.blocks.push(display);
    row.blocks.len() as u16
}

fn push(text: &str, face: Formatting, link: u16, place: Place, row: &mut Row) {
    row.cells.extend(text.chars().map(|ch| {
        let (ch, by_style) = match Mark::of(ch) {
            Some(Mark::Style(ch)) => (ch, true),
            _ => (ch, false),
        };
        let Place { block, item } = place;
        Cell { ch, by_style, face, link, block, item, keep_case: false }
    }));
}
