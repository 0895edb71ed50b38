//! Text with its formatting; what comes out.

use crate::escape::address::Address;

pub use hayagriva::Formatting as Face;
pub use hayagriva::citationberg::{
    Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign,
};

/// Text with its formatting.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Formatted {
    /// Its parts in order; neighbours differ in something other than their text.
    pub pieces: Vec<Piece>,
}

/// Text that is set in one way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it is set.
    pub face: Face,
    /// The address that it leads to.
    pub link: Option<String>,
    /// The block that it stands in: a number of its own and what kind it is.
    pub block: Option<(u16, Display)>,
}

impl Piece {
    /// Returns the address that it leads to, if that is one that may be a link.
    pub fn address(&self) -> Option<Address> {
        self.link.as_deref().and_then(Address::of)
    }
}

impl Formatted {
    /// The text alone; blocks are set off by a space.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        let mut block = self.pieces.first().and_then(|piece| piece.block);
        for piece in &self.pieces {
            if piece.block != block && !text.is_empty() && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
            block = piece.block;
            text.push_str(&piece.text);
        }
        text
    }

    /// Whether it holds no text.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.is_empty())
    }
}
