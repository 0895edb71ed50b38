//! What languages say: the words by which months, headings, names and places in a work are
//! recognised.
//!
//! The words stand in one file for each language, `refs/lang/<code>.toml`; this room reads the
//! files and knows nothing of documents, citations and references.
//!
//! - [`languages`]: the files
//! - [`lists`]: the words of all languages together, one list for each job
//! - [`headings`]: how reference lists and notes are headed
//! - [`months`]: months and seasons
//! - [`inflection`]: surnames in other cases
//! - [`numerals`]: Roman numerals
//! - [`scripts`]: the scripts of letters
//! - [`years`]: what a year of publication can be

pub mod headings;
pub mod inflection;
pub mod languages;
pub mod lists;
pub mod months;
pub mod numerals;
pub mod scripts;
pub mod years;
