//! An entry of a .bib file before it becomes a record.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::text::span::Span;

/// The room in `custom` for fields that CSL has no name for.
pub(crate) const NAMESPACE: &str = "biblatex";

/// An entry with its fields by BibLaTeX's names.
#[derive(Debug, Clone)]
pub(crate) struct Item<'s> {
    /// The type in lower case.
    pub kind: String,
    /// The key.
    pub key: String,
    /// The whole entry.
    pub span: Span,
    /// The fields; names are in lower case.
    pub fields: BTreeMap<String, TexValue<'s>>,
}

/// A field's value.
#[derive(Debug, Clone)]
pub(crate) struct TexValue<'s> {
    /// The TeX source, abbreviations resolved.
    pub tex: Cow<'s, str>,
    /// Where it stands; absent for what a parent gave.
    pub span: Option<Span>,
}
