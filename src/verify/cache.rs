//! Results of earlier runs, in a file that survives an interruption at any moment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{Connection, OptionalExtension, params};

use crate::files::regular;
use crate::model::error::Error;
use crate::model::evidence::{LinkEvidence, Verdict};

use crate::verify::timestamps;

/// The cache of a run. Results are written as they arrive; a failure to write is reported once, and
/// the run continues without a cache.
pub(super) struct Cache {
    connection: Option<Connection>,
    days: BTreeMap<String, f64>,
    /// When the open transaction began.
    open_since: Option<Instant>,
    /// An error that was not reported yet.
    trouble: Option<String>,
}

/// A cached result.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CacheEntry {
    /// The evidence.
    pub evidence: LinkEvidence,
    /// The version of the page (ETag), if its server named one.
    pub etag: Option<String>,
    /// Whether it is recent enough to be used.
    pub fresh: bool,
    /// Whether it counts at all: that a host does not exist counts only if two runs found it.
    pub confirmed: bool,
}

/// An interruption loses no more work than this.
const COMMIT_EVERY: Duration = Duration::from_millis(500);

/// Returns for how many days a verdict is used unless the settings say otherwise. Verdicts that may
/// change at any time are checked again in each run.
const fn days(verdict: Verdict) -> f64 {
    match verdict {
        Verdict::Ok
        | Verdict::Moved
        | Verdict::Parked
        | Verdict::DoiMismatch
        | Verdict::Retracted => 7.0,
        Verdict::Dead | Verdict::Soft404 | Verdict::Drifted | Verdict::FragmentMissing => 3.0,
        Verdict::Blocked | Verdict::DnsError | Verdict::TlsError => 1.0,
        _ => 0.0,
    }
}

impl Cache {
    /// Opens the cache at `path`, or in the user's folder for caches; an empty path is no cache.
    pub(super) fn open(path: Option<&Path>, days: &BTreeMap<String, f64>) -> Cache {
        let mut cache =
            Cache { connection: None, days: days.clone(), open_since: None, trouble: None };
        let path = match path {
            Some(path) if path.as_os_str().is_empty() => return cache,
            Some(path) => Some(path.to_owned()),
            None => usual_path(),
        };
        match path
            .map(|path| connect(&path).map_err(|error| format!("{}: {error}", path.display())))
        {
            Some(Ok(connection)) => cache.connection = Some(connection),
            Some(Err(error)) => cache.trouble = Some(format!("the cache cannot be used: {error}")),
            None => {
                cache.trouble = Some("no folder for a cache is known on this machine".to_owned())
            }
        }
        cache
    }

    /// Returns the result that is stored under a key.
    pub(super) fn load(&mut self, key: &str) -> Option<CacheEntry> {
        let connection = self.connection.as_ref()?;
        let row = connection
            .prepare_cached("SELECT evidence, etag, asked FROM links WHERE key = ?1")
            .and_then(|mut query| {
                query
                    .query_row(params![key], |row| {
                        Ok((
                            row.get::<_, String>(0)?,
                            row.get::<_, Option<String>>(1)?,
                            row.get::<_, i64>(2)?,
                        ))
                    })
                    .optional()
            });
        let (json, etag, asked) = match row {
            Ok(row) => row?,
            Err(error) => {
                self.fail(&error.to_string());
                return None;
            }
        };
        let evidence: LinkEvidence = serde_json::from_str(&json).ok()?;
        let fresh = self.is_fresh(evidence.verdict, asked);
        Some(CacheEntry { evidence, etag, fresh, confirmed: asked > 0 })
    }

    /// Stores a result; `before` is what was stored earlier.
    pub(super) fn store(
        &mut self,
        key: &str,
        evidence: &LinkEvidence,
        etag: Option<&str>,
        before: Option<&CacheEntry>,
    ) {
        let asked = if needs_another(evidence, before) { 0 } else { seconds(SystemTime::now()) };
        if let Err(error) = self.write(key, evidence, etag, asked) {
            self.fail(&error.to_string());
        }
        if self.open_since.is_some_and(|since| since.elapsed() >= COMMIT_EVERY) {
            self.commit();
        }
    }

    /// Writes what was stored so far to disk.
    pub(super) fn commit(&mut self) {
        if self.open_since.take().is_none() {
            return;
        }
        if let Some(Err(error)) =
            self.connection.as_ref().map(|connection| connection.execute_batch("COMMIT"))
        {
            self.fail(&error.to_string());
        }
    }

    /// When the next [`commit`](Cache::commit) is due.
    pub(super) fn due(&self) -> Option<Instant> {
        self.open_since.map(|since| since + COMMIT_EVERY)
    }

    /// Returns the error since the last call, if there was one.
    pub(super) fn take_trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    fn write(
        &mut self,
        key: &str,
        evidence: &LinkEvidence,
        etag: Option<&str>,
        asked: i64,
    ) -> rusqlite::Result<()> {
        let Some(connection) = self.connection.as_ref() else {
            return Ok(());
        };
        if self.open_since.is_none() {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            self.open_since = Some(Instant::now());
        }
        let json = serde_json::to_string(evidence).unwrap_or_default();
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO links (key, evidence, etag, asked) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![key, json, etag, asked])?;
        Ok(())
    }

    /// Continues without a cache.
    fn fail(&mut self, error: &str) {
        self.connection = None;
        self.open_since = None;
        self.trouble = Some(format!(
            "the cache cannot be used any more, what is found now will not be remembered: {error}"
        ));
    }

    fn is_fresh(&self, verdict: Verdict, asked: i64) -> bool {
        let days = self.days.get(verdict.name()).copied().unwrap_or(days(verdict));
        let age = seconds(SystemTime::now()) - asked;
        age >= 0 && (age as f64) < days * 86400.0
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.commit();
    }
}

/// Returns whether another run must find the same before the result counts: name servers fail for
/// hours at a time.
fn needs_another(evidence: &LinkEvidence, before: Option<&CacheEntry>) -> bool {
    let time = |memory: &CacheEntry| timestamps::from_rfc3339(memory.evidence.checked.as_deref()?);
    let earlier = before.filter(|memory| memory.evidence.verdict == evidence.verdict);
    let age = earlier.and_then(time).and_then(|time| time.elapsed().ok());
    evidence.verdict == Verdict::DnsError && age.is_none_or(|age| age < Duration::from_secs(3600))
}

/// Why the cache cannot be used.
#[derive(Debug, thiserror::Error)]
enum CacheError {
    #[error(transparent)]
    Folder(#[from] std::io::Error),
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    #[error(transparent)]
    File(#[from] Error),
    #[error("it is the database of another program; give another file")]
    Another,
}

/// Opens the file, and makes it if it is not there. With a write-ahead log, a killed process
/// loses only what was not committed.
fn connect(path: &Path) -> Result<Connection, CacheError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        private_folder(folder)?;
    }
    if path.exists() {
        regular::open(path)?;
    }
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    let strangers: u32 = connection.query_row(
        "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'links'",
        [],
        |row| row.get(0),
    )?;
    if strangers > 0 {
        return Err(CacheError::Another);
    }
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE TABLE IF NOT EXISTS links (key TEXT PRIMARY KEY, evidence TEXT NOT NULL, etag TEXT, asked INTEGER NOT NULL) WITHOUT ROWID;",
    )?;
    Ok(connection)
}

/// Makes a folder that is not there; others are not to see which addresses their user was interested
/// in.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// The cache's file in the user's folder for caches.
fn usual_path() -> Option<PathBuf> {
    let set =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| Some(set("HOME")?.join(".cache")))?;
    Some(folder.join("cite").join("links.sqlite"))
}

fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Returns whether cached evidence says to wait longer before the next request.
pub(super) fn must_wait(evidence: &LinkEvidence) -> bool {
    let until = evidence.retry_after.as_deref().and_then(timestamps::from_rfc3339);
    until.is_some_and(|until| until > SystemTime::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &Path) -> Cache {
        Cache::open(Some(path), &BTreeMap::new())
    }

    #[test]
    fn findings_are_remembered_for_their_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/links.sqlite");
        let mut cache = open(&path);
        cache.store("a", &LinkEvidence::new(Verdict::Ok, "there"), Some("v1"), None);
        cache.store("b", &LinkEvidence::new(Verdict::Timeout, "slow"), None, None);
        drop(cache);
        let mut cache = open(&path);
        let there = cache.load("a").expect("is remembered");
        assert_eq!(
            (there.evidence.verdict, there.etag.as_deref(), there.fresh),
            (Verdict::Ok, Some("v1"), true)
        );
        assert!(!cache.load("b").expect("is remembered").fresh);
        assert_eq!(cache.load("c"), None);
    }

    #[test]
    fn that_there_is_no_host_is_believed_when_two_runs_found_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut cache = open(&folder.path().join("links.sqlite"));
        let mut evidence = LinkEvidence::new(Verdict::DnsError, "no host");
        evidence.checked = Some("2026-01-01T00:00:00Z".into());
        cache.store("a", &evidence, None, None);
        let once = cache.load("a").expect("is remembered");
        assert!(!once.fresh && !once.confirmed);
        cache.store("a", &evidence, None, Some(&once));
        let twice = cache.load("a").expect("is remembered");
        assert!(twice.fresh && twice.confirmed);
        let ok = CacheEntry { evidence: LinkEvidence::new(Verdict::Ok, "there"), ..twice };
        cache.store("a", &evidence, None, Some(&ok));
        assert!(!cache.load("a").expect("is remembered").fresh);
    }

    #[test]
    fn the_database_of_another_program_is_told_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("other.sqlite");
        let other = Connection::open(&path).expect("is made");
        other.execute_batch("CREATE TABLE notes (text TEXT)").expect("is filled");
        drop(other);
        let before = std::fs::read(&path).expect("reads");
        let mut cache = open(&path);
        cache.store("a", &LinkEvidence::new(Verdict::Ok, "there"), None, None);
        assert!(cache.take_trouble().is_some_and(|trouble| trouble.contains("another program")));
        assert!(std::fs::read(&path).expect("reads") == before, "it was changed");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_sees_the_cache() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        drop(open(&folder.path().join("new/links.sqlite")));
        let mode = std::fs::metadata(folder.path().join("new")).expect("is there").permissions();
        assert_eq!(mode.mode() & 0o777, 0o700);
    }

    #[test]
    fn a_file_that_is_no_cache_is_told_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("links.sqlite");
        std::fs::write(&path, "not a database, but long enough to be taken for the header of one, and then some more of it").expect("writes");
        let mut cache = open(&path);
        assert_eq!(cache.load("a"), None);
        cache.store("a", &LinkEvidence::new(Verdict::Ok, "there"), None, None);
        assert!(cache.take_trouble().is_some_and(|trouble| trouble.contains("cache")));
        assert!(std::fs::read_to_string(&path).expect("reads").starts_with("not a database"));
    }
}
