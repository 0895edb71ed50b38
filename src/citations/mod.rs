//! Finds the citations in a document's running text.
//!
//! - [`scan`]: candidates of all ways of citing
//! - [`select`]: those that count where the way of citing is known
//! - [`left_out`]: those that do not
//! - [`author_date`]: (Hurd 1999), Hurd (1999)
//!   - [`narrative`]: a name in the sentence, its year in brackets
//!   - [`unbracketed`]: names and years without brackets
//!   - [`names_only`]: names without a year
//!   - [`author_mention`]: authors named, with no sign that a work is meant
//! - [`numeric`]: [3, 5–7], (3), raised³
//! - [`author_page`]: (Carlson 274), and the classics
//! - [`key`]: `[@smith04]`, \cite{smith04}, `[Smi04]`
//! - [`cross_reference`]: what looks like a key and is none
//! - [`note`]: works named in footnotes and endnotes
//! - [`titles`]: titles of the list
//! - [`ibid`]: works named before
//! - [`abbreviations`]: short forms that the text introduces
//! - [`bracket_items`]: what stands in a bracket, as works with their years
//! - [`names`], [`name`]: the names before a year
//! - [`year`]: years, and the words that stand for them
//! - [`rejections`]: names with a year that cite no work
//! - [`prefix`]: words before the names
//! - [`locator`]: pages and other places in a work
//! - [`bracket`], [`tokens`]: the running text in pieces
//! - [`words`]: the words by which citations are recognised
//! - [`phrase`], [`vocabulary`]: looking them up
//! - [`lexer`]: cutting text into words

pub mod abbreviations;
pub mod author_date;
pub mod author_mention;
pub mod author_page;
pub mod bracket;
pub mod bracket_items;
pub mod cross_reference;
pub mod ibid;
pub mod key;
pub mod left_out;
pub mod lexer;
pub mod locator;
pub mod name;
pub mod names;
pub mod names_only;
pub mod narrative;
pub mod note;
pub mod numeric;
pub mod phrase;
pub mod prefix;
pub mod rejections;
pub mod scan;
pub mod select;
pub mod titles;
pub mod tokens;
pub mod unbracketed;
pub mod vocabulary;
pub mod words;
pub mod year;
