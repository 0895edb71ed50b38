//! Where data goes: standard output, or a file that is written whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use cite::Error;

use super::failure::Failure;

/// Writes `data` to the file `path`, or to standard output.
///
/// A file appears under its name only when all of it is written; one that is there already is
/// replaced only if `replace` says so.
pub fn write(data: &[u8], path: Option<&Path>, replace: bool) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = io::stdout().lock();
        out.write_all(data)?;
        out.flush()?;
        return Ok(());
    };
    let wrap = |error| Error::File { path: path.to_owned(), error };
    let mut file = beside(path).map_err(wrap)?;
    file.write_all(data).and_then(|()| file.as_file().sync_all()).map_err(wrap)?;
    let kept = match replace {
        true => file.persist(path),
        false => file.persist_noclobber(path),
    };
    match kept {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(Failure::Input(
            format!("{} exists already; give another name or --force", path.display()),
        )),
        Err(failed) => Err(wrap(failed.error).into()),
    }
}

/// Hands standard output to `write`, which writes as it goes.
pub fn stream(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(Failure::from)
}

/// Puts `after` in the place of `before` in the file at `path`; what is not text of ours stays.
///
/// A file that holds something else than `before`, because it was changed meanwhile or is not in
/// UTF-8, is left alone.
pub fn rewrite(path: &Path, before: &str, after: &str) -> Result<(), Failure> {
    const MARK: &[u8] = "\u{FEFF}".as_bytes();
    let there =
        std::fs::read(path).map_err(|error| Error::File { path: path.to_owned(), error })?;
    let (mark, text) = match there.strip_prefix(MARK) {
        Some(text) if !before.starts_with('\u{FEFF}') => (MARK, text),
        _ => (&[][..], there.as_slice()),
    };
    if text != before.as_bytes() {
        return Err(Failure::Input(format!(
            "{} was not changed: it is not in UTF-8, or it changed after it was read",
            path.display()
        )));
    }
    write(&[mark, after.as_bytes()].concat(), Some(path), true)
}

/// Puts `after` in the place of `before` in the file at `path`, which is not text; one that was
/// changed meanwhile is left alone.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Failure> {
    let there =
        std::fs::read(path).map_err(|error| Error::File { path: path.to_owned(), error })?;
    if there != before {
        let why = "was not changed: it changed after it was read";
        return Err(Failure::Input(format!("{} {why}", path.display())));
    }
    write(after, Some(path), true)
}

/// Whether standard output shows colour: it is a terminal, and `NO_COLOR` is not set.
pub fn colour() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// A temporary file in the folder of `path`, with the permissions that `path` has or would get.
fn beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    if let Ok(there) = std::fs::metadata(path) {
        builder.permissions(there.permissions());
    } else {
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    builder.tempfile_in(folder.unwrap_or(Path::new(".")))
}
