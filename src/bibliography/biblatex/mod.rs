//! BibTeX and BibLaTeX.
//!
//! - [`syntax`]: a file to entries and fields, whatever is broken in it
//! - [`marks`]: where the parts of a file begin and end
//! - [`strings`]: abbreviations (`@string`) and joined values
//! - [`inherit`]: `crossref` and `xdata`
//! - [`kinds`]: entry types and CSL's item types
//! - [`fields`]: field names and CSL's variables
//! - [`names`]: lists of names
//! - [`dates`]: years, months and days
//! - [`guess`]: what the fields of an entry say without saying it
//! - [`read`]: entries and fields to records
//! - [`mod@write`]: records to entries and fields

pub mod dates;
pub mod fields;
pub mod guess;
pub mod inherit;
pub mod kinds;
pub mod marks;
pub mod names;
pub mod read;
pub mod strings;
pub mod syntax;
pub mod write;
