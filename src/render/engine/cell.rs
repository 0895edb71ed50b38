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
    /// The cited item that it belongs to, by its place in the citation as asked for.
    pub item: u16,
    /// Whether it follows a stop of the same text of the style, and so meets nothing.
    pub follows: bool,
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
