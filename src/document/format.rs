//! What a document format is.

use crate::model::document::Document;
use crate::text::source::Source;

/// A format in which manuscripts are written.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The endings of its files, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether files below a folder are taken for manuscripts. Most pages of HTML are made from
    /// another file that is checked already: they are read where they are named.
    pub walked: bool,
    /// Reads a text of this format. Cannot fail: doubts are in the document's faults.
    pub read: fn(Source) -> Document,
}
