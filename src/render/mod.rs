//! Entries as text: bibliographies and citations in any CSL style.
//!
//! Takes entries and a style; gives formatted text. Knows nothing of documents.
//!
//! - [`style`]: a style by name, alias, address or file
//! - `bounds`: whether a style can be read and used within bounds
//! - [`locale`]: the words of a language, one at a time; `archived` reads them
//! - [`bibliography`]: entries in a style, from first to last
//! - [`citation`]: what is cited together
//! - [`formatted`]: text with its formatting; what comes out
//! - [`mod@write`]: formatted text as Markdown, HTML, LaTeX …
//! - `engine`: hayagriva, and what is done before and after it

mod archived;
pub mod bibliography;
mod bounds;
pub mod citation;
mod engine;
pub mod formatted;
pub mod locale;
pub mod style;
pub mod write;
