//! What is said to a person besides the data: on standard error.

use std::fmt::Display;

use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;

/// Says a line on standard error. Control characters in it, line ends too, are pictures of
/// themselves.
pub(super) fn say(line: impl Display) {
    anstream::eprintln!("{}", Escaped::<Terminal>::line(&line.to_string()));
}

/// Says several lines on standard error.
pub(super) fn say_lines(text: impl Display) {
    anstream::eprint!("{}", Escaped::<Terminal>::text(&text.to_string()));
}
