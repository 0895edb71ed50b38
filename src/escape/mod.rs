//! How text enters each output language: the one place that decides what is escaped how.
//!
//! Foreign text is a plain `&str`; what may be written as it is has the type [`escaped::Escaped`], which
//! names its language. A string becomes part of it through a function of this room or not at all,
//! so the two cannot be mixed up.
//!
//! - [`escaped`]: text that is escaped for a language
//! - [`address`]: addresses that may become links
//! - [`html`], [`latex`], [`markdown`], [`rtf`], [`typst`]: languages of formatted text
//! - [`xml`], [`workflow`], [`csv`]: languages of reports
//! - [`terminal`]: what a terminal shows

pub(crate) mod address;
pub(crate) mod csv;
pub(crate) mod escaped;
pub(crate) mod html;
pub(crate) mod latex;
pub(crate) mod markdown;
pub(crate) mod rtf;
pub(crate) mod terminal;
pub(crate) mod typst;
pub(crate) mod workflow;
pub(crate) mod xml;
