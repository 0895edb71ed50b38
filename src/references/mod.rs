//! Reads reference lists: finds them, cuts them into entries, reads each entry.
//!
//! - [`parse_list`](mod@parse_list): the reference list of a document
//! - [`parse_one`](mod@parse_one): a single reference
//! - [`parse_all`](mod@parse_all): many references on all cores
//! - [`section`]: where the list stands
//! - [`lines`]: the lines as they were typed
//! - [`reference_score`]: how much a text looks like a reference
//! - [`cut`]: the cut into entries
//! - [`numbering`]: numbers and keys before entries
//! - [`label`](mod@label): which segment of an entry is what
//! - [`frames`]: segments that quotation marks or italics enclose
//! - [`form`]: the form that the entries of one list share
//! - [`together`]: the entries of one list, read in the light of one another
//! - [`corrections`]: a second look at labels that only their place decides
//! - [`doubts`](mod@doubts): what could not be settled
//! - [`sure`](mod@sure): how sure a field is, as a share of cases
//! - [`tokens`]: words and identifiers of an entry
//! - [`attributes`]: what is seen at each word
//! - [`features`]: what the labeller looks at
//! - [`crf`]: the best labels for a row of tokens
//! - [`marker_words`]: words that announce what stands beside them
//! - [`lists`]: names, places and journals
//! - [`model`]: the trained weights
//! - [`hash`]: keys for words and features
//! - [`access`]: days on which pages were read
//! - [`identifiers`]: DOIs, addresses and numbers that a grammar knows
//! - [`entry`]: from labelled segments to a record
//! - [`entry_memo`]: what is kept of entries while their document changes
//! - [`kind`]: what kind of work a record is
//! - [`key`]: keys for records
//! - [`written`]: what a segment is as it is written
//! - [`fields`]: from the words of a field to what they mean

pub(crate) mod access;
pub(crate) mod attributes;
pub(crate) mod corrections;
pub(crate) mod crf;
pub(crate) mod cut;
pub(crate) mod doubts;
pub(crate) mod entry;
pub(crate) mod entry_memo;
pub(crate) mod features;
pub(crate) mod fields;
pub(crate) mod form;
pub(crate) mod frames;
pub(crate) mod hash;
pub(crate) mod identifiers;
pub(crate) mod key;
pub(crate) mod kind;
pub(crate) mod label;
pub(crate) mod lines;
pub(crate) mod lists;
pub(crate) mod marker_words;
pub(crate) mod model;
pub(crate) mod numbering;
pub mod parse_all;
pub mod parse_list;
pub mod parse_one;
pub(crate) mod reference_score;
pub(crate) mod section;
pub(crate) mod sure;
pub(crate) mod together;
pub(crate) mod tokens;
pub(crate) mod written;

pub use parse_all::parse_all;
pub(crate) use parse_list::list_readings;
pub use parse_list::parse_list;
pub use parse_one::parse_one;
