//! The library files that the project of a publication names: Quarto's `_quarto.yml`, bookdown's
//! `_bookdown.yml`, and the first chapter of a book.

use std::path::{Path, PathBuf};

use super::header::bibliographies;
use crate::files::read;

/// The files that name the libraries of all chapters, in a folder of the publication or above it.
const PROJECTS: [&str; 4] = ["_quarto.yml", "_quarto.yaml", "_bookdown.yml", "_bookdown.yaml"];

/// The chapter of a book whose header holds for all.
const FIRST: [&str; 3] = ["index.Rmd", "index.rmd", "index.qmd"];

/// Returns the library files that the project around a document names; none if there is none.
pub(crate) fn named_in_project(document: &Path) -> Vec<PathBuf> {
    let Ok(whole) = std::path::absolute(document) else {
        return Vec::new();
    };
    let folders = whole.ancestors().skip(1);
    let is_project = |folder: &&Path| PROJECTS.iter().any(|name| read::is_file(&folder.join(name)));
    let Some(folder) = folders.into_iter().find(is_project) else {
        return Vec::new();
    };
    let mut named = PROJECTS.iter().chain(&FIRST).map(|name| named_in(&folder.join(name)));
    let names = named.find(|names| !names.is_empty()).unwrap_or_default();
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// What a file names: all of it is YAML, or its header is.
fn named_in(file: &Path) -> Vec<String> {
    let Some(text) = read::is_file(file).then(|| read::text(file).ok()).flatten() else {
        return Vec::new();
    };
    let header = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---"));
    bibliographies(header.map_or(text.as_str(), |(header, _)| header))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_nearest_project_names_the_libraries() {
        let folder = tempfile::tempdir().expect("a folder");
        let chapters = folder.path().join("chapters");
        fs::create_dir(&chapters).expect("made");
        let named = || named_in_project(&chapters.join("one.qmd"));
        fs::write(folder.path().join("_quarto.yml"), "bibliography: refs.bib\n").expect("written");
        assert_eq!(named(), [folder.path().join("refs.bib")]);
        fs::write(chapters.join("_bookdown.yml"), "book_filename: x\n").expect("written");
        assert_eq!(named(), [] as [PathBuf; 0]);
        let first = "---\nbibliography: [a.bib, b.bib]\n---\n\n# One\n";
        fs::write(chapters.join("index.Rmd"), first).expect("written");
        assert_eq!(named(), [chapters.join("a.bib"), chapters.join("b.bib")]);
    }
}
