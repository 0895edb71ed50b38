//! One character of the output, and where it came from.

use hayagriva::Formatting;
use hayagriva::citationberg::Display;

/// A character with all that is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The character; marks that are not yet fulfilled are characters too.
    pub ch: char,
    /// Whether the style wrote it, as punctuation between what the record says.
    pub by_style: bool,
    /// How it is set.
    pub face: Formatting,
    /// The address it links to, as a number in the row's list, from 1; 0 is none.
    pub link: u16,
    /// The block it stands in, from 1; 0 is none.
    pub block: u16,
    /// Whether it follows a stop of the same text of the style, and so meets nothing.
    pub follows: bool,
    /// Whether it belongs to the year suffix.
    pub year_suffix: bool,
    /// Whether its case must stay.
    pub keep_case: bool,
}

/// A row of characters and what they refer to.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The characters.
    pub cells: Vec<Cell>,
    /// The addresses of links.
    pub links: Vec<String>,
    /// The blocks.
    pub blocks: Vec<Display>,
}

impl Row {
    /// Adds another row's characters, links and blocks.
    pub fn append(&mut self, other: Row) {
        let (links, blocks) = (self.links.len() as u16, self.blocks.len() as u16);
        let moved = |number: u16, by: u16| if number > 0 { number + by } else { 0 };
        self.cells.extend(other.cells.into_iter().map(|cell| Cell {
            link: moved(cell.link, links),
            block: moved(cell.block, blocks),
            ..cell
        }));
        self.links.extend(other.links);
        self.blocks.extend(other.blocks);
    }
}
