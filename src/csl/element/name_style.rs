//! How the names of an element are written.

use crate::csl::style::element::{Common, Decor};
use crate::csl::style::options::{NameOptions, Precedes};

/// How the names of an element are written, its options resolved.
pub(super) struct NameStyle<'a> {
    pub options: &'a NameOptions,
    pub delimiter: &'a str,
    pub sort_separator: &'a str,
    pub family: Option<&'a Common>,
    pub given: Option<&'a Common>,
    pub name_decor: &'a [Decor],
    /// The delimiter that the name element itself has: the one of institutions.
    pub own_delimiter: Option<&'a str>,
    /// Where a delimiter stands before an institution: what is inherited only.
    pub outer_precedes: Option<Precedes>,
}
