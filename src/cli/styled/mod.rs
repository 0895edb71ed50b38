//! What needs CSL styles: two commands, and the manual by which a check judges.

mod conventions;
mod install;
mod places;
mod render;
mod rewrite;
mod sources;
mod styles;

pub use conventions::conventions;
pub use render::COMMAND as RENDER;
pub use styles::COMMAND as STYLES;
