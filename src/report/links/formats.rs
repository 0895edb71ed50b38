//! All report formats of links.

use crate::report::links::format::Format;
use crate::report::links::{human, json};

/// All formats; the first is the one for people.
pub(crate) const FORMATS: &[&Format] = &[&human::FORMAT, &json::FORMAT, &json::LINES];
