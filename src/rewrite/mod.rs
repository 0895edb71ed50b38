//! A paper's own citations and list, rewritten in a style.
//!
//! - [`paper`]: the whole way, and its proof: a second time changes nothing
//! - [`edit`]: what is replaced, what is left and why
//! - [`citations`]: the citations that can be replaced; [`covered`]: whether all of one is understood
//! - [`keys`]: citations by key, as they are rendered
//! - [`list`]: the entries that can be replaced; [`locator`]: places within works
//! - `plausible`: whether an entry says what a work says; `habits`: whether it is written as the others of its
//!   list; `loose`: words around the works of a citation
//! - `settled`: papers that are in the style already

pub(crate) mod citations;
pub(crate) mod covered;
pub(crate) mod edit;
mod habits;
pub(crate) mod kept;
pub(crate) mod keys;
pub(crate) mod list;
pub(crate) mod locator;
mod loose;
pub(crate) mod paper;
mod plausible;
mod settled;
