//! The names that files have before they take the place of others.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Returns a name that a file can have for the moment in which it takes the place of another; each
/// call gives another one, and so does each run.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
pub(super) fn beside(path: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let (run, number) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    folder_of(path).join(format!(".cite-new-{run}-{number}"))
}

/// Makes a file in a folder that has a name, with the permissions that a new file gets.
pub(super) fn named_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Returns the folder that a file is in; the current one for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
