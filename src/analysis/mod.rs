//! Reads a whole document: its list and its citations, as each explains the other.
//!
//! - [`summary`]: all that one document says of its citations
//! - [`hypotheses`]: the reading that explains most, of those that there are
//! - [`session`]: what is kept between the checks of one document
//! - [`reading`]: one reading of a document: its list, its way of citing, what is tied
//! - [`tied`]: what is cited under one way of citing, and what that points to
//! - [`ways`]: the way of citing that explains most
//! - [`listed`]: a list with what can be asked of it
//! - [`readability`]: whether the two were understood well enough to be compared
//! - [`grounds`]: what speaks for and against what is said of a place
//! - [`explained`]: how far a reading explains the document

pub(crate) mod explained;
pub(crate) mod grounds;
pub(crate) mod hypotheses;
pub(crate) mod listed;
pub(crate) mod readability;
pub(crate) mod reading;
pub(crate) mod session;
pub(crate) mod summary;
pub(crate) mod tied;
pub(crate) mod ways;

pub(crate) use session::Session;
pub(crate) use summary::{Analysis, CitedWork};
