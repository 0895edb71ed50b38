//! From the words of a field to what they mean.
//!
//! - [`names`]: people and bodies; `name`: one of them
//! - [`pieces`]: the pieces of a list of names, between its separators
//! - [`inversion`]: which names of a list have the surname first
//! - [`name_form`]: which of two bare words is the surname, by the whole list
//! - [`particles`]: words that belong to a surname
//! - [`bodies`]: words that tell a body from a person
//! - [`date`]: dates, and words in their place
//! - [`roles`](mod@roles): what people did
//! - [`pages`]: pages, volumes and other numbers

pub(crate) mod bodies;
pub(crate) mod date;
pub(crate) mod inversion;
pub(crate) mod name;
pub(crate) mod name_form;
pub(crate) mod names;
pub(crate) mod pages;
pub(crate) mod particles;
pub(crate) mod pieces;
pub(crate) mod roles;
