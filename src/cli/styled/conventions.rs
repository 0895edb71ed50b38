//! The manual that a style stands for.

use crate::model::style_conventions::StyleConventions;
use crate::render;

use super::places;
use crate::cli::failure::Failure;

/// What the style of this name asks of citations.
pub(crate) fn conventions(name: &str) -> Result<StyleConventions, Failure> {
    Ok(render::conventions::conventions(&places::find(name)?))
}
