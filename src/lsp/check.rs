//! Checks texts beside the talk with the editor.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};

use crate::analysis::{Analysis, Session};
use crate::bibliography::format::Format;
use crate::bibliography::formats;
use crate::check::Checker;
use crate::document::open::format_of;
use crate::lsp::snapshot::{Snapshot, files};
use crate::model::document::Document;
use crate::model::evidence::Evidence;
use crate::model::library::Library;
use crate::text::source::PositionUnit;

/// How many texts are checked at once: a newer text does not wait for an older one.
pub(super) const WORKERS: usize = 2;

/// The name of the document format that is read where nothing else fits.
const ANY_TEXT: &str = "markdown";

/// A text that is to be checked.
pub(super) struct Job {
    /// The document's address.
    pub(super) key: String,
    /// Which state of its text it is.
    pub(super) revision: u64,
    /// The file it will be saved to.
    pub(super) path: PathBuf,
    /// The text.
    pub(super) text: String,
    /// The texts of other files as they stand in the editor.
    pub(super) open: HashMap<PathBuf, String>,
    /// What it is checked with.
    pub(super) checker: Arc<Checker>,
    /// What positions count.
    pub(super) unit: PositionUnit,
    /// What is kept between the checks of the document.
    pub(super) session: Arc<Mutex<Session>>,
}

/// What came of a job.
pub(super) struct Done {
    /// The document's address.
    pub(super) key: String,
    /// Which state of its text it was.
    pub(super) revision: u64,
    /// What was found; nothing if the check broke.
    pub(super) snapshot: Option<Arc<Snapshot>>,
}

/// Starts the threads that check. They end when the sender is dropped.
pub(super) fn start() -> (Sender<Job>, Receiver<Done>) {
    let (sender, jobs) = unbounded::<Job>();
    let (results, receiver) = unbounded();
    for _ in 0..WORKERS {
        let (jobs, results) = (jobs.clone(), results.clone());
        thread::spawn(move || {
            for job in jobs {
                let (key, revision) = (job.key.clone(), job.revision);
                // What breaks on one text is not to end the talk with the editor.
                let snapshot = catch_unwind(AssertUnwindSafe(|| Arc::new(snapshot(job)))).ok();
                if results.send(Done { key, revision, snapshot }).is_err() {
                    break;
                }
            }
        });
    }
    (sender, receiver)
}

/// The format of a library file, if the path is that of one.
pub(super) fn library_format(path: &Path) -> Option<&'static Format> {
    formats::by_own_extension(&path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Whether files of this path bring others in.
pub(super) fn brings_others_in(path: &Path) -> bool {
    format_of(path).name != ANY_TEXT && library_format(path).is_none()
}

fn snapshot(job: Job) -> Snapshot {
    match library_format(&job.path) {
        Some(format) => of_library(job, format),
        None => of_paper(job),
    }
}

fn of_library(job: Job, format: &Format) -> Snapshot {
    let library = Library::of_text(&job.path, job.text, format);
    let document = library.document(0).unwrap_or_else(|| Document::of_text(&job.path, ""));
    let analysis = Analysis::of_library(&document, &library, 0);
    let (findings, _) = job.checker.judge(&analysis, &Evidence::none());
    let files = files(&document);
    Snapshot {
        document,
        library: Arc::new(library),
        references: Vec::new(),
        citations: Vec::new(),
        findings,
        files,
        unit: job.unit,
    }
}

fn of_paper(job: Job) -> Snapshot {
    let load = |path: &Path| job.open.get(path).cloned();
    let document = Document::of_edited(&job.path, job.text, &load);
    let document = job.checker.prepare(document);
    let library = job.checker.library(&document).library;
    // A newer text does not wait for an older one, which has the session then.
    let mut own;
    let mut kept = job.session.try_lock();
    let session = match &mut kept {
        Ok(session) => session,
        Err(_) => {
            own = Session::once();
            &mut own
        }
    };
    let analysis = job.checker.analysis_in(session, &document, &library);
    drop(kept);
    let (findings, _) = job.checker.judge(&analysis, &Evidence::none());
    let Analysis { list, citations, .. } = analysis;
    let files = files(&document);
    Snapshot {
        references: list.references,
        citations,
        findings,
        files,
        unit: job.unit,
        document,
        library,
    }
}
