//! From the words of a field to what they mean.
//!
//! - [`names`]: people and bodies; `name`: one of them
//! - [`particles`]: words that belong to a surname
//! - [`bodies`]: words that tell a body from a person
//! - [`date`]: dates, and words in their place
//! - [`roles`](mod@roles): what people did
//! - [`pages`]: pages, volumes and other numbers

pub mod bodies;
pub mod date;
mod name;
pub mod names;
pub mod pages;
pub mod particles;
pub mod roles;
