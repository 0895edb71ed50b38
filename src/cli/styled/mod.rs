//! What needs CSL styles: two commands, and the manual by which a check judges.

mod manual;
mod render;
mod styles;

pub use manual::manual;
pub use render::COMMAND as RENDER;
pub use styles::COMMAND as STYLES;
