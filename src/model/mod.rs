//! The nouns: plain data that every room shares.
//!
//! - [`document`]: a manuscript, its running text and the map back to its source
//! - [`origin`]: where extracted text is written in a file that is not text itself
//! - [`source_map`]: from a text to what it was read from
//! - [`ids`]: which one of a list is meant
//! - [`field`]: citations that a reference manager or the markup ties to works
//! - [`place`]: where something is, in words
//! - [`entry`]: a work as known, in CSL's variables
//! - [`library`]: works as known, and where each stood
//! - [`mod@reference`]: an item of a reference list as written
//! - [`citation`]: a place in the text that points to works
//! - [`link`]: an address or DOI, and where it stands
//! - [`evidence`]: what the network said of the links
//! - [`citation_index`]: the keys under which the works of a list can be cited
//! - [`variables`]: what is held for each variable of a record
//! - [`indexed_work`]: what of an entry a citation can name
//! - [`key_lists`]: lists of keys, held in one text
//! - [`numbered_keys`]: keys with numbers, held in one text
//! - [`creator`]: the keys under which a person or body can be cited
//! - [`style_conventions`]: what a style manual asks of citations
//! - [`finding`]: what is wrong, where, why, and what to do
//! - [`error`]: what cannot be reached at all

pub(crate) mod citation;
pub(crate) mod citation_index;
pub(crate) mod creator;
pub(crate) mod document;
pub(crate) mod entry;
pub(crate) mod error;
pub(crate) mod evidence;
pub(crate) mod field;
pub(crate) mod finding;
pub(crate) mod ids;
pub(crate) mod indexed_work;
pub(crate) mod key_lists;
pub(crate) mod library;
pub(crate) mod link;
pub(crate) mod numbered_keys;
pub(crate) mod origin;
pub(crate) mod place;
pub(crate) mod reference;
pub(crate) mod source_map;
pub(crate) mod style_conventions;
pub(crate) mod variables;
