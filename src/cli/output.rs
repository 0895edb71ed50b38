//! Where data goes: standard output, or a file that is written whole or not at all.
//!
//! On a terminal control characters are pictures of themselves; elsewhere data stays data.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;

use super::failure::Failure;

/// Writes data to the file `path`, or to standard output.
///
/// A file appears under its name only when all of it is written; one that is there already is
/// replaced only if `replace` says so.
pub(super) fn write(data: &[u8], path: Option<&Path>, replace: bool) -> Result<(), Failure> {
    match path {
        Some(path) => Ok(crate::files::write::write(path, data, replace)?),
        None if io::stdout().is_terminal() => {
            shown(Escaped::<Terminal>::text(&String::from_utf8_lossy(data)).as_str())
        }
        None => shown_bytes(data),
    }
}

/// Writes what a person reads to standard output: control characters in it are pictures of
/// themselves already.
pub(super) fn shown(text: &str) -> Result<(), Failure> {
    shown_bytes(text.as_bytes())
}

fn shown_bytes(data: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(data)?;
    out.flush()?;
    Ok(())
}

/// Hands standard output to `write`, which writes as it goes. What is not `escaped` for a terminal
/// is escaped where there is one.
pub(super) fn stream(
    escaped: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    if !escaped && io::stdout().is_terminal() {
        let mut data = Vec::new();
        write(&mut data)?;
        return self::write(&data, None, false);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(Failure::from)
}

/// Whether standard output shows colour: it is a terminal, and `NO_COLOR` is not set.
pub(super) fn colour() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// How many columns the terminal has, if standard output is one.
pub(super) fn width() -> Option<usize> {
    let (_, columns) = console::Term::stdout().size_checked()?;
    Some(usize::from(columns))
}
