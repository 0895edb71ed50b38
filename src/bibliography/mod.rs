//! Library files: from bytes to entries and back, one file for each format.
//!
//! Takes bytes; gives a [`Library`](crate::model::library::Library) whose entries know where they
//! stood. Faults are data: one broken entry never costs the others. Knows nothing of documents
//! and rules.
//!
//! - [`open`]: files and folders to a library
//! - [`mod@format`]: what a format is
//! - [`formats`]: the list of formats; which one a text is in
//! - [`header`]: the library files that the header of a document names
//! - [`publication`]: the library files that the project of a publication names
//! - [`biblatex`]: BibTeX and BibLaTeX
//! - [`csl_json`]: the form of our own records
//! - [`hayagriva`]: Hayagriva YAML
//! - [`endnote`]: EndNote XML
//! - [`mod@ris`]: the tags that most databases export
//! - [`nbib`]: the MEDLINE form of PubMed
//! - [`tagged`]: records that are lists of tagged values
//! - [`tex`]: TeX markup and accents to text and back
//! - [`edtf`]: dates as ISO 8601 and its extensions write them
//! - [`variables`]: CSL's variables and what they hold
//! - [`extras`]: what a format holds and CSL has no name for

pub(crate) mod biblatex;
pub(crate) mod csl_json;
pub(crate) mod edtf;
pub(crate) mod endnote;
pub(crate) mod extras;
pub(crate) mod format;
pub(crate) mod formats;
pub(crate) mod hayagriva;
pub(crate) mod header;
pub(crate) mod nbib;
pub(crate) mod open;
pub(crate) mod publication;
pub(crate) mod ris;
pub(crate) mod tagged;
pub(crate) mod tex;
pub(crate) mod variables;
