//! Reads reference lists: finds them, cuts them into entries, reads each entry.
//!
//! - [`list`](mod@list): the reference list of a document
//! - [`one`](mod@one): a single reference
//! - [`many`](mod@many): many references on all cores
//! - [`section`]: where the list stands
//! - [`lines`]: the lines as they were typed
//! - [`likeness`]: how much a text looks like a reference
//! - [`split`]: the cut into entries
//! - [`numbering`]: numbers and keys before entries
//! - [`label`](mod@label): which stretch of an entry is what
//! - [`settle`]: a second look at labels that only their place decides
//! - [`doubts`](mod@doubts): what could not be settled
//! - [`tokens`]: words and identifiers of an entry
//! - [`attributes`]: what is seen at each word
//! - [`features`]: what the labeller looks at
//! - [`crf`]: the best labels for a row of tokens
//! - [`cues`]: words that announce what stands beside them
//! - [`lists`]: names, places and journals
//! - [`model`]: the trained weights
//! - [`hash`]: keys for words and features
//! - [`access`]: days on which pages were read
//! - [`identifiers`]: DOIs, addresses and numbers that a grammar knows
//! - [`entry`]: from labelled stretches to a record
//! - [`kind`]: what kind of work a record is
//! - [`key`]: keys for records
//! - [`written`]: what a stretch is as it is written
//! - [`fields`]: from the words of a field to what they mean

pub mod access;
pub mod attributes;
pub mod crf;
pub mod cues;
pub mod doubts;
pub mod entry;
pub mod features;
pub mod fields;
pub mod hash;
pub mod identifiers;
pub mod key;
pub mod kind;
pub mod label;
pub mod likeness;
pub mod lines;
pub mod list;
pub mod lists;
pub mod many;
pub mod model;
pub mod numbering;
pub mod one;
pub mod section;
pub mod settle;
pub mod split;
pub mod tokens;
pub mod written;

pub use list::list;
pub use many::many;
pub use one::one;
