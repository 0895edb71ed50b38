//! What commands read: documents, and the names of rules.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::overrides::OverrideBuilder;
use ignore::{DirEntry, WalkBuilder};

use cite::config::level::Level;
use cite::config::project::Project;
use cite::library::formats;
use cite::read::FORMATS;
use cite::rules::RULES;
use cite::{Document, Library};

use super::failure::Failure;

/// A document that is to be read.
pub struct Found {
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
pub fn documents(
    paths: Vec<PathBuf>,
    project: &Project,
) -> Result<impl Iterator<Item = Result<Found, String>> + Send + use<>, Failure> {
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
        walk.build().filter_map(|entry| match entry {
            Ok(entry) => is_document(&entry).then(|| Ok(found(&entry))),
            Err(error) => Some(Err(error.to_string())),
        })
    };
    Ok(paths.into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = _> + Send> {
        let current = path.as_os_str().is_empty();
        match current || path.is_dir() {
            true => Box::new(walk(if current { Path::new(".") } else { &path })),
            false => Box::new(std::iter::once(Ok(Found { path, named: true }))),
        }
    }))
}

fn is_document(entry: &DirEntry) -> bool {
    let extension = entry.path().extension().and_then(OsStr::to_str).unwrap_or_default();
    let extension = extension.to_ascii_lowercase();
    entry.file_type().is_some_and(|kind| kind.is_file())
        && FORMATS.iter().any(|format| format.extensions.contains(&extension.as_str()))
}

/// A document below a folder; the current folder is left out of its name.
fn found(entry: &DirEntry) -> Found {
    let path = entry.path();
    Found { path: path.strip_prefix(".").unwrap_or(path).to_owned(), named: false }
}

/// The document at `path`; `-` is standard input.
pub fn document(path: &Path) -> Result<Document, Failure> {
    if path != Path::new("-") {
        return Ok(Document::open(path)?);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Document::from_bytes("-", bytes))
}

/// The library at `path`, if its name is that of a library file.
pub fn library(path: &Path) -> Result<Option<Library>, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match formats::by_extension(&extension) {
        Some(_) => Ok(Some(Library::open(path)?)),
        None => Ok(None),
    }
}

/// Reads `NAME=LEVEL` for a rule that there is.
pub fn level(argument: &str) -> Result<(String, Level), String> {
    let (name, level) =
        argument.split_once('=').ok_or("expected NAME=LEVEL, for example ibid=off")?;
    if !RULES.iter().any(|rule| rule.name == name) {
        return Err(unknown_rule(name));
    }
    Ok((name.to_owned(), level.parse()?))
}

/// What is said when there is no rule of this name: the nearest ones.
pub fn unknown_rule(name: &str) -> String {
    let mut near: Vec<(usize, &str)> = RULES
        .iter()
        .map(|rule| (strsim::damerau_levenshtein(name, rule.name), rule.name))
        .collect();
    near.sort();
    let names: Vec<&str> = near.into_iter().take(3).map(|(_, name)| name).collect();
    format!("there is no rule \"{name}\"; nearest: {}", names.join(", "))
}
