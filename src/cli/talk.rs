//! What is said to a person besides the data: on standard error.

use std::fmt::Display;
use std::io::Write;

use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;

/// Says a line on standard error. Control characters in it, line ends too, are pictures of
/// themselves.
pub(super) fn say(line: impl Display) {
    write(&format!("{}\n", Escaped::<Terminal>::line(&line.to_string())));
}

/// Says several lines on standard error.
pub(super) fn say_lines(text: impl Display) {
    write(Escaped::<Terminal>::text(&text.to_string()).as_str());
}

fn write(text: &str) {
    // Where nobody listens (a full disk, a reader that went away) the exit status has to do.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
