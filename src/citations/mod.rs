//! Finds the citations in a document's running text.
//!
//! - [`candidates`]: what may be a citation, by every way of citing
//! - [`scan`]: finds it
//! - [`select`]: those that count where the way of citing is known
//! - [`left_out`]: those that do not
//! - [`author_date`]: (Hurd 1999), Hurd (1999)
//!   - [`narrative`]: a name in the sentence, its year in brackets
//!   - [`unbracketed`]: names and years without brackets
//!   - [`names_only`]: names without a year
//!     - [`names_in_bracket`]: in a bracket
//!   - [`author_mention`]: authors named, with no sign that a work is meant
//! - [`numeric`]: [3, 5–7], (3), raised³
//!   - [`unicode_superscripts`]: those in superscripts of Unicode
//!   - [`unmarked_numbers`]: those whose superscript was lost
//!   - [`power`]: raised numbers that are powers
//! - [`author_page`]: (Carlson 274), and the classics
//! - [`press`]: newspapers cited by the day
//! - [`key`]: `[@smith04]`, \cite{smith04}, `[Smi04]`
//! - [`cross_reference`]: what looks like a key and is none
//! - [`note`]: works named in footnotes and endnotes
//!   - [`notes`]: where the notes are, and their numbers
//! - [`titles`]: titles of the list
//! - [`ibid`]: works named before
//! - [`abbreviations`]: short forms that the text introduces
//! - [`bracket_items`]: what stands in a bracket, as works with their years
//!   - [`further_years`]: numbers that may be pages or years of further works
//! - [`capitals`]: names in capitals, where a document cites so
//! - [`names`], [`name`]: the names before a year
//!   - [`name_endings`]: signs, roles and short forms between the two
//!   - [`sentence_words`]: small words of the sentence that were read with a name
//! - [`year`]: years, and the words that stand for them
//! - [`rejections`]: names with a year that cite no work
//! - [`prefix`]: words before the names
//! - [`locator`]: pages and other places in a work
//! - [`passage`]: a block of running text by itself
//! - [`passage_memo`]: what is kept of passages while their document changes
//! - [`bracket`], [`tokens`]: the running text in pieces
//! - [`words`]: the words by which citations are recognised
//! - [`phrase`], [`vocabulary`]: looking them up
//! - [`lexer`]: cutting text into words

pub(crate) mod abbreviations;
pub(crate) mod author_date;
pub(crate) mod author_mention;
pub(crate) mod author_page;
pub(crate) mod bracket;
pub(crate) mod bracket_items;
pub(crate) mod candidates;
pub(crate) mod capitals;
pub(crate) mod cross_reference;
mod further_years;
pub(crate) mod ibid;
pub(crate) mod key;
pub(crate) mod left_out;
pub(crate) mod lexer;
pub(crate) mod locator;
pub(crate) mod name;
pub(crate) mod name_endings;
pub(crate) mod names;
pub(crate) mod names_in_bracket;
pub(crate) mod names_only;
pub(crate) mod narrative;
pub(crate) mod note;
pub(crate) mod notes;
pub(crate) mod numeric;
pub(crate) mod passage;
pub(crate) mod passage_memo;
pub(crate) mod phrase;
pub(crate) mod power;
pub(crate) mod prefix;
pub(crate) mod press;
pub(crate) mod rejections;
pub(crate) mod scan;
pub(crate) mod select;
mod sentence_words;
pub(crate) mod titles;
pub(crate) mod tokens;
pub(crate) mod unbracketed;
mod unicode_superscripts;
pub(crate) mod unmarked_numbers;
pub(crate) mod vocabulary;
pub(crate) mod words;
pub(crate) mod year;
