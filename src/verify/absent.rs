//! Verification in a program that was built without it.

use crate::model::evidence::LinkEvidence;
use crate::model::link::CitedLink;

use crate::verify::event::Event;
use crate::verify::settings::Settings;

/// Says that this program cannot verify links.
///
/// # Errors
///
/// Always.
pub fn verify(
    _: &[CitedLink],
    _: &Settings,
    _: bool,
    _: &mut dyn FnMut(Event),
) -> Result<Vec<LinkEvidence>, String> {
    Err("this program was built without verification; build it with the feature \"verify\""
        .to_owned())
}
