//! From the engine's row of characters to text.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};

use super::cell::{Cell, Row};
use super::marks::{Mark, Tag};
use super::prepare::Prepared;
use super::{addresses, case, collide, quotes};
use crate::render::formatted::{Face, Formatted, Piece};

/// Fulfils the marks of case of what belongs to one record; `english` says whether it is English.
pub fn case(row: Row, english: bool) -> Row {
    Row { cells: case::apply(row.cells, english), ..row }
}

/// Fulfils all other marks of a row.
pub fn settle(row: Row, style: &Prepared) -> Formatted {
    let (cells, closes) = quotes::apply(row.cells, &style.quotes);
    let (cells, closes) = faces(cells, closes);
    let mut cells = collide::apply(cells, &closes, style.punctuation_in_quote);
    let mut links = row.links;
    addresses::link(&mut cells, &mut links);
    pieces(&cells, &links, &row.blocks)
}

/// Fulfils the tags of values: italics within italics are upright.
fn faces(cells: Vec<Cell>, closes: Vec<bool>) -> (Vec<Cell>, Vec<bool>) {
    let mut open: Vec<Tag> = Vec::new();
    let mut out = Vec::with_capacity(cells.len());
    let mut kept = Vec::with_capacity(cells.len());
    for (cell, close) in cells.into_iter().zip(closes) {
        match Mark::of(cell.ch) {
            Some(Mark::TagOpens(tag)) => open.push(tag),
            Some(Mark::TagCloses(tag)) => {
                if let Some(at) = open.iter().rposition(|one| *one == tag) {
                    open.remove(at);
                }
            }
            _ => {
                let face = open.iter().fold(cell.face, |face, tag| tagged(face, *tag));
                out.push(Cell { face, ..cell });
                kept.push(close);
            }
        }
    }
    (out, kept)
}

fn tagged(mut face: Face, tag: Tag) -> Face {
    match tag {
        Tag::Italic if face.font_style == FontStyle::Italic => face.font_style = FontStyle::Normal,
        Tag::Italic => face.font_style = FontStyle::Italic,
        Tag::Bold if face.font_weight == FontWeight::Bold => face.font_weight = FontWeight::Normal,
        Tag::Bold => face.font_weight = FontWeight::Bold,
        Tag::Superscript => face.vertical_align = VerticalAlign::Sup,
        Tag::Subscript => face.vertical_align = VerticalAlign::Sub,
        Tag::SmallCaps if face.font_variant == FontVariant::SmallCaps => {
            face.font_variant = FontVariant::Normal;
        }
        Tag::SmallCaps => face.font_variant = FontVariant::SmallCaps,
        Tag::NoDecoration => face = Face::default(),
        Tag::NoCase => {}
    }
    face
}

fn pieces(
    cells: &[Cell],
    links: &[String],
    blocks: &[hayagriva::citationberg::Display],
) -> Formatted {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<(Face, u16, u16)> = None;
    for cell in cells {
        let key = (cell.face, cell.link, cell.block);
        if let (true, Some(piece)) = (last == Some(key), pieces.last_mut()) {
            piece.text.push(cell.ch);
            continue;
        }
        last = Some(key);
        let listed = |number: u16| usize::from(number).checked_sub(1);
        let link = listed(cell.link).and_then(|index| links.get(index)).cloned();
        let block = listed(cell.block).and_then(|index| blocks.get(index));
        pieces.push(Piece {
            text: cell.ch.to_string(),
            face: cell.face,
            link,
            block: block.map(|display| (cell.block, *display)),
        });
    }
    Formatted { pieces }
}
