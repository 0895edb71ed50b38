//! An address or DOI, and where it stands.

use crate::model::entry::{Date, Entry};
use crate::model::ids::ReferenceId;
use crate::text::address::Reading;
use crate::text::repair::Repair;
use crate::text::span::Span;

/// An address that a document or a library names.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The address with print's damage repaired: unescaped, joined over lines, with a scheme.
    pub url: String,
    /// What stands in the text.
    pub as_written: String,
    /// The DOI, bare and as written (`10.1000/182`), if the address is one.
    pub doi: Option<String>,
    /// What had to be repaired.
    pub repairs: Vec<Repair>,
    /// Other ways to read it, likeliest first.
    pub others: Vec<Reading>,
    /// Where it stands in the running text (documents) or the source (library files).
    pub span: Span,
    /// The reference it belongs to.
    pub reference: Option<ReferenceId>,
    /// The last day on which the author read it.
    pub accessed: Option<Box<Date>>,
}

/// A link and the work that it is cited for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CitedLink<'a> {
    /// The link.
    pub link: &'a Link,
    /// The work, if it stands in a reference or a record.
    pub work: Option<&'a Entry>,
}
