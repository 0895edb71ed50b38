//! What a report format of links is.

use std::io::{self, Write};

use crate::report::links::listed::Listed;

/// A way to report links.
#[derive(Debug)]
pub(crate) struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// For whom or what it is.
    pub about: &'static str,
    /// Whether it is for people: control characters in it are pictures of themselves already, and
    /// it may hold colours.
    pub shown: bool,
    /// What is said of a link as soon as it is known; absent if all is said at the end.
    pub each: Option<fn(&Listed) -> String>,
    /// Writes what is said when all are known; `colour` says whether it is shown in colour.
    pub whole: fn(links: &[Listed], colour: bool, out: &mut dyn Write) -> io::Result<()>,
}
