//! What languages say: the words by which months, headings, names and places in a work are
//! recognised.
//!
//! The words stand in one file for each language, `refs/lang/<code>.toml`; this room holds the
//! lists and knows nothing of documents, citations and references.
//!
//! - [`languages`]: the files, whose lists are gathered when the program is built
//! - [`lists`]: the words of all languages together, one list for each job
//! - [`beginnings`]: phrases found by the letter that they begin with
//! - [`headings`]: how reference lists and notes are headed
//! - [`months`]: months and seasons
//! - [`inflection`]: surnames in other cases
//! - [`inside`]: words such as "In", which what holds a work follows
//! - [`numerals`]: Roman numerals
//! - [`scripts`]: the scripts of letters
//! - [`titles`]: the language of a title
//! - [`years`]: what a year of publication can be

pub(crate) mod beginnings;
pub(crate) mod headings;
pub(crate) mod inflection;
pub(crate) mod inside;
pub(crate) mod languages;
pub(crate) mod lists;
pub(crate) mod months;
pub(crate) mod numerals;
pub(crate) mod scripts;
pub(crate) mod titles;
pub(crate) mod years;
