//! Cuts a reference list into its entries, over the whole list at once.
//!
//! An entry can begin with any line. What speaks for and against a border is seen at the lines on
//! both sides, in the layout of the list, and in how the pieces on both sides read as entries. All of
//! it has weights, fitted on lists whose borders are known; the cut that weighs most is taken.
//!
//! - [`clues`]: what can speak for or against a border or an entry
//! - [`weights`]: how much each of it weighs
//! - [`parts`]: the lines of a list that can be part of an entry
//! - [`layout`]: how a list is laid out
//! - [`border`]: what is seen where a line begins
//! - [`piece`]: what is seen of a piece that may be an entry
//! - [`search`]: the best cut, and how sure each of its borders is
//! - [`split`](mod@split): from lines to entries

mod border;
pub(crate) mod clues;
pub(crate) mod layout;
mod opening;
mod parts;
mod piece;
pub(crate) mod search;
pub(crate) mod split;
pub(crate) mod weights;

pub(crate) use split::{Cut, cuts};
