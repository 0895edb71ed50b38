//! Finds the citations in a document's running text.
//!
//! - [`citations`]: all ways of citing, and which of them the document uses
//! - [`author_date`]: (Hurd 1999), Hurd (1999)
//!   - [`narrative`]: a name in the sentence, its year in brackets
//!   - [`bare`]: names and years without brackets
//!   - [`undated`]: names without a year
//!   - [`mention`]: authors named, with no sign that a work is meant
//! - [`numeric`]: [3, 5–7], (3), raised³
//! - [`author_page`]: (Carlson 274), and the classics
//! - [`key`]: `[@smith04]`, \cite{smith04}, `[Smi04]`
//! - [`cross_reference`]: what looks like a key and is none
//! - [`note`]: works named in footnotes and endnotes
//! - [`ibid`]: works named before
//! - [`abbreviations`]: short forms that the text introduces
//! - [`segment`]: what stands in a bracket, as works with their years
//! - [`names`], [`name`]: the names before a year
//! - [`year`]: years, and the words that stand for them
//! - [`doubt`]: names with a year that cite no work
//! - [`prefix`]: words before the names
//! - [`locator`]: pages and other places in a work
//! - [`bracket`], [`token`]: the running text in pieces
//! - [`words`]: the words by which citations are recognised
//! - [`phrase`], [`vocabulary`]: looking them up
//! - [`piece`]: cutting text into words

pub mod abbreviations;
pub mod author_date;
pub mod author_page;
pub mod bare;
pub mod bracket;
pub mod citations;
pub mod cross_reference;
pub mod doubt;
pub mod ibid;
pub mod key;
pub mod locator;
pub mod mention;
pub mod name;
pub mod names;
pub mod narrative;
pub mod note;
pub mod numeric;
pub mod phrase;
pub mod piece;
pub mod prefix;
pub mod segment;
pub mod token;
pub mod undated;
pub mod vocabulary;
pub mod words;
pub mod year;
