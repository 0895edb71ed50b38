//! BibTeX and BibLaTeX.
//!
//! - [`syntax`]: a file to entries and fields, whatever is broken in it
//! - [`marks`]: where the parts of a file begin and end
//! - [`strings`]: abbreviations (`@string`) and joined values
//! - [`item`]: an entry before it becomes a record
//! - [`inherit`]: `crossref` and `xdata`
//! - [`kinds`]: entry types and CSL's item types
//! - [`fields`]: field names and CSL's variables
//! - [`names`]: lists of names
//! - [`dates`]: years, months and days
//! - [`guess`]: what the fields of an entry say without saying it
//! - [`reader`]: takes fields off and sets variables
//! - [`read`]: entries and fields to records
//! - [`valid`]: what BibLaTeX's data model has for each type
//! - [`mod@write`]: records to entries and fields

pub(crate) mod dates;
pub(crate) mod fields;
pub(crate) mod guess;
pub(crate) mod inherit;
pub(crate) mod item;
pub(crate) mod kinds;
pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod read;
pub(crate) mod reader;
pub(crate) mod strings;
pub(crate) mod syntax;
mod valid;
pub(crate) mod write;
