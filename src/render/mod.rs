//! Entries as text: bibliographies and citations in any CSL style.
//!
//! Takes entries and a style; gives formatted text. Knows nothing of documents.
//!
//! - [`style`]: a style, from a file, a pack, the archive or this project
//! - `find`: a style by name or file, with the names nearest to one that is not there
//! - [`listed`]: the styles that can be found by name
//! - [`pack`]: many styles and locales in one file, of which each is read alone
//! - `archive`: the styles and locales that are built into the program
//! - `locale`: the locales that a language needs
//! - [`conventions`]: what a style asks of citations in the text
//! - [`bibliography`]: entries in a style, from first to last
//! - [`citation`]: what is cited together
//! - [`formatted`]: text with its formatting; what comes out
//! - [`mod@write`]: formatted text as Markdown, HTML, LaTeX …
//! - `initials`: initials that are written together
//! - `item`: entries as items of the processor ([`crate::csl`]), which renders them

mod archive;
pub(crate) mod bibliography;
pub(crate) mod citation;
pub(crate) mod conventions;
mod find;
pub(crate) mod formatted;
pub(crate) mod initials;
mod item;
pub(crate) mod listed;
mod locale;
pub(crate) mod pack;
pub(crate) mod style;
pub(crate) mod write;
