//! Formatted text as Markdown, HTML, LaTeX …, one file for each.
//!
//! - [`mod@format`]: what one is; [`formats`]: all of them
//! - [`text`], [`markdown`], [`html`], [`latex`], [`typst`], [`rtf`]: each of them
//! - [`docx`]: a Word document, which is no text; [`linked`]: works as structured data
//! - `superscript`: raised letters as plain ones

pub mod docx;
pub mod format;
pub mod formats;
pub mod html;
pub mod latex;
pub mod linked;
pub mod markdown;
pub mod rtf;
mod superscript;
pub mod text;
pub mod typst;
