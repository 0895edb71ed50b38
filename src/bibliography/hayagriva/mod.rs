//! Hayagriva YAML.
//!
//! The format is described at
//! <https://github.com/typst/hayagriva/blob/main/docs/file-format.md>. It is read and written
//! here field by field, and not through the crate of that name, because the crate gives up the
//! whole file for one bad entry and drops fields that it does not know.
//!
//! - [`yaml`]: YAML to entries with their places, and values to YAML
//! - [`kinds`]: types of entries and their parents, and CSL's item types
//! - [`values`]: names, dates and titles
//! - [`read`]: entries to records
//! - [`mod@write`]: records to entries

use crate::bibliography::format::Format;

pub(crate) mod kinds;
pub(crate) mod read;
pub(crate) mod values;
pub(crate) mod write;
pub(crate) mod yaml;

/// Hayagriva YAML.
pub(crate) const FORMAT: Format = Format {
    name: "hayagriva",
    about: "Hayagriva (.yaml), as Typst reads it",
    extensions: &["yaml", "yml"],
    claims: read::claims,
    read: read::read,
    write: write::write,
};
