//! Which files are manuscripts: below a folder, and in an archive.
//!
//! A chapter of a LaTeX or Typst project is part of another file, and is read where that one names it.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::document::FORMATS;
use crate::document::detect;
use crate::document::format::{Format, Project, Reading};
use crate::files::encoding::decode;
use crate::files::{archive, kind, read};
use crate::model::error::Error;

/// Whether the name of a file that was found is that of a manuscript.
pub(crate) fn is_named_so(path: &Path) -> bool {
    by_ending(path).is_some_and(|format| format.walked)
}

/// Whether a file may be a part of another: only [`main_files`] tells whether it is a manuscript.
pub(crate) fn may_be_part(path: &Path) -> bool {
    project(path).is_some()
}

/// Returns those of the files of projects among `paths` that are whole documents and that no other of
/// them brings in, as [`plain`] paths.
pub(crate) fn main_files(paths: &[PathBuf]) -> HashSet<PathBuf> {
    let (whole, _) = divided(paths);
    whole.into_iter().collect()
}

/// Returns the manuscripts in the archive at `path`; nothing if it is none, or itself a document, as
/// Word files are.
///
/// # Errors
///
/// It cannot be read, becomes too large, or holds no manuscript.
pub(crate) fn in_archive(path: &Path) -> Result<Option<Vec<PathBuf>>, Error> {
    if !archive::is_one(path) || is_document(path) {
        return Ok(None);
    }
    let Some(members) = archive::members(path)? else {
        return Ok(None);
    };
    let (whole, fragments) = divided(&members);
    let others = members.iter().filter(|path| is_named_so(path) && !may_be_part(path));
    let mut found: Vec<PathBuf> = others.cloned().chain(whole).collect();
    if found.is_empty() {
        found = fragments;
    }
    found.sort();
    match found.is_empty() {
        true => Err(Error::Content {
            path: path.to_owned(),
            message: "no manuscript is in this archive".to_owned(),
        }),
        false => Ok(Some(found)),
    }
}

/// Returns the one manuscript in the archive at `path`; nothing as [`in_archive`].
///
/// # Errors
///
/// As [`in_archive`]; and there are several.
pub(crate) fn only_one(path: &Path) -> Result<Option<PathBuf>, Error> {
    match in_archive(path)?.as_deref() {
        None => Ok(None),
        Some([one]) => Ok(Some(one.clone())),
        Some(several) => {
            let names: Vec<String> =
                several.iter().take(5).map(|path| path.display().to_string()).collect();
            let message = format!(
                "{} manuscripts are in this archive; name one of them: {}",
                several.len(),
                names.join(", ")
            );
            Err(Error::Content { path: path.to_owned(), message })
        }
    }
}

/// A path without `.` and, where that can be told, without `..`.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => drop(out.pop()),
            other => out.push(other),
        }
    }
    out
}

/// Whether a container is itself a document, by its content or by its name.
fn is_document(path: &Path) -> bool {
    if by_ending(path).is_some_and(|format| matches!(format.reader, Reading::File(_))) {
        return true;
    }
    let Ok(bytes) = read::bytes(path) else { return false };
    let bytes: Arc<[u8]> = bytes.into();
    let archive = ["zip", "tar", "gz"];
    let is_archive = kind::of(path, &bytes).is_some_and(|kind| archive.contains(&kind.extension));
    !is_archive || detect::kind(path, &bytes).is_some()
}

/// The files of projects that no other brings in: whole documents, and those that are no whole ones.
fn divided(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mut parts = HashSet::new();
    let mut tops = Vec::new();
    for path in paths {
        let Some(project) = project(path) else { continue };
        let Ok(bytes) = read::bytes(path) else { continue };
        let text = decode(bytes).text;
        parts.extend((project.inputs)(path).parts(path, &text).iter().map(|path| plain(path)));
        tops.push((plain(path), (project.is_whole)(&text)));
    }
    let (whole, fragments): (Vec<_>, Vec<_>) =
        tops.into_iter().filter(|(path, _)| !parts.contains(path)).partition(|(_, whole)| *whole);
    let paths = |files: Vec<(PathBuf, bool)>| files.into_iter().map(|(path, _)| path).collect();
    (paths(whole), paths(fragments))
}

fn project(path: &Path) -> Option<&'static Project> {
    match &by_ending(path)?.reader {
        Reading::Project(project) => Some(project),
        _ => None,
    }
}

fn by_ending(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&ending.as_str())).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn parts_of_projects_are_no_manuscripts() {
        let folder = tempfile::tempdir().expect("a folder");
        let whole = "\\documentclass{article}\\begin{document}\\input{a/one}\\end{document}";
        let files = [
            ("main.tex", whole),
            ("a/one.tex", "One \\input{a/two}"),
            ("a/two.tex", "Two"),
            ("alone.tex", "% \\documentclass{article}\nNo document."),
            ("figure.tex", "\\documentclass[tikz]{standalone}\\begin{document}x\\end{document}"),
            ("paper.typ", "#import \"own.typ\": *\n#include \"a/b.typ\""),
            ("own.typ", "#let x = 1"),
            ("a/b.typ", "= Text"),
        ];
        fs::create_dir(folder.path().join("a")).expect("made");
        let path = |name: &str| folder.path().join("a/..").join(name);
        let paths: Vec<PathBuf> = files.iter().map(|(name, _)| path(name)).collect();
        for ((_, text), path) in files.iter().zip(&paths) {
            fs::write(path, text).expect("written");
        }
        let wanted = ["main.tex", "paper.typ"].map(|name| folder.path().join(name));
        assert_eq!(main_files(&paths), HashSet::from(wanted));
    }
}
