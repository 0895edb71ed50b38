//! Verification in a program that was built without it.

use crate::model::entry::Entry;
use crate::model::evidence::Evidence;
use crate::model::link::Link;

use crate::verify::event::Event;
use crate::verify::settings::Settings;

/// Says that this program cannot verify links.
///
/// # Errors
///
/// Always.
pub fn verify(
    _: &[Link],
    _: &[Entry],
    _: &Settings,
    _: bool,
    _: &mut dyn FnMut(Event),
) -> Result<Evidence, String> {
    Err("this program was built without verification; build it with the feature \"verify\""
        .to_owned())
}
