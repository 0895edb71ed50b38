//! The manual that a style stands for.

use std::path::PathBuf;

use cite::model::manual::Manual;
use cite::render::style::Style;

use crate::cli::failure::Failure;

/// What the style of this name asks of citations.
pub fn manual(name: &str) -> Result<Manual, Failure> {
    let style = Style::find(name, &[PathBuf::from("styles")])?;
    Ok(Manual::of(&style.csl))
}
