//! Citations that a reference manager or the markup itself ties to works.

use crate::model::entry::Entry;
use crate::text::span::Span;

/// A citation whose works the file names beside the text that it shows: a field of Zotero or Word, a
/// link of JATS.
#[derive(Debug, Clone)]
pub struct CitationField {
    /// What it shows, in running text.
    pub span: Span,
    /// What wrote it: "Zotero", "EndNote", "JATS".
    pub software: &'static str,
    /// The works it cites, in order.
    pub works: Vec<FieldWork>,
}

/// A work that a field cites.
#[derive(Debug, Clone, Default)]
pub struct FieldWork {
    /// The record of the work inside the field.
    pub entry: Option<Entry>,
    /// Where the work is listed in the document, if the field points there.
    pub listed: Option<Span>,
    /// Whether the author is left out on purpose: the sentence names them.
    pub suppresses_author: bool,
}
