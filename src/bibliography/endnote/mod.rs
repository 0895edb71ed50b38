//! EndNote XML, the form in which EndNote exports libraries.
//!
//! - [`form`]: its elements and CSL's variables
//! - [`kinds`]: its reference types and CSL's item types
//! - [`xml`]: XML to values and back

pub(crate) mod form;
pub(crate) mod kinds;
pub(crate) mod xml;
