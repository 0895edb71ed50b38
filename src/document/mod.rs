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
//! - [`manuscripts`]: which files are manuscripts, below a folder and in an archive
//! - [`project`]: the files of a project as one text
//! - [`superscript`]: superscripts typed with carets
//! - [`docx`] reads Word
//! - [`odt`]: OpenDocument, as LibreOffice writes it
//! - [`epub`] reads EPUB
//! - [`pdf`] reads PDF
//! - `rtf` reads Rich Text Format
//! - [`jats`]: JATS, the XML of publishers
//! - [`detect`]: what a file is by its content
//! - [`archive`], [`xml`], [`splice`], `csl`: what several formats are made of

pub(crate) mod archive;
pub(crate) mod attributes;
pub(crate) mod csl;
pub(crate) mod detect;
pub(crate) mod docx;
pub(crate) mod epub;
pub(crate) mod format;
pub(crate) mod html;
pub(crate) mod jats;
pub(crate) mod latex;
pub(crate) mod manuscripts;
pub(crate) mod markdown;
pub(crate) mod notes;
pub(crate) mod odt;
pub(crate) mod open;
pub(crate) mod pdf;
pub(crate) mod project;
#[cfg(feature = "rtf")]
pub(crate) mod rtf;
pub(crate) mod splice;
pub(crate) mod superscript;
pub(crate) mod text;
pub(crate) mod typst;
pub(crate) mod xml;

/// The document formats; the first is taken where nothing tells.
pub(crate) const FORMATS: &[&format::Format] = &[
    &markdown::FORMAT,
    &text::FORMAT,
    &html::FORMAT,
    &docx::FORMAT,
    &odt::FORMAT,
    &epub::FORMAT,
    #[cfg(feature = "pdf")]
    &pdf::FORMAT,
    #[cfg(feature = "rtf")]
    &rtf::FORMAT,
    &jats::FORMAT,
    &latex::FORMAT,
    &typst::FORMAT,
];
