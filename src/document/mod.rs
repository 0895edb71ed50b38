//! Reads a manuscript into a [`Document`](crate::model::document::Document).
//!
//! - [`attributes`]: tags with more attributes than a page has
//! - [`open`]: from a file or bytes, choosing the format
//! - [`mod@format`]: what a document format is
//! - [`markdown`]: Markdown, with Pandoc's and GitHub's extensions
//! - [`text`]: plain text
//! - [`notes`]: notes typed by hand
//! - [`html`]: HTML, and what of it stands in Markdown
//! - [`latex`] reads LaTeX
//! - [`typst`] reads Typst
//! - [`project`]: the files of a project as one text
//! - [`superscript`]: superscripts typed with carets
//! - [`docx`] reads Word
//! - [`odt`]: OpenDocument, as LibreOffice writes it
//! - [`epub`] reads EPUB
//! - `pdf` reads PDF
//! - [`jats`]: JATS, the XML of publishers
//! - [`detect`]: what a file is by its content
//! - [`archive`], [`xml`], [`splice`], `csl`: what several formats are made of

pub mod archive;
pub mod attributes;
pub(crate) mod csl;
pub mod detect;
pub mod docx;
pub mod epub;
pub mod format;
pub mod html;
pub mod jats;
pub mod latex;
pub mod markdown;
pub mod notes;
pub mod odt;
pub mod open;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod project;
pub mod splice;
pub mod superscript;
pub mod text;
pub mod typst;
pub mod xml;

/// The document formats; the first is taken where nothing tells.
pub const FORMATS: &[&format::Format] = &[
    &markdown::FORMAT,
    &text::FORMAT,
    &html::FORMAT,
    &docx::FORMAT,
    &odt::FORMAT,
    &epub::FORMAT,
    #[cfg(feature = "pdf")]
    &pdf::FORMAT,
    &jats::FORMAT,
    &latex::FORMAT,
    &typst::FORMAT,
];
