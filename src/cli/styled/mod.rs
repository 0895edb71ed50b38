//! What needs CSL styles: two commands, and the manual by which a check judges.

mod anew;
mod manual;
mod render;
mod sources;
mod styles;

pub use manual::manual;
pub use render::COMMAND as RENDER;
pub use styles::COMMAND as STYLES;
