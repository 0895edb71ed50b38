//! The manual that a style stands for.

use std::path::PathBuf;

use crate::model::style_conventions::StyleConventions;
use crate::render;
use crate::render::style::Style;

use crate::cli::failure::Failure;

/// What the style of this name asks of citations.
pub fn conventions(name: &str) -> Result<StyleConventions, Failure> {
    let style = Style::find(name, &[PathBuf::from("styles")])?;
    Ok(render::conventions::conventions(&style))
}
