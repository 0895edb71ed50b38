//! Many documents, several at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use cite::Error;

/// A document's name, and its bytes, if they are not to be read from there, or why there are none.
pub type Work = (PathBuf, Result<Option<Vec<u8>>, String>);

/// What a worker may use for documents that nest deep; it is taken only as it is needed.
const STACK: usize = 64 << 20;

/// Returns what `check` says of each, in their order; in place of an error, or of a fault of the
/// library itself, a row that tells it. With `threads` 0, as many work as there are processors.
pub fn rows(
    works: Vec<Work>,
    threads: usize,
    check: impl Fn(PathBuf, Option<Vec<u8>>) -> Result<String, Error> + Sync,
) -> Vec<String> {
    let threads = match threads {
        0 => thread::available_parallelism().map_or(1, |count| count.get()),
        some => some,
    };
    let count = works.len();
    let works: Vec<Mutex<Option<Work>>> =
        works.into_iter().map(|work| Mutex::new(Some(work))).collect();
    let rows: Vec<Mutex<String>> = (0..count).map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work_off = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(work) = works.get(index) else { break };
            let taken = work.lock().unwrap_or_else(PoisonError::into_inner).take();
            let Some(work) = taken else { continue };
            *rows[index].lock().unwrap_or_else(PoisonError::into_inner) = row(work, &check);
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            // Without a thread more, those that there are do the work, at last this one.
            if thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work_off).is_err() {
                break;
            }
        }
    });
    work_off();
    rows.into_iter().map(|row| row.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

fn row(
    (path, bytes): Work,
    check: impl Fn(PathBuf, Option<Vec<u8>>) -> Result<String, Error>,
) -> String {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(message) => return failed(&path, &message),
    };
    match catch_unwind(AssertUnwindSafe(|| check(path.clone(), bytes))) {
        Ok(Ok(report)) => report,
        Ok(Err(error)) => failed(&path, &error.to_string()),
        Err(_) => failed(&path, "the library failed on this document; please report it"),
    }
}

fn failed(path: &Path, message: &str) -> String {
    serde_json::json!({"path": path.to_string_lossy(), "error": message}).to_string()
}
