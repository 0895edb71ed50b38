//! Settles labels that the words alone cannot tell.
//!
//! - [`mod@correct`]: the second look at all labels of a reference
//! - `creators`: who made a work; `hosts`: what holds it; `publishers`: who publishes it, and where
//! - `responsibility`: who edited or translated, behind ISBD's slash
//! - `title_first`: entries that begin with their titles
//! - `serials`: volumes, issues and numbers; `press`: days and pages of newspapers
//! - `dates`: words in place of a date
//! - [`genres`]: words for the kind of a work, and versions
//! - `insert`: fields that are found after the others

pub(crate) mod correct;
pub(crate) mod creators;
mod dates;
pub(crate) mod genres;
mod hosts;
mod insert;
mod press;
mod publishers;
mod responsibility;
mod serials;
mod title_first;
