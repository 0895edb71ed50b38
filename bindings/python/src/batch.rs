//! Many documents, several at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use cite::Error;

/// What a worker may use for documents that nest deep; it is taken only as it is needed.
const STACK: usize = 64 << 20;

/// Returns what `work` gives for each number below `count`, in their order. With `threads` 0, as many
/// work as there are processors.
pub fn in_order<T: Send>(count: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = match threads {
        0 => thread::available_parallelism().map_or(1, |count| count.get()),
        some => some,
    };
    let results: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work_off = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(result) = results.get(index) else { break };
            *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(work(index));
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
    let results = results.into_iter();
    results.filter_map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// Returns a report as JSON; in place of an error, or of a fault of the library itself, one that
/// tells it.
pub fn report_or_error(path: &Path, report: impl FnOnce() -> Result<String, Error>) -> String {
    match catch_unwind(AssertUnwindSafe(report)) {
        Ok(Ok(report)) => report,
        Ok(Err(error)) => failed(path, &error.to_string()),
        Err(_) => failed(path, "the library failed on this document; please report it"),
    }
}

/// Returns the report on a document that could not be read.
pub fn failed(path: &Path, message: &str) -> String {
    serde_json::json!({"path": path.to_string_lossy(), "error": message}).to_string()
}
