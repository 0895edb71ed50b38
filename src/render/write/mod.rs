//! Formatted text as Markdown, HTML, LaTeX …, one file for each.
//!
//! - [`mod@format`]: what one is; [`formats`]: all of them
//! - [`text`], [`markdown`], [`html`], [`latex`], [`typst`], [`rtf`]: each of them
//! - [`docx`]: a Word document, which is no text; [`linked`]: works as structured data
//! - `superscript`: raised letters as plain ones

pub(crate) mod docx;
pub(crate) mod format;
pub mod formats;
pub(crate) mod html;
pub(crate) mod latex;
pub(crate) mod linked;
pub mod markdown;
pub(crate) mod rtf;
mod superscript;
pub(crate) mod text;
pub(crate) mod typst;
