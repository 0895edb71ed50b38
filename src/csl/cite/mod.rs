//! Citations: positions, disambiguation, sorting, grouping and collapsing.

pub(crate) mod affix;
pub(crate) mod ambiguity;
pub(crate) mod cluster;
pub(crate) mod collapse;
pub(crate) mod disambiguate;
pub(crate) mod locator;
pub(crate) mod nested_brackets;
pub(crate) mod position;
pub(crate) mod render;
pub(crate) mod year_suffix;
