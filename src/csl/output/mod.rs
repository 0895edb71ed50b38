//! Output: a tree of formatted text, the passes over it, and its writers.

pub(crate) mod characters;
pub(crate) mod finish;
pub(crate) mod formatted;
pub(crate) mod html;
pub(crate) mod inline;
pub(crate) mod markup;
pub(crate) mod plain;
pub(crate) mod punctuation;
pub(crate) mod text_case;
pub(crate) mod tree;
