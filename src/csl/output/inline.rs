//! The pieces of formatted text.
//!
//! CSL 1.0.2, "Formatting", "Quotes", "Display", "Links".

use crate::csl::style::element::Display;
use crate::csl::variable::Variable;

/// A piece of formatted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Content in one formatting.
    Styled(TextStyle, Vec<Inline>),
    /// Content in quotation marks.
    Quoted {
        /// The opening mark.
        open: String,
        /// The closing mark.
        close: String,
        /// What is quoted.
        content: Vec<Inline>,
    },
    /// A part of an entry that is laid out on its own.
    Block(Display, Vec<Inline>),
    /// Content that links to an address.
    Link(String, Vec<Inline>),
    /// What was written of one variable of the item, such as `author`; only where it was asked for.
    #[doc(hidden)]
    Field(Variable, Vec<Inline>),
}

/// A formatting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Italics.
    Italic,
    /// Oblique.
    Oblique,
    /// Upright, within italics.
    Upright,
    /// Small capitals.
    SmallCaps,
    /// No small capitals, within such.
    NormalCaps,
    /// Bold.
    Bold,
    /// Light.
    Light,
    /// Not bold, within bold.
    NormalWeight,
    /// Underlined.
    Underline,
    /// Not underlined.
    NoUnderline,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// On the line.
    Baseline,
}
