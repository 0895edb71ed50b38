//! Classifies what a server answered: from an answer to a verdict.
//!
//! - [`response`]: the verdict on an answer; [`page`] for HTML pages
//! - [`classification`]: a verdict with its reasons
//! - [`requested_file`]: the kind of file that an address asks for
//! - [`topic`]: what a page is about, compared with the expected work
//! - [`expected_work`]: the work that should be at the address
//! - [`retraction`]: marks and badges of retracted works
//! - [`page_signals`]: signals that a page is not the one that was cited
//! - [`signal_phrases`]: the lists of phrases behind the signals
//! - [`title_similarity`]: how similar two titles are
//! - [`language`]: the language of a text
//! - [`soft404_probe`]: what the server answers for a page that cannot exist

pub mod classification;
pub mod expected_work;
pub mod language;
pub mod page;
pub mod page_signals;
pub mod requested_file;
pub mod response;
pub mod retraction;
pub mod signal_phrases;
pub mod soft404_probe;
pub mod title_similarity;
pub mod topic;
