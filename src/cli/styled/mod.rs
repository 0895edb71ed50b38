//! What needs CSL styles: two commands, and the manual by which a check judges.

mod conventions;
mod given;
mod install;
mod places;
mod render;
mod rewrite;
mod sources;
mod styles;

pub(super) use conventions::conventions;
pub(super) use render::COMMAND as RENDER;
pub(super) use styles::COMMAND as STYLES;
