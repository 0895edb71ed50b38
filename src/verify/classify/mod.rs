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

pub(super) mod classification;
pub(super) mod expected_work;
pub(super) mod language;
pub(super) mod page;
pub(super) mod page_signals;
pub(super) mod requested_file;
pub(super) mod response;
pub(super) mod retraction;
pub(super) mod signal_phrases;
pub(super) mod soft404_probe;
pub(super) mod title_similarity;
pub(super) mod topic;
