//! Formatted text as Markdown, HTML, LaTeX …, one file for each.
//!
//! - [`mod@format`]: the list of them
//! - [`text`], [`markdown`], [`html`], [`latex`], [`typst`], [`rtf`]: each of them

pub mod format;
pub mod html;
pub mod latex;
pub mod markdown;
pub mod rtf;
pub mod text;
pub mod typst;
