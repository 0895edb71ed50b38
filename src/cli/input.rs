//! What commands read: documents, and the names of rules.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ignore::overrides::OverrideBuilder;
use ignore::{DirEntry, WalkBuilder};

use crate::bibliography::formats;
use crate::config::level::Level;
use crate::config::project::Project;
use crate::document::detect::{Kind, kind};
use crate::document::manuscripts;
use crate::rules;
use crate::{Document, Library};

use super::argument::ArgumentError;
use super::failure::Failure;

/// A document that is to be read.
pub(super) struct Found {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Whether the user named it, and not a folder around it.
    pub named: bool,
}

/// The documents that `paths` name, in their order; below folders those with the ending of a
/// document format, sorted, without hidden ones and those that `.gitignore` or the settings leave
/// out.
///
/// Folders are read as the list is used up.
///
/// # Errors
///
/// A pattern in the settings that is none. An item is an error where a folder cannot be read.
pub(super) fn documents(
    paths: Vec<PathBuf>,
    project: &Project,
) -> Result<impl Iterator<Item = Result<Found, Failure>> + Send + use<>, Failure> {
    files(paths, project, is_document)
}

/// The documents and library files that `paths` name or that are below them; without any, those of
/// the project: its documents, and its libraries, which are those of the settings or else the
/// folder `refs`.
///
/// Endings that not only libraries have (json, yaml, xml) count below a folder that is named, and
/// in the libraries of a project.
///
/// # Errors
///
/// A pattern in the settings that is none. An item is an error where a folder cannot be read.
pub(super) fn sources(
    paths: Vec<PathBuf>,
    project: &Project,
) -> Result<Vec<Result<Found, Failure>>, Failure> {
    if !paths.is_empty() {
        return Ok(files(paths, project, |path| is_document(path) || is_library(path))?.collect());
    }
    let mut libraries: Vec<PathBuf> =
        project.settings.library.iter().map(|path| project.path(path)).collect();
    if libraries.is_empty() {
        libraries.extend(Some(project.path(Path::new("refs"))).filter(|folder| folder.is_dir()));
    }
    let own = files(project.paths(), project, |path| {
        is_document(path) || formats::by_own_extension(&extension(path)).is_some()
    })?;
    let all = own.chain(files(libraries, project, is_library)?);
    let mut seen = HashSet::new();
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Ok(all
        .filter(|found| found.as_ref().map_or(true, |found| seen.insert(whole(&found.path))))
        .collect())
}

/// The files that `paths` name, and those below folders that are `wanted`.
fn files(
    paths: Vec<PathBuf>,
    project: &Project,
    wanted: fn(&Path) -> bool,
) -> Result<impl Iterator<Item = Result<Found, Failure>> + Send + use<>, Failure> {
    let mut patterns = OverrideBuilder::new(match project.root.as_os_str().is_empty() {
        true => Path::new("."),
        false => &project.root,
    });
    for pattern in &project.settings.ignore {
        patterns
            .add(&format!("!{pattern}"))
            .map_err(|error| Failure::Input(format!("cite.toml: ignore: {error}")))?;
    }
    let patterns = patterns.build().map_err(|error| Failure::Input(error.to_string()))?;
    let walk = move |folder: &Path| {
        let mut walk = WalkBuilder::new(folder);
        walk.overrides(patterns.clone()).require_git(false).sort_by_file_name(OsStr::cmp);
        let again = walk.clone();
        let main_files = OnceLock::new();
        walk.build().filter_map(move |entry| match entry {
            Ok(entry) => {
                let is_main = |path: &Path| {
                    let files = main_files.get_or_init(|| main_files_of(&again));
                    files.contains(&manuscripts::plain(path))
                };
                let path = entry.path();
                let whole = || !manuscripts::may_be_part(path) || is_main(path);
                (is_file(&entry) && wanted(path) && whole()).then(|| Ok(found(&entry)))
            }
            Err(error) => Some(Err(error.into())),
        })
    };
    Ok(paths.into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = _> + Send> {
        let current = path.as_os_str().is_empty();
        match current || path.is_dir() {
            true => Box::new(walk(if current { Path::new(".") } else { &path })),
            false => Box::new(named(path).into_iter()),
        }
    }))
}

/// The file that the user named; of an archive the manuscripts in it.
fn named(path: PathBuf) -> Vec<Result<Found, Failure>> {
    let inside = match path == Path::new("-") {
        true => None,
        false => manuscripts::in_archive(&path).transpose(),
    };
    match inside {
        None => vec![Ok(Found { path, named: true })],
        Some(Err(error)) => vec![Err(error.into())],
        Some(Ok(inside)) => {
            let named = inside.len() == 1;
            inside.into_iter().map(|path| Ok(Found { path, named })).collect()
        }
    }
}

/// The main files of the projects below a folder.
fn main_files_of(walk: &WalkBuilder) -> HashSet<PathBuf> {
    let files = walk.build().flatten().filter(is_file).map(DirEntry::into_path);
    let parts: Vec<PathBuf> = files.filter(|path| manuscripts::may_be_part(path)).collect();
    manuscripts::main_files(&parts)
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
}

/// Whether a file below a folder is taken for a manuscript.
fn is_document(path: &Path) -> bool {
    manuscripts::is_named_so(path)
}

/// Whether the name is that of a library file.
pub(super) fn is_library(path: &Path) -> bool {
    formats::by_extension(&extension(path)).is_some()
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// A document below a folder; the current folder is left out of its name.
fn found(entry: &DirEntry) -> Found {
    let path = entry.path();
    Found { path: path.strip_prefix(".").unwrap_or(path).to_owned(), named: false }
}

/// The document at `path`; `-` is standard input.
pub(super) fn document(path: &Path) -> Result<Document, Failure> {
    document_as(path, false)
}

/// The same; with `original`, as it was before the tracked changes in it.
pub(super) fn document_as(path: &Path, original: bool) -> Result<Document, Failure> {
    Ok(Document::open_as(path, original)?)
}

/// The library at `path`, if its name is that of a library file.
pub(super) fn library(path: &Path) -> Result<Option<Library>, Failure> {
    // Articles and libraries of records are both XML.
    let article = || {
        let bytes: std::sync::Arc<[u8]> =
            crate::files::read::bytes(path).unwrap_or_default().into();
        matches!(kind(path, &bytes), Some(Kind::Document(_)))
    };
    (is_library(path) && !(extension(path) == "xml" && article()))
        .then(|| Library::open(path))
        .transpose()
        .map_err(Failure::from)
}

/// Reads `NAME=LEVEL` for a rule that there is.
pub(super) fn level(argument: &str) -> Result<(String, Level), ArgumentError> {
    let (name, level) = argument.split_once('=').ok_or(ArgumentError::LevelOfRule)?;
    if rules::by_name(name).is_none() {
        return Err(ArgumentError::Rule(unknown_rule(name)));
    }
    Ok((name.to_owned(), level.parse()?))
}

/// What is said when there is no rule of this name: the nearest ones.
pub(super) fn unknown_rule(name: &str) -> String {
    let names = rules::nearest(name);
    format!("there is no rule \"{name}\"; nearest: {}", names.join(", "))
}
